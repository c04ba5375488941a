"""People of a programme: what each does here, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from lar.accounts.models import User
from lar.authorization import ROLES, Actor, RoleCode
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership
from lar.ui.navigation import Hat
from networks.models import Authority, Coordination, Network, Territory
from networks.models.dated import in_force


@dataclass
class PersonRole:
    """One role of a person in the programme; ``places`` are its networks or territories, by name."""

    membership: Membership
    label: str
    places: list[str] = field(default_factory=list)

    @property
    def person(self) -> User:
        return self.membership.user


def people_of_program(actor: Actor, text: str = "") -> list[PersonRole]:
    """Return every role that has not ended, by the person's name; four queries for any number."""
    memberships = (
        Membership.objects.filter(program_id=current_program_id(), valid_to=None)
        .select_related("user", "program")
        .order_by("user__name", "user__email", "role")
    )
    if text:
        memberships = memberships.filter(user__name__icontains=text) | memberships.filter(
            user__email__icontains=text
        )
    places = _places(actor)
    return [
        PersonRole(row, ROLES[RoleCode(row.role)].label, sorted(places.get((row.user_id, row.role), [])))
        for row in memberships
    ]


def _places(actor: Actor) -> dict[tuple[int, str], list[str]]:
    held = in_force(actor.on_date)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for user, name in Coordination.objects.filter(held).values_list("user", "network__name"):
        found[user, RoleCode.COORDINATOR.value].append(name)
    for user, name in Authority.objects.filter(held).values_list("user", "territory__name"):
        found[user, RoleCode.AUTHORITY.value].append(name)
    return found


def hats_of_actor(actor: Actor) -> list[Hat]:
    """Return the roles that a person holds, with the networks and territories they are of."""
    hats = [Hat(ROLES[code].label) for code in ROLES if code in actor.programme_roles]
    coordinated = [key for key, roles in actor.network_roles.items() if RoleCode.COORDINATOR in roles]
    if coordinated:
        names = Network.objects.filter(pk__in=coordinated).values_list("name", flat=True)
        hats += [Hat(ROLES[RoleCode.COORDINATOR].label, of=name) for name in names]
    if actor.territories:
        areas = Territory.objects.filter(pk__in=list(actor.territories)).values_list("name", flat=True)
        hats += [Hat(ROLES[RoleCode.AUTHORITY].label, of=name) for name in areas]
    return hats


def networks_coordinated_by(user: User, networks: Iterable[Network], day: date) -> list[str]:
    """Return the names of those networks whose team a person is of on ``day``; one query."""
    rows = Coordination.objects.filter(in_force(day), user=user, network__in=list(networks))
    return sorted(rows.values_list("network__name", flat=True))


def hats_in(actor: Actor, network: Network) -> list[Hat]:
    """Return the hats that are on in one network: programme roles, and those held in it."""
    hats = [Hat(ROLES[code].label) for code in ROLES if code in actor.programme_roles]
    held = actor.network_roles.get(network.pk, frozenset())
    return hats + [Hat(ROLES[code].label, of=network.name) for code in ROLES if code in held]
