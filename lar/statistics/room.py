"""What a room predicted beside what its network answered. See `mirror.py` for the team's own expectation."""

from __future__ import annotations

from fractions import Fraction

from lar.disclosure import PublishableDimension, PublishableVotes, State
from lar.statistics.mirror import Guess, TeamExpectation, distance
from lar.statistics.numbers import number, percent, points
from lar.statistics.sentences import agreement_clause
from lar.statistics.shares import agreement, people

PREDICTED_GROUPS = ("pocas personas", "cerca de la mitad", "la mayoría")
"""Of each ten people, three or fewer; from four to six; seven or more."""


def room_guess(votes: PublishableVotes, dimension: PublishableDimension) -> Guess | None:
    """A room's prediction of a dimension beside its answers; None when either shows no figure."""
    if votes.mean is None or votes.n is None or not dimension.is_published:
        return None
    expected = TeamExpectation(agree=Fraction(votes.mean, 100), against=None, people=votes.n)
    gap = agreement(dimension).fraction - expected.agree
    return Guess(
        code=dimension.code,
        name=dimension.name,
        expected=expected,
        gap=gap,
        distance=distance(expected, dimension),
        sentence=(
            f"{dimension.name}: {_clause(votes)} y {agreement_clause(dimension)}. {_verdict(gap, dimension)}."
        ),
    )


def prediction_sentence(votes: PublishableVotes) -> str:
    """What a room predicted, in one sentence; "" when it may not be said."""
    return "" if not votes.is_published else f"{_clause(votes, start='La')}."


def _clause(votes: PublishableVotes, *, start: str = "la") -> str:
    if votes.state is State.MASKED:
        place, cell = next((place, cell) for place, cell in enumerate(votes.cells) if cell.low)
        share = f"al menos {number(cell.low)} de {number(votes.n or 0)} votos"
        return f"{start} sala predijo que estaría de acuerdo {PREDICTED_GROUPS[place]} ({share})"
    mean = percent(Fraction(votes.mean or 0, 100), people=0)
    return f"{start} sala predijo {mean} de acuerdo (promedio de {number(votes.n or 0)} votos)"


def _verdict(gap: Fraction, dimension: PublishableDimension) -> str:
    if gap == 0:
        return "Es justo lo que la sala predijo"
    if abs(gap) < Fraction(1, people(dimension)):
        return "La diferencia es menor que el peso de una persona"
    return f"Son {points(gap)} {'más' if gap > 0 else 'menos'} de lo que predijo la sala"
