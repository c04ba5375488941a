"""What is decided before an activity and written after it; what its kind allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership
from networks.activity_fields import OWN_FIELDS, fields_of
from networks.errors import NotAllowedNow
from networks.models import Activity, Modality, Network, NotesVisibility, OwnWork
from networks.queries.activities import open_to_visit


@dataclass(frozen=True)
class Plan:
    """What is decided before an activity. What its kind does not write is left out, whatever was sent."""

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    networks: tuple[Network, ...]
    agenda: str = ""
    modality: str = Modality.IN_PERSON
    place: str = ""
    meeting_url: str = ""
    hours: Decimal | None = None
    topics: str = ""
    wellbeing: str = ""
    session_purpose: str = ""
    own_work: str = ""
    invites_authorities: bool = False
    open_to_visits: bool = False
    visited: Activity | None = None
    observer: User | None = None
    notes_visibility: str = NotesVisibility.PRIVATE


@dataclass(frozen=True)
class Outcome:
    """What is written afterwards. ``schools`` maps (network's school, role) to how many came."""

    minutes: str = ""
    hours: Decimal | None = None
    schools: Mapping[tuple[int, str], int] = field(default_factory=dict)
    people: frozenset[int] = frozenset()
    guests: int | None = None


def only_its_own(plan: Plan) -> Plan:
    """Take out what the kind does not write; authorities are part of what is theirs."""
    kind = fields_of(plan.kind)
    plain: dict[str, Any] = {one.name: one.default for one in fields(Plan) if one.name in OWN_FIELDS}
    foreign = {name: value for name, value in plain.items() if name not in kind.own}
    if "notes_visibility" in foreign:
        foreign["notes_visibility"] = NotesVisibility.SHARED
    if kind.authorities:
        foreign["invites_authorities"] = True
    if plan.own_work != OwnWork.VISIT:
        foreign["visited"] = None
    return replace(plan, **foreign)


def columns_of(plan: Plan) -> dict[str, Any]:
    """Return the values of the row, without blanks at their ends."""
    values = {one.name: getattr(plan, one.name) for one in fields(Plan) if one.name != "networks"}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def check_plan(plan: Plan, activity: Activity | None) -> None:
    """Refuse what can't be; ``activity`` is the one that is changed, ``None`` for a new one.

    Raises:
        NotAllowedNow: with the field it is about.
    """
    if not plan.networks:
        raise NotAllowedNow(_("Elige al menos una red."), "networks")
    if len(plan.networks) > 1 and not fields_of(plan.kind).several:
        raise NotAllowedNow(_("Este tipo de actividad es de una sola red."), "networks")
    if not plan.title.strip():
        raise NotAllowedNow(_("Escribe un título."), "title")
    if plan.ends_at <= plan.starts_at:
        raise NotAllowedNow(_("La hora de término debe ser posterior a la de inicio."), "ends")
    if plan.kind == "network_session" and not plan.session_purpose:
        raise NotAllowedNow(_("Elige para qué es la sesión."), "session_purpose")
    if plan.observer is not None and not _facilitates(plan.observer):
        raise NotAllowedNow(_("Observa una persona del equipo facilitador."), "observer")
    _check_visit(plan, activity)


def _check_visit(plan: Plan, activity: Activity | None) -> None:
    if plan.own_work != OwnWork.VISIT or plan.visited is None:
        return
    keep = activity.visited_id if activity is not None else None
    offered = open_to_visit(plan.networks[0].pk, timezone.now(), keep)
    if plan.visited.pk not in {session.pk for session in offered}:
        raise NotAllowedNow(_("Esa sesión ya no está abierta a visitas."), "visited")


def _facilitates(person: User) -> bool:
    memberships = Membership.objects.filter(program_id=current_program_id(), valid_to=None)
    return memberships.filter(user=person, role=RoleCode.FACILITATOR, user__is_active=True).exists()
