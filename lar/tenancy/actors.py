"""Loads the actor of a request. Apps above register what they know of a person's networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lar.authorization import Actor, RoleCode
from lar.tenancy.models import Membership


@dataclass(frozen=True)
class NetworkReach:
    """What an app knows of a person: roles by network key, and territories."""

    network_roles: Mapping[int, frozenset[RoleCode]] = field(default_factory=dict)
    territories: frozenset[int] = frozenset()


ReachLoader = Callable[[int, date], NetworkReach]
_loaders: list[ReachLoader] = []

PROGRAM_ROLES = frozenset({RoleCode.ADMINISTRATOR, RoleCode.FACILITATOR})


def register_reach_loader(loader: ReachLoader) -> None:
    """Add a function ``(user_id, day) -> NetworkReach``; called inside the programme's context."""
    if loader not in _loaders:
        _loaders.append(loader)


def load_actor(user_id: int, program_id: int, on_date: date) -> Actor:
    """Return the actor that a person is in a programme on a date; an outsider has no roles."""
    memberships = Membership.objects.on(on_date).filter(
        user_id=user_id, program_id=program_id, user__is_active=True
    )
    held = {RoleCode(role) for role in memberships.values_list("role", flat=True)}
    if not held:
        return Actor(user_id, program_id, on_date)
    network_roles: dict[int, frozenset[RoleCode]] = {}
    territories: frozenset[int] = frozenset()
    for loader in _loaders:
        reach = loader(user_id, on_date)
        territories |= reach.territories
        for network, roles in reach.network_roles.items():
            network_roles[network] = network_roles.get(network, frozenset()) | roles
    return Actor(user_id, program_id, on_date, frozenset(held & PROGRAM_ROLES), network_roles, territories)
