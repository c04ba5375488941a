"""Until when authorities read, who has to be confirmed, and who wears two hats in one network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery

from lar.accounts.models import User
from networks import rules
from networks.models import Authority, Coordination, Network, NetworkTerritory, Territory
from networks.models.dated import in_force


class AccessState(StrEnum):
    EXPIRED = "expired"
    ENDS_SOON = "ends_soon"
    IN_FORCE = "in_force"


@dataclass(frozen=True)
class Access:
    """The last period in which a person reads for a territory. ``ends_on``: the first day without access."""

    row: Authority
    state: AccessState
    ends_on: date

    @property
    def may_be_confirmed(self) -> bool:
        return self.state is not AccessState.IN_FORCE and self.row.user.is_active


@dataclass(frozen=True)
class TwoHats:
    """Somebody who coordinates a network and reads, as its authority, what that network shares."""

    person: User
    network: Network
    territories: tuple[str, ...]


def accesses(day: date) -> list[Access]:
    """Return everybody's last period as an authority, the first to end first; one query.

    Those whose access somebody ended are not in the list: nobody has to confirm them.
    """
    found = [_access(row, day) for row in _last_periods()]
    return sorted((access for access in found if access is not None), key=lambda access: access.ends_on)


def to_confirm(day: date) -> int:
    """Return how many accesses have expired or end soon; one query."""
    return sum(access.may_be_confirmed for access in accesses(day))


def current_accesses(territory: Territory, day: date) -> list[Access]:
    """Return who reads for one territory on ``day`` or later, by name, each with its last end; one query."""
    rows = _last_periods().filter(territory=territory, valid_to__gt=day)
    found = [_access(row, day, cut_short_too=True) for row in rows]
    named = [access for access in found if access is not None]
    return sorted(named, key=lambda access: access.row.user.name)


def two_hats(networks: Iterable[Network], day: date) -> list[TwoHats]:
    """Return who coordinates one of the networks and is an authority of it on ``day``; three queries."""
    by_key = {network.pk: network for network in networks}
    rows = Coordination.objects.filter(in_force(day), network__in=by_key).select_related("user")
    team = list(rows.order_by("network", "user__name"))
    reads = _territories_of_readers({row.user_id for row in team}, day)
    belongs: dict[int, dict[int, str]] = {}
    for network, territory, name in NetworkTerritory.objects.filter(
        in_force(day), network__in=by_key
    ).values_list("network", "territory", "territory__name"):
        belongs.setdefault(network, {})[territory] = name
    found = []
    for row in team:
        areas = belongs.get(row.network_id, {})
        both = sorted(areas[key] for key in reads.get(row.user_id, set()) & set(areas))
        if both:
            found.append(TwoHats(row.user, by_key[row.network_id], tuple(both)))
    return found


def _territories_of_readers(people: set[int], day: date) -> dict[int, set[int]]:
    reads: dict[int, set[int]] = {}
    rows = Authority.objects.filter(in_force(day), user__in=people)
    for user, territory in rows.values_list("user", "territory"):
        reads.setdefault(user, set()).add(territory)
    return reads


def _last_periods() -> QuerySet[Authority]:
    last = Authority.objects.filter(territory=OuterRef("territory"), user=OuterRef("user"))
    newest = Subquery(last.order_by("-valid_to", "-pk").values("pk")[:1])
    return Authority.objects.filter(pk=newest).select_related("user", "territory").order_by("pk")


def _access(row: Authority, day: date, *, cut_short_too: bool = False) -> Access | None:
    ends_on = row.valid_to or date.max
    if not cut_short_too and not rules.ran_its_course(row.valid_from, ends_on):
        return None
    if ends_on <= day:
        state = AccessState.EXPIRED
    elif rules.may_be_confirmed(ends_on, day) and rules.ran_its_course(row.valid_from, ends_on):
        state = AccessState.ENDS_SOON
    else:
        state = AccessState.IN_FORCE
    return Access(row, state, ends_on)
