"""Activities of the cast's network, made by the product's own actions."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from lar.accounts.models import User
from networks.actions.activities import plan_activity
from networks.activity_plan import Plan
from networks.models import Activity, Network, NetworkSchool, RosterSeat
from tests.factories import NetworkSchoolFactory, RosterSeatFactory, SchoolFactory

SANTIAGO = ZoneInfo("America/Santiago")


def at(day: str, hour: str = "15:00") -> datetime:
    """A moment on the clocks of Santiago."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=SANTIAGO)


def make_plan(
    *networks: Network, kind: str = "network_session", day: str = "2026-05-12", **values: Any
) -> Plan:
    """A plan without surprises: two hours of an afternoon."""
    needed: dict[str, Any] = {"session_purpose": "inquiry"} if kind == "network_session" else {}
    starts, ends = at(day), at(day, "17:00")
    if kind == "between_sessions":
        needed, starts, ends = {"own_work": "reading"}, at(day, "00:00"), at(day, "23:59")
    return Plan(
        kind,
        values.pop("title", f"Encuentro del {day}"),
        values.pop("starts_at", starts),
        values.pop("ends_at", ends),
        networks,
        **{
            "agenda": "Mirar lo acordado.",
            "place": "Escuela Ejemplo",
            "hours": Decimal(2),
            **needed,
            **values,
        },
    )


def make_activity(*networks: Network, by: User | None = None, **values: Any) -> Activity:
    """Plan an activity. Call inside the programme's context."""
    return plan_activity(make_plan(*networks, **values), by=by)


def make_seats(network: Network, teachers: int = 3) -> tuple[NetworkSchool, RosterSeat]:
    """A school of the network that sends one head and some teachers."""
    row = NetworkSchoolFactory.create(
        network=network, school=SchoolFactory.create(name="Escuela Las Camelias")
    )
    RosterSeatFactory.create(network_school=row, role="head", seats=1)
    return row, RosterSeatFactory.create(network_school=row, role="teacher", seats=teachers)
