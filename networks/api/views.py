from __future__ import annotations

from django.db.models import QuerySet

from lar.authorization import Permission
from lar.tenancy.api.resources import Readable
from lar.tenancy.models import ApiScope
from networks.api.filters import CycleFilter, NetworkFilter
from networks.api.serializers import CycleSerializer, NetworkSerializer
from networks.models import Cycle, Network


class NetworkViewSet(Readable[Network]):
    """The networks that the token's person accompanies or coordinates."""

    scope = ApiScope.NETWORKS
    permission = Permission.VIEW_NETWORK
    model = Network
    serializer_class = NetworkSerializer
    filterset_class = NetworkFilter

    def readable(self) -> QuerySet[Network]:
        return Network.objects.readable_by(self.actor, self.permission)


class CycleViewSet(Readable[Cycle]):
    """The yearly cycles of those networks, with the levers chosen."""

    scope = ApiScope.NETWORKS
    permission = Permission.VIEW_NETWORK
    model = Cycle
    serializer_class = CycleSerializer
    filterset_class = CycleFilter

    def readable(self) -> QuerySet[Cycle]:
        networks = Network.objects.readable_by(self.actor, self.permission)
        return (
            Cycle.objects.filter(network__in=networks)
            .prefetch_related("levers")
            .order_by("-year", "network_id")
        )
