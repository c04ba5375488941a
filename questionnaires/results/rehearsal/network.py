"""The network that does not exist: how many it has, what it is called, when it answered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from lar.model.dimensions import NodeKind
from lar.tenancy.models import Program
from networks.models.roster import MemberRole
from questionnaires.results.released import Circumstances
from questionnaires.results.report import Lever, Purpose, ReportContext
from questionnaires.surveys.models import CodeKeeper, SurveyMode

SIZES: Final = (9, 18, 33)
"""People asked: one network of each kind of report (blocks, most networks, every option)."""
DEFAULT_PEOPLE: Final = 18
MAX_PEOPLE: Final = 60

_ANSWER: Final = 0.8
_ZONE: Final = "America/Santiago"
_DAYS_OPEN: Final = 14


def people_of(typed: str, *, least: int) -> int:
    """How many people the invented network calls: what was typed when it fits, else the nearest that does."""
    try:
        wished = int(typed)
    except ValueError:
        wished = DEFAULT_PEOPLE
    return min(max(wished, least), max(MAX_PEOPLE, least))


def respondents_of(people: int, *, least: int) -> int:
    """Four of five answer; never fewer than the gate needs, or there would be nothing to rehearse."""
    return max(round(people * _ANSWER), least)


def invented_network(program: Program, people: int, on: date) -> Circumstances:
    """Everything that a report says about the network, all of it invented but the programme's names."""
    zone = ZoneInfo(_ZONE)
    closed = datetime.combine(on, time(8), zone)
    heads = max(people // 3, 1)
    seats: dict[str, int] = {MemberRole.HEAD: heads, MemberRole.UTP: (people - heads) // 2}
    seats[MemberRole.TEACHER] = people - sum(seats.values())
    return Circumstances(
        program=program.name,
        institution=program.institution,
        network=_("Red de ensayo"),
        network_kind=_("Red inventada"),
        territories=(),
        year=on.year,
        programme_year=1,
        mode=SurveyMode.SLIPS,
        code_keeper=CodeKeeper.FACILITATOR,
        codes_replaced=0,
        time_zone=_ZONE,
        opened_at=closed - timedelta(days=_DAYS_OPEN),
        closed_at=closed,
        calculated_at=closed,
        schools=heads,
        asked_by_role=tuple((role, seats[role]) for role in MemberRole.values if seats.get(role)),
    )


def invented_context(nodes: list[tuple[str, str]], on: date) -> ReportContext:
    """A purpose, and the first lever of the version's tree (code and kind of each node) as focus."""
    lever = next((code for code, kind in nodes if kind == NodeKind.LEVER), None)
    return ReportContext(
        purpose=Purpose(
            _("(Inventado) Que cada establecimiento aprenda de lo que prueban los demás."),
            on - timedelta(days=90),
        ),
        levers=(Lever(lever, _("Interés estratégico")),) if lever else (),
    )
