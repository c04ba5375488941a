from __future__ import annotations

from rest_framework import serializers

from questionnaires.surveys.models import Survey, SurveyMode


class SurveySerializer(serializers.ModelSerializer[Survey]):
    """An application of a questionnaire. Never how many have answered: that is the report's."""

    network = serializers.IntegerField(source="network_id", read_only=True)
    cycle = serializers.IntegerField(source="cycle_id", read_only=True)
    questionnaire = serializers.CharField(source="questionnaire.code", read_only=True)
    version = serializers.IntegerField(source="version.number", read_only=True)
    is_demonstration = serializers.BooleanField(source="questionnaire.is_demonstration", read_only=True)

    roster_n = serializers.SerializerMethodField()

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

    def get_roster_n(self, survey: Survey) -> int | None:
        """How many were asked. With an open code nobody knows whom it reached, and no rate is made."""
        return None if survey.mode == SurveyMode.OPEN_CODE else survey.roster_n
