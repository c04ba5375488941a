"""What is late in a network's year, and why: each reason is a sentence that explains itself.

The days are those of a school year that begins in March; they guide, nothing is locked by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import formats
from django.utils.translation import gettext as _

from networks.models import ProgrammeYear
from networks.queries.facts import NetworkFacts

CYCLE_BY = (3, 31)
"""The school year begins in March: by its end the cycle is open."""
ROSTER_BY = (4, 30)
"""Schools know their teams in April; without a roster no questionnaire can be opened."""
LEVERS_BY = (5, 31)
"""Step 1 takes the first workshops; the diagnosis of step 2 looks at what was chosen."""


class Lack(StrEnum):
    """Something that a network's year needs and does not have yet."""

    TEAM = "team"
    CYCLE = "cycle"
    SCHOOLS = "schools"
    ROSTER = "roster"
    PURPOSE = "purpose"
    LEVERS = "levers"
    REVIEW = "review"


@dataclass(frozen=True)
class Missing:
    """A lack, the day by which it was expected, and the sentence that says so when it is late."""

    lack: Lack
    due: date
    sentence: str

    def is_late(self, day: date) -> bool:
        return day > self.due


def missing_in(facts: NetworkFacts, day: date) -> list[Missing]:
    """Return what a network's year lacks on ``day``, late or not, in the order in which it is needed.

    A network that left the programme is followed up: it owes nothing but its team.
    """
    network = facts.network
    found: list[Missing] = []
    if not facts.coordinators:
        found.append(Missing(Lack.TEAM, network.enrolled_on, _("Nadie coordina la red.")))
    if network.left_on is not None and network.left_on <= day:
        return found
    return found + _year(facts, day) + _purpose(facts, day)


def late_sentences(facts: NetworkFacts, day: date) -> list[str]:
    """Return the sentences of what is late on ``day``."""
    return [missing.sentence for missing in missing_in(facts, day) if missing.is_late(day)]


def _year(facts: NetworkFacts, day: date) -> list[Missing]:
    year, cycle = day.year, facts.cycle
    started = cycle is not None and cycle.year == year
    found: list[Missing] = []
    if not started:
        found.append(
            Missing(
                Lack.CYCLE,
                _due(facts, day, CYCLE_BY),
                _("El ciclo %(year)s no ha comenzado.") % {"year": year},
            )
        )
    if not facts.schools:
        found.append(Missing(Lack.SCHOOLS, _due(facts, day, ROSTER_BY), _("Faltan los establecimientos.")))
    elif not facts.seats:
        found.append(
            Missing(
                Lack.ROSTER, _due(facts, day, ROSTER_BY), _("El padrón está vacío: nadie podría responder.")
            )
        )
    chooses = cycle is not None and cycle.programme_year != ProgrammeYear.FOLLOW_UP
    if started and chooses and not facts.levers:
        found.append(
            Missing(
                Lack.LEVERS, _due(facts, day, LEVERS_BY), _("Falta elegir la dimensión que se va a trabajar.")
            )
        )
    return found


def _purpose(facts: NetworkFacts, day: date) -> list[Missing]:
    purpose = facts.purpose
    if purpose is None:
        return [
            Missing(Lack.PURPOSE, _due(facts, day, LEVERS_BY), _("El propósito de la red no está escrito."))
        ]
    if purpose.next_review is None or purpose.next_review > day:
        return []
    sentence = _("El propósito se iba a revisar el %(day)s.") % {
        "day": formats.date_format(purpose.next_review, "SHORT_DATE_FORMAT")
    }
    return [Missing(Lack.REVIEW, purpose.next_review, sentence)]


def _due(facts: NetworkFacts, day: date, by: tuple[int, int]) -> date:
    """The year's day or, for a network that entered later, thirty days after entering."""
    due = date(day.year, *by)
    entered = facts.network.enrolled_on
    return max(due, date.fromordinal(entered.toordinal() + 30))
