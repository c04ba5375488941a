"""Whom a survey is for: places by school and role, never names."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from networks.models import MemberRole, Network, RosterSeat
from networks.models.dated import in_force
from questionnaires.surveys.models import Survey
from questionnaires.surveys.rules import local_day

Places = dict[tuple[int, str, str], int]
"""``{(rbd, school, role): seats}``."""


def roster_places(network: Network, day: date) -> Places:
    """Return the places of the network's roster in force on ``day``, in schools in force that day."""
    seats = RosterSeat.objects.filter(
        in_force(day), in_force(day, "network_school__"), network_school__network=network
    ).select_related("network_school__school")
    places: Counter[tuple[int, str, str]] = Counter()
    for seat in seats:
        school = seat.network_school.school
        places[school.rbd, school.name, seat.role] += seat.seats
    return dict(places)


def roster_is_current(survey: Survey) -> bool:
    """Whether the lines written with the draft still are the network's roster on its first day."""
    lines = survey.roster_lines.values_list("school_rbd", "school_name", "role", "seats")
    written: Places = {(rbd, name, role): seats for rbd, name, role, seats in lines}
    day = local_day(survey.opens_at, survey.network.time_zone)
    return written == roster_places(survey.network, day)


def plan_fingerprint(survey: Survey) -> str:
    """Return what tells two states of a draft apart: whom it is for, how codes go out, what is asked.

    The page that a facilitator confirms carries it, so that she confirms what she has read.
    """
    lines = sorted(survey.roster_lines.values_list("school_rbd", "role", "seats"))
    emails = sorted(survey.invitations.values_list("email", flat=True))
    own = list(survey.local_items.order_by("position").values_list("text", flat=True))
    told = [survey.roster_n, survey.version_id, survey.mode, survey.code_keeper, lines, emails, own]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def people_by_network(networks: Iterable[Network], day: date) -> dict[int, int]:
    """Return how many people each network's roster holds on ``day``, in one query."""
    totals = (
        RosterSeat.objects.filter(
            in_force(day), in_force(day, "network_school__"), network_school__network__in=list(networks)
        )
        .order_by()
        .values_list("network_school__network")
        .annotate(total=Sum("seats"))
    )
    return dict(totals)


@dataclass(frozen=True)
class FrozenSchool:
    """One school of a survey's roster: ``seats`` by the label of each role that the roster has."""

    name: str
    rbd_dv: str
    seats: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.seats.values())


@dataclass(frozen=True)
class FrozenRoster:
    """A survey's roster as a table: a row for each school and a column for each role in use."""

    roles: list[str]
    schools: list[FrozenSchool]


def frozen_roster(survey: Survey) -> FrozenRoster:
    """Return the lines kept with a survey, each school once, by name; one query."""
    lines = list(survey.roster_lines.order_by("school_name", "school_rbd"))
    used = {line.role for line in lines}
    roles = [str(role.label) for role in MemberRole if role.value in used]
    schools: dict[int, FrozenSchool] = {}
    for line in lines:
        empty = FrozenSchool(line.school_name, line.rbd_dv, dict.fromkeys(roles, 0))
        schools.setdefault(line.school_rbd, empty).seats[line.get_role_display()] = line.seats
    return FrozenRoster(roles, list(schools.values()))
