"""Who is asking, on which date, and the one question about what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from lar.authorization.permissions import Permission
from lar.authorization.roles import ROLES, RoleCode


class HasNetworkId(Protocol):
    """Anything that knows its network: a Network has its key in ``pk``."""

    pk: int


@dataclass(frozen=True)
class Actor:
    """A person inside one programme on one date.

    ``network_roles`` maps a network's key to the roles held there: by assignment for
    coordinators, through a territory for authorities.
    """

    user_id: int
    program_id: int
    on_date: date
    programme_roles: frozenset[RoleCode] = frozenset()
    network_roles: Mapping[int, frozenset[RoleCode]] = field(default_factory=dict)
    territories: frozenset[int] = frozenset()

    @property
    def is_insider(self) -> bool:
        """Whether the person has anything to do with this programme; others see nothing (404)."""
        return bool(self.programme_roles or self.network_roles or self.territories)

    def networks_with(self, permission: Permission) -> frozenset[int]:
        """Keys of the networks in which a network or territory role grants ``permission``."""
        return frozenset(
            network
            for network, roles in self.network_roles.items()
            if any(permission in ROLES[role].permissions for role in roles)
        )


def has_permission(actor: Actor | None, permission: Permission, network: HasNetworkId | None = None) -> bool:
    """Say whether ``actor`` may do ``permission``, in ``network`` when it is about one.

    Programme roles hold in every network of the programme. Without ``network`` only programme
    roles count: nobody gets a programme-wide right out of one network.
    """
    if actor is None:
        return False
    if any(permission in ROLES[role].permissions for role in actor.programme_roles):
        return True
    if network is None:
        return False
    roles = actor.network_roles.get(network.pk, frozenset())
    return any(permission in ROLES[role].permissions for role in roles)
