"""What networks know of a person, for the actor of a request."""

from __future__ import annotations

from datetime import date

from lar.authorization import RoleCode
from lar.tenancy.actors import NetworkReach
from networks.models import Authority, Coordination, Network
from networks.models.dated import in_force


def network_reach(user_id: int, day: date) -> NetworkReach:
    """Return the networks a person coordinates on ``day`` and those of the territories she reads for."""
    coordinated = Coordination.objects.filter(in_force(day), user_id=user_id).values_list(
        "network_id", flat=True
    )
    roles = {network: frozenset({RoleCode.COORDINATOR}) for network in coordinated}
    territories = list(
        Authority.objects.filter(in_force(day), user_id=user_id).values_list("territory_id", flat=True)
    )
    if territories:
        for network in Network.objects.of_territories(territories, day).values_list("pk", flat=True):
            roles[network] = roles.get(network, frozenset()) | {RoleCode.AUTHORITY}
    return NetworkReach(roles, frozenset(territories))
