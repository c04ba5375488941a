"""Fields of a room as they were written → what is kept of it, or what is wrong at each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.options import options_of
from questionnaires.workshop.script import DOTS_EACH, Kind
from questionnaires.workshop.sheet import (
    MOST_AGREEMENTS,
    MOST_IDEAS,
    Blank,
    agreement_name,
    blanks_of,
    idea_name,
    nuance_name,
    sheet_of,
    vote_name,
    voters_name,
)

DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
COUNTED = (Kind.PREDICT, Kind.REPRESENTS, Kind.EVALUATION)


@dataclass(frozen=True)
class WrittenIdea:
    """An idea with the dots that it got."""

    text: str
    dots: int


@dataclass(frozen=True)
class WrittenAgreement:
    """An agreement as the room wrote it; ``place`` names its fields."""

    place: int
    text: str
    owner: str
    due: date
    known: str
    review_on: date
    node: str


@dataclass
class Written:
    """What a room wrote down: votes by step and option, words, agreements; what is wrong by field."""

    votes: dict[int, dict[str, int]] = field(default_factory=dict)
    ideas: dict[str, list[WrittenIdea]] = field(default_factory=dict)
    voters: dict[str, int] = field(default_factory=dict)
    nuances: dict[int, list[str]] = field(default_factory=dict)
    agreements: list[WrittenAgreement] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any((self.votes, self.ideas, self.nuances, self.agreements))


class Reader:
    """Reads the fields of one workshop."""

    def __init__(self, workshop: SocializationWorkshop, sent: Mapping[str, str]) -> None:
        self.steps = list(workshop.steps.all())
        self.blanks = {blank.name: blank for blank in blanks_of(sheet_of(workshop))}
        self.sent = {name: " ".join(str(sent.get(name, "")).split()) for name in self.blanks}
        self.found = Written()

    def read(self) -> Written:
        for name, blank in self.blanks.items():
            if problem := self._problem(blank, self.sent[name]):
                self.found.problems[name] = problem
        for step in self.steps:
            if step.what in COUNTED:
                self._votes(step)
            if step.what is Kind.REPRESENTS:
                self._nuances(step)
            if step.what is Kind.IDEAS:
                self._ideas(step.node)
            if step.what is Kind.DOTS:
                self._dots(step.node)
            if step.what is Kind.AGREEMENTS:
                for place in range(1, MOST_AGREEMENTS + 1):
                    self._agreement(place)
        return self.found

    @staticmethod
    def _problem(blank: Blank, text: str) -> str:
        if not text:
            return ""
        if blank.kind == "count" and (not text.isdecimal() or len(text) > 3 or int(text) > blank.most):
            return _("Escribe un número entre 0 y %d, o deja el campo vacío.") % blank.most
        if blank.kind in {"words", "long"} and len(text) > blank.most:
            return _("Es muy largo: caben %d caracteres.") % blank.most
        if blank.kind == "day" and day_of(text) is None:
            return _("Escribe una fecha que exista, como 15-08-2026.")
        if blank.kind == "choice" and text not in dict(blank.choices):
            return _("Elige una de las opciones.")
        return ""

    def _number(self, name: str) -> int:
        return int(self.sent[name]) if self.sent[name] and name not in self.found.problems else 0

    def _votes(self, step: WorkshopStep) -> None:
        counts = {option: self._number(vote_name(step, option)) for option in options_of(step)}
        if any(counts.values()):
            self.found.votes[step.pk] = counts

    def _nuances(self, step: WorkshopStep) -> None:
        names = (name for name in self.blanks if name.startswith(nuance_name(step.node, 0)[:-1]))
        if said := [self.sent[name] for name in names if self.sent[name]]:
            self.found.nuances[step.pk] = said

    def _ideas(self, node: str) -> None:
        with_dots = voters_name(node) in self.blanks
        for place in range(1, MOST_IDEAS + 1):
            text, dots = self.sent[idea_name(node, place, "texto")], idea_name(node, place, "puntos")
            number = self._number(dots) if with_dots else 0
            if text:
                self.found.ideas.setdefault(node, []).append(WrittenIdea(text, number))
            elif number:
                self.found.problems[dots] = _("Esta idea tiene puntos y no tiene texto: escríbela arriba.")

    def _dots(self, node: str) -> None:
        name = voters_name(node)
        names = [idea_name(node, place, "puntos") for place in range(1, MOST_IDEAS + 1)]
        voters, dots = self._number(name), {one: self._number(one) for one in names if one in self.blanks}
        if voters:
            self.found.voters[node] = voters
        if name in self.found.problems or not any(dots.values()):
            return
        for one, number in dots.items():
            if voters and number > voters:
                self.found.problems[one] = _("Una persona pone un solo punto en cada idea: hubo %d.") % voters
        if not voters:
            self.found.problems[name] = _("Escribe cuántas personas pusieron puntos.")
        elif sum(dots.values()) > voters * DOTS_EACH:
            self.found.problems[name] = _(
                "Son muchos puntos para %(people)d personas: ponen %(each)d cada una."
            ) % {
                "people": voters,
                "each": DOTS_EACH,
            }

    def _agreement(self, place: int) -> None:
        names = {what: agreement_name(place, what) for what in _MISSING}
        if not any(self.sent[name] for name in names.values()):
            return
        for what, name in names.items():
            if not self.sent[name]:
                self.found.problems[name] = str(_MISSING[what]())
        if any(name in self.found.problems for name in names.values()):
            return
        due, review = day_of(self.sent[names["plazo"]]), day_of(self.sent[names["revision"]])
        if due and review:
            self.found.agreements.append(
                WrittenAgreement(
                    place=place,
                    text=self.sent[names["texto"]],
                    owner=self.sent[names["encargo"]],
                    due=due,
                    known=self.sent[names["como"]],
                    review_on=review,
                    node=self.sent[agreement_name(place, "dimension")],
                )
            )


_MISSING = {
    "texto": lambda: _("Escribe qué acordaron."),
    "encargo": lambda: _("Di quién se encarga: un rol, una escuela o alguien del equipo."),
    "plazo": lambda: _("Di para cuándo."),
    "como": lambda: _("Escribe cómo sabrán que se cumplió."),
    "revision": lambda: _("Di cuándo lo revisarán."),
}


def day_of(text: str) -> date | None:
    """Return the day that a text says, as a browser sends it or as people write it."""
    for shape in DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def read_sheet(workshop: SocializationWorkshop, sent: Mapping[str, str]) -> Written:
    """Read what was written in the fields of a workshop. Call inside its programme."""
    return Reader(workshop, sent).read()
