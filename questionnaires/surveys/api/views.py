from __future__ import annotations

from django.db.models import QuerySet

from lar.authorization import Permission
from lar.tenancy.api.resources import Readable
from lar.tenancy.models import ApiScope
from networks.models import Network
from questionnaires.surveys.api.filters import SurveyFilter
from questionnaires.surveys.api.serializers import SurveySerializer
from questionnaires.surveys.models import Survey


class SurveyViewSet(Readable[Survey]):
    """The applications of questionnaires to the networks of the token's person."""

    scope = ApiScope.SURVEYS
    permission = Permission.VIEW_SURVEY
    model = Survey
    serializer_class = SurveySerializer
    filterset_class = SurveyFilter

    def readable(self) -> QuerySet[Survey]:
        networks = Network.objects.readable_by(self.actor, self.permission)
        return (
            Survey.objects.filter(network__in=networks)
            .select_related("questionnaire", "version")
            .order_by("-pk")
        )
