"""The roster of a network as people read it: schools in rows, roles in columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from networks.models import MemberRole, Network, NetworkSchool, RosterSeat
from networks.models.dated import in_force
from networks.models.ordering import SpanishKey


@dataclass(frozen=True)
class RosterRow:
    """A school of a network and how many people of each role it sends."""

    network_school: NetworkSchool
    seats: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.seats.values())


def roster_of(network: Network, day: date) -> list[RosterRow]:
    """Return the schools in force on ``day`` with their places, by name; two queries."""
    seats = RosterSeat.objects.filter(in_force(day))
    rows = (
        network.schools.filter(in_force(day))
        .select_related("school__comuna")
        .prefetch_related(Prefetch("seats", seats))
        .order_by(SpanishKey("school__name"), "school_id")
    )
    return [_row(row) for row in rows]


def _row(network_school: NetworkSchool) -> RosterRow:
    held = {seat.role: seat.seats for seat in network_school.seats.all()}
    return RosterRow(network_school, {role: held.get(role, 0) for role in MemberRole.values})
