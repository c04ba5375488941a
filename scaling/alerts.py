"""Where a network's year stands still, and why: each rule is a sentence that explains itself.

The days are those of a school year that begins in March. They guide whoever accompanies; nothing is
locked by them, and each alert can be put off with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lar.ui.components import Text
from networks.lateness import missing_in
from networks.models import Cycle
from networks.queries.agreements import Pending
from networks.queries.facts import NetworkFacts

QUESTIONNAIRE_BY = (8, 31)
"""Step 2 applies it in the middle of the year, so that the workshop is held before November."""
SHARE_WITHIN = timedelta(days=21)
"""Results that nobody else read for three weeks grow cold."""
SESSION_EVERY = timedelta(days=60)
"""Networks meet every month or two."""
WRITE_EVERY = timedelta(days=45)
"""A logbook is written from session to session."""
SCHOOL_YEAR = (3, 12)
"""Nobody is behind in January and February."""


class Rule(StrEnum):
    """What may stand still. The first seven are lacks of the year's preparation (``networks.lateness``)."""

    TEAM = "team"
    CYCLE = "cycle"
    SCHOOLS = "schools"
    ROSTER = "roster"
    LEVERS = "levers"
    PURPOSE = "purpose"
    REVIEW = "review"
    QUESTIONNAIRE = "questionnaire"
    ANSWERS = "answers"
    SHARING = "sharing"
    SESSION = "session"
    LOGBOOK = "logbook"
    AGREEMENTS = "agreements"


RULES = frozenset(rule.value for rule in Rule)

ABOUT: dict[Rule, Text] = {
    Rule.TEAM: gettext_lazy("Quién coordina la red"),
    Rule.CYCLE: gettext_lazy("El comienzo del ciclo del año"),
    Rule.SCHOOLS: gettext_lazy("Los establecimientos de la red"),
    Rule.ROSTER: gettext_lazy("El padrón de la red"),
    Rule.LEVERS: gettext_lazy("La elección de la dimensión"),
    Rule.PURPOSE: gettext_lazy("El propósito de la red"),
    Rule.REVIEW: gettext_lazy("La revisión del propósito"),
    Rule.QUESTIONNAIRE: gettext_lazy("La apertura del cuestionario"),
    Rule.ANSWERS: gettext_lazy("El avance de las respuestas"),
    Rule.SHARING: gettext_lazy("Los resultados que faltan por compartir"),
    Rule.SESSION: gettext_lazy("Las sesiones de red"),
    Rule.LOGBOOK: gettext_lazy("La escritura de la bitácora"),
    Rule.AGREEMENTS: gettext_lazy("La revisión de los acuerdos"),
}
"""What each rule is about, in the words of the page that puts it off."""


@dataclass(frozen=True)
class Alert:
    """Something that stands still since a day, in a sentence."""

    rule: Rule
    since: date
    sentence: str


@dataclass(frozen=True)
class Standing:
    """What the rules look at in a network, on a day.

    ``asked``: a questionnaire was opened in the cycle. ``stands_still``: an open one whose band does not
    move. ``unshared_since``: day of the oldest results of the cycle that its members can't read yet.
    ``last_session`` and ``last_written`` are of any year.
    """

    facts: NetworkFacts
    asked: bool = False
    stands_still: bool = False
    unshared_since: date | None = None
    last_session: date | None = None
    last_written: date | None = None
    pending: Pending | None = None


def alerts_of(standing: Standing, day: date) -> list[Alert]:
    """Return what stands still on ``day``, in the order in which a year needs it."""
    late = [missing for missing in missing_in(standing.facts, day) if missing.is_late(day)]
    found = [Alert(Rule(missing.lack.value), missing.due, missing.sentence) for missing in late]
    return found + [alert for alert in _of_the_year(standing, day) if alert.since < day]


def _of_the_year(standing: Standing, day: date) -> list[Alert]:
    """The rules that look at what happens after the preparation; a network that left keeps its agreements."""
    left = standing.facts.network.left_on
    cycle = standing.facts.cycle
    found: list[Alert] = []
    if cycle is not None and cycle.year == day.year and not (left and left <= day):
        found += [*_questionnaire(standing, cycle), *_rhythm(standing, cycle, day)]
    return found + _agreements(standing)


def _questionnaire(standing: Standing, cycle: Cycle) -> list[Alert]:
    found: list[Alert] = []
    if not standing.asked:
        due = date(cycle.year, *QUESTIONNAIRE_BY)
        found.append(Alert(Rule.QUESTIONNAIRE, due, _("El cuestionario de este año no se ha abierto.")))
    if standing.stands_still:
        found.append(
            Alert(
                Rule.ANSWERS,
                date.min,
                _("El cuestionario está abierto y las respuestas no avanzan desde hace días."),
            )
        )
    if standing.unshared_since is not None:
        sentence = _("Hay resultados desde el %(day)s y sus integrantes todavía no pueden leerlos.")
        since = standing.unshared_since
        found.append(Alert(Rule.SHARING, since + SHARE_WITHIN, sentence % {"day": _short(since)}))
    return found


def _rhythm(standing: Standing, cycle: Cycle, day: date) -> list[Alert]:
    """How long ago the network met and its team wrote; counted from March at the earliest."""
    if not SCHOOL_YEAR[0] <= day.month <= SCHOOL_YEAR[1]:
        return []
    march = max(date(cycle.year, SCHOOL_YEAR[0], 1), standing.facts.network.enrolled_on)
    met, wrote = standing.last_session, standing.last_written
    return [
        Alert(
            Rule.SESSION,
            max(met or march, march) + SESSION_EVERY,
            _("La última sesión de red fue el %(day)s.") % {"day": _short(met)}
            if met
            else _("No hay ninguna sesión de red registrada."),
        ),
        Alert(
            Rule.LOGBOOK,
            max(wrote or march, march) + WRITE_EVERY,
            _("En la bitácora no se escribe desde el %(day)s.") % {"day": _short(wrote)}
            if wrote
            else _("La bitácora no tiene nada escrito."),
        ),
    ]


def _agreements(standing: Standing) -> list[Alert]:
    pending = standing.pending
    if pending is None or not pending.to_review or pending.since is None:
        return []
    words = ngettext("Un acuerdo espera revisión.", "%(n)d acuerdos esperan revisión.", pending.to_review)
    return [Alert(Rule.AGREEMENTS, pending.since, words % {"n": pending.to_review})]


def _short(day: date) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT")
