"""Votes that passed the gate → lines that people read: a label, a count in words and how long its bar is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lar.disclosure import Cell, PublishableVotes, State, votes_from_payload
from lar.ui.components import Text
from questionnaires.workshop.models import Contribution, WorkshopStep
from questionnaires.workshop.script import EVALUATED, MARKS, REPRESENTS


@dataclass(frozen=True)
class VoteLine:
    """An option as the room sees it. `percent` is the length of its bar, a whole number."""

    label: Text
    count: str
    percent: int = 0


@dataclass(frozen=True)
class VoteView:
    """A vote as the room sees it: who voted in words, then a line per option; or why there is nothing."""

    voters: str
    lines: tuple[VoteLine, ...] = ()

    @property
    def is_hidden(self) -> bool:
        return not self.lines

    @property
    def text(self) -> str:
        """In one line, for minutes and reports: «Sí: 9 · Con matices: 4 · No: 1 (14 votos)»."""
        if self.is_hidden:
            return self.voters
        told = " · ".join(f"{line.label}: {line.count}" for line in self.lines)
        return f"{told} ({self.voters})"


def few_words() -> str:
    return _("Votaron menos personas que el mínimo: no se muestra, para que nadie quede a la vista.")


def shown_vote(step: WorkshopStep, name: str = "vote") -> PublishableVotes | None:
    """What the gate let the room see of a step; ``None`` while nobody revealed it."""
    return votes_from_payload(step.shown[name]) if step.shown and name in step.shown else None


def view_of(votes: PublishableVotes, labels: Iterable[Text]) -> VoteView:
    """A vote with a line per option."""
    if not votes.is_published:
        return VoteView(few_words())
    n = votes.n or 0
    lines = (
        VoteLine(label, count_words(cell), int(cell.middle * 100 / n))
        for label, cell in zip(labels, votes.cells, strict=True)
    )
    return VoteView(_("%(n)d votos") % {"n": n}, tuple(lines))


def count_words(cell: Cell) -> str:
    """A count, or the interval that stands for one."""
    if cell.is_exact:
        return str(cell.low)
    low = cell.low
    return _("al menos %(n)d") % {"n": low} if low else _("a lo más %(n)d") % {"n": cell.high}


def represents_view(step: WorkshopStep) -> VoteView | None:
    votes = shown_vote(step)
    return view_of(votes, REPRESENTS.values()) if votes else None


def evaluation_views(step: WorkshopStep) -> list[tuple[Text, VoteView]]:
    """The four questions with what was marked, once it was revealed."""
    found = ((words, shown_vote(step, code)) for code, words in EVALUATED.items())
    return [(words, view_of(votes, MARKS.values())) for words, votes in found if votes]


def dots_view(step: WorkshopStep, ideas: Iterable[Contribution]) -> VoteView | None:
    """The ideas with their dots, those with more first; ties as they came. ``None`` until it is revealed."""
    if step.shown is None:
        return None
    votes = {name: votes_from_payload(payload) for name, payload in step.shown.items()}
    found = [(idea, votes[str(idea.pk)]) for idea in ideas if str(idea.pk) in votes]
    published = [(idea, vote) for idea, vote in found if vote.state is not State.RESERVED]
    if not published:
        return VoteView(few_words())
    n = published[0][1].n or 0
    ranked = sorted(published, key=lambda pair: -pair[1].cells[0].middle)
    lines = (
        VoteLine(idea.text, count_words(vote.cells[0]), int(vote.cells[0].middle * 100 / n))
        for idea, vote in ranked
    )
    return VoteView(_("%(n)d personas pusieron sus puntos") % {"n": n}, tuple(lines))
