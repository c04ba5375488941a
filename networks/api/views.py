from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import viewsets

from lar.authorization import Permission
from lar.tenancy.api import Readable
from networks.api.serializers import CycleSerializer, NetworkSerializer
from networks.models import Cycle, Network


class NetworkViewSet(Readable, viewsets.ReadOnlyModelViewSet[Network]):
    """The networks that the token's person may see."""

    permission = Permission.VIEW_NETWORK
    scope = "networks"
    queryset = Network._base_manager.none
    serializer_class = NetworkSerializer
    filterset_fields = ["cohort", "kind"]

    def get_queryset(self) -> QuerySet[Network]:
        return Network.objects.visible_to(self.actor)

    def network_of(self, obj: Any) -> Network:
        return obj  # type: ignore[no-any-return]


class CycleViewSet(Readable, viewsets.ReadOnlyModelViewSet[Cycle]):
    """The yearly cycles of those networks."""

    permission = Permission.VIEW_NETWORK
    scope = "networks"
    serializer_class = CycleSerializer
    filterset_fields = ["network", "year"]

    def get_queryset(self) -> QuerySet[Cycle]:
        networks = Network.objects.visible_to(self.actor)
        return Cycle.objects.filter(network__in=networks).select_related("network").prefetch_related("levers")
