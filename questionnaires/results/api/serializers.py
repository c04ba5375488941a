from __future__ import annotations

from typing import Any

from rest_framework import serializers

from lar.disclosure import Audience, to_payload
from questionnaires.results.models import Release
from questionnaires.results.readers import read_release


class ReleaseSerializer(serializers.ModelSerializer[Release]):
    """A release as the person of the key may read it: the gate's table for her audience, as it was made."""

    network = serializers.IntegerField(source="survey.network_id", read_only=True)
    survey = serializers.IntegerField(source="survey_id", read_only=True)
    calculated_at = serializers.DateTimeField(source="created_at", read_only=True)
    audience = serializers.SerializerMethodField()
    is_demonstration = serializers.BooleanField(
        source="survey.questionnaire.is_demonstration", read_only=True
    )
    table = serializers.SerializerMethodField()

    class Meta:
        model = Release
        fields = [
            "id",
            "network",
            "survey",
            "number",
            "sha256",
            "calculated_at",
            "is_demonstration",
            "audience",
            "table",
        ]
        read_only_fields = fields

    def get_audience(self, release: Release) -> str:
        """Return ``network`` where the key reads the network's results, ``authority`` elsewhere."""
        whole: frozenset[int] = self.context["whole"]
        return str(Audience.NETWORK if release.survey.network_id in whole else Audience.AUTHORITY)

    def get_table(self, release: Release) -> dict[str, Any]:
        """Return the publishable table of that audience, under its own schema name."""
        return to_payload(read_release(release.payload).tables[Audience(self.get_audience(release))])
