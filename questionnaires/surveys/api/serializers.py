from __future__ import annotations

from rest_framework import serializers

from questionnaires.surveys.models import Survey


class SurveySerializer(serializers.ModelSerializer[Survey]):
    """An application of a questionnaire. Never how many have answered: that is the report's."""

    network = serializers.IntegerField(source="network_id", read_only=True)
    cycle = serializers.IntegerField(source="cycle_id", read_only=True)
    questionnaire = serializers.CharField(source="questionnaire.code", read_only=True)
    version = serializers.IntegerField(source="version.number", read_only=True)
    is_demonstration = serializers.BooleanField(source="questionnaire.is_demonstration", read_only=True)

    class Meta:
        model = Survey
        fields = [
            "id",
            "network",
            "cycle",
            "questionnaire",
            "version",
            "is_demonstration",
            "mode",
            "code_keeper",
            "state",
            "opens_at",
            "closes_at",
            "roster_n",
        ]
        read_only_fields = fields
