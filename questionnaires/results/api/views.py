from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from lar.authorization import Permission
from lar.tenancy.api.resources import Readable
from lar.tenancy.models import ApiScope
from networks.models import Network
from questionnaires.results.api.filters import ReleaseFilter
from questionnaires.results.api.serializers import ReleaseSerializer
from questionnaires.results.models import Release
from questionnaires.results.queries import opened_to_authority
from questionnaires.results.queries.releases import scale_releases


class ReleaseViewSet(Readable[Release]):
    """What the gate published: a network's whole table, or what it opened to its authority."""

    scope = ApiScope.RELEASES
    permission = Permission.VIEW_NETWORK_RESULTS
    other_permission = Permission.VIEW_AUTHORITY_RESULTS
    model = Release
    serializer_class = ReleaseSerializer
    filterset_class = ReleaseFilter

    def readable(self) -> QuerySet[Release]:
        opened = opened_to_authority(self.actor.networks_with(Permission.VIEW_AUTHORITY_RESULTS))
        mine = Q(survey__network__in=self._whole()) | Q(pk__in=opened.values("pk"))
        return scale_releases().filter(mine).select_related("survey__questionnaire").order_by("-pk")

    def get_serializer_context(self) -> dict[str, Any]:
        keys = () if getattr(self, "swagger_fake_view", False) else self._whole().values_list("pk", flat=True)
        return {**super().get_serializer_context(), "whole": frozenset(keys)}

    def _whole(self) -> QuerySet[Network]:
        return Network.objects.readable_by(self.actor, Permission.VIEW_NETWORK_RESULTS)
