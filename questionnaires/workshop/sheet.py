"""What a room without internet or without phones writes down, as fields: the file that presents the workshop
offline and the screen for what was written on paper have the same ones, by the same names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lar.ui.components import Text
from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.script import EVALUATED, MARKS, PREDICTED, REPRESENTS, TITLES, Kind

MOST_COUNTED = 400
MOST_IDEAS = 12
MOST_NUANCES = 4
MOST_AGREEMENTS = 5
LENGTHS = {"text": 600, "owner": 120, "known": 400, "idea": 200}


@dataclass(frozen=True)
class Blank:
    """A field. ``kind``: count, words, long, day or choice (then with ``choices``)."""

    name: str
    label: Text
    kind: str
    most: int = 0
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Group:
    """Fields that stand together: the options of a vote, the lines of a list."""

    legend: Text
    blanks: tuple[Blank, ...]
    is_line: bool = False


@dataclass(frozen=True)
class Part:
    """What is written down in a step."""

    step: WorkshopStep
    title: Text
    help: Text
    groups: tuple[Group, ...]


def sheet_of(workshop: SocializationWorkshop) -> list[Part]:
    """Return the fields of a workshop, step by step of its script; steps without any are left out."""
    found = []
    for step in workshop.steps.all():
        made = _part(step, workshop)
        if made is not None:
            found.append(made)
    return found


def blanks_of(parts: list[Part]) -> Iterator[Blank]:
    """Every field, in order."""
    for part in parts:
        for group in part.groups:
            yield from group.blanks


def is_blank(parts: list[Part], sent: Mapping[str, str]) -> bool:
    """Whether nothing at all was written."""
    return not any(sent.get(blank.name, "").strip() for blank in blanks_of(parts))


def vote_name(step: WorkshopStep, option: str) -> str:
    return f"v.{step.kind}.{step.node}.{option}"


def idea_name(node: str, place: int, what: str) -> str:
    return f"i.{node}.{place}.{what}"


def voters_name(node: str) -> str:
    return f"n.{node}"


def nuance_name(node: str, place: int) -> str:
    return f"m.{node}.{place}"


def agreement_name(place: int, what: str) -> str:
    return f"a.{place}.{what}"


def _part(step: WorkshopStep, workshop: SocializationWorkshop) -> Part | None:
    words: dict[Kind, tuple[str, tuple[Group, ...]]] = {
        Kind.PREDICT: (
            _("Cuántas personas eligieron cada número: de cada diez, cuántas creen que están de acuerdo."),
            _predicted(step),
        ),
        Kind.REPRESENTS: (
            _("Cuántas manos hubo en cada opción y los matices que alguien quiso dejar escritos."),
            _represents(step),
        ),
        Kind.IDEAS: (_("Una idea por línea, sin nombres de personas."), _ideas(step.node)),
        Kind.DOTS: (
            _("Los puntos que recibió cada idea, y cuántas personas pusieron los suyos."),
            _dots(step.node),
        ),
        Kind.AGREEMENTS: (_("Quién hace qué, para cuándo y cómo lo sabremos."), _agreements(workshop)),
        Kind.EVALUATION: (_("Cuántas personas marcaron cada respuesta."), _evaluation(step)),
    }
    if step.what not in words:
        return None
    help_words, groups = words[step.what]
    return Part(step, TITLES[step.what], help_words, groups)


def _count(name: str, label: Text) -> Blank:
    return Blank(name, label, "count", MOST_COUNTED)


def _predicted(step: WorkshopStep) -> tuple[Group, ...]:
    counts = tuple(_count(vote_name(step, str(value)), str(value)) for value in PREDICTED)
    return (Group(_("Personas que dijeron"), counts, is_line=True),)


def _represents(step: WorkshopStep) -> tuple[Group, ...]:
    counts = tuple(_count(vote_name(step, code), words) for code, words in REPRESENTS.items())
    nuances = tuple(
        Blank(nuance_name(step.node, place), _("Matiz %d") % place, "words", LENGTHS["idea"])
        for place in range(1, MOST_NUANCES + 1)
    )
    return (Group(_("Manos levantadas"), counts, is_line=True), Group(_("Matices"), nuances))


def _ideas(node: str) -> tuple[Group, ...]:
    lines = (
        Blank(idea_name(node, place, "texto"), _("Idea %d") % place, "words", LENGTHS["idea"])
        for place in range(1, MOST_IDEAS + 1)
    )
    return (Group(_("Ideas"), tuple(lines)),)


def _dots(node: str) -> tuple[Group, ...]:
    voters = _count(voters_name(node), _("Personas que pusieron puntos"))
    dots = (
        _count(idea_name(node, place, "puntos"), _("Idea %d") % place) for place in range(1, MOST_IDEAS + 1)
    )
    return (Group(_("Personas"), (voters,), is_line=True), Group(_("Puntos"), tuple(dots), is_line=True))


def _agreements(workshop: SocializationWorkshop) -> tuple[Group, ...]:
    names = dict(workshop.steps.exclude(node="").values_list("node", "node_name"))
    nodes = (("", _("De otra conversación")), *names.items())
    return tuple(
        Group(
            _("Acuerdo %d") % place,
            (
                Blank(agreement_name(place, "texto"), _("Qué acordamos"), "long", LENGTHS["text"]),
                Blank(agreement_name(place, "encargo"), _("Quién se encarga"), "words", LENGTHS["owner"]),
                Blank(agreement_name(place, "plazo"), _("Para cuándo"), "day"),
                Blank(agreement_name(place, "como"), _("Cómo lo sabremos"), "long", LENGTHS["known"]),
                Blank(agreement_name(place, "revision"), _("Cuándo lo revisaremos"), "day"),
                Blank(agreement_name(place, "dimension"), _("De qué resultado sale"), "choice", 0, nodes),
            ),
        )
        for place in range(1, MOST_AGREEMENTS + 1)
    )


def _evaluation(step: WorkshopStep) -> tuple[Group, ...]:
    return tuple(
        Group(
            words,
            tuple(_count(vote_name(step, f"{code}:{mark}"), said) for mark, said in MARKS.items()),
            is_line=True,
        )
        for code, words in EVALUATED.items()
    )
