"""Espejo: what the coordinating team expected of a dimension, beside what its members answered.

Each coordinator says how many of each ten members will agree and, if she wants, how many will disagree; a
team's expectation is the mean of its people's. The distance between the two distributions is that of
Vallender over the ordered blocks (S. S. Vallender, "Calculation of the Wasserstein distance between
probability distributions on the line", Theory of Probability and Its Applications 18, 1974, 784-786): the sum
of the differences between their cumulative shares, divided by its greatest possible value. It is the share of
the whole scale that the expected answers would have to be moved to become the real ones: 0 when they are the
same, 1 when all were expected at one end and all are at the other. Where only agreement was said there are
two groups, those who agree and those who don't, and the distance is the difference itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from lar.disclosure import Block, PublishableDimension, PublishableTable
from lar.statistics.cutoffs import GUESSED_RIGHT, GUESSES_LISTED
from lar.statistics.numbers import number, percent, points
from lar.statistics.sentences import agreement_clause
from lar.statistics.shares import agreement, people, shares

OF_TEN = 10


@dataclass(frozen=True, slots=True)
class Expected:
    """What one coordinator expects: `agree` and, if she said it, `against` of each ten members."""

    agree: int
    against: int | None = None

    def __post_init__(self) -> None:
        if min(self.agree, self.against or 0) < 0 or self.agree + (self.against or 0) > OF_TEN:
            raise ValueError("of each ten people, ten at most")


@dataclass(frozen=True, slots=True)
class TeamExpectation:
    """The mean of what `people` coordinators expect, in shares; `against` only when all of them said it."""

    agree: Fraction
    against: Fraction | None
    people: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A dimension's expectation beside its real answers.

    `gap` is real less expected agreement (shares); `distance` that between the distributions, from 0 to 1.
    """

    code: str
    name: str
    expected: TeamExpectation
    gap: Fraction
    distance: Fraction
    sentence: str

    @property
    def is_right(self) -> bool:
        return abs(self.gap) <= GUESSED_RIGHT


def team_expectation(expected: Sequence[Expected]) -> TeamExpectation | None:
    """The mean of a team's people; None when nobody said anything."""
    if not expected:
        return None
    size = len(expected) * OF_TEN
    against = [one.against for one in expected if one.against is not None]
    return TeamExpectation(
        agree=Fraction(sum(one.agree for one in expected), size),
        against=Fraction(sum(against), size) if len(against) == len(expected) else None,
        people=len(expected),
    )


def distance(expected: TeamExpectation, dimension: PublishableDimension) -> Fraction:
    """How far apart the expected and the real answers are, from 0 to 1. Raises ReservedError."""
    real = {block: share.fraction for block, share in shares(dimension).items()}
    if expected.against is None or Block.NEUTRAL not in real:
        return abs(real[Block.AGREEMENT] - expected.agree)
    thought = [expected.against, 1 - expected.against - expected.agree, expected.agree]
    apart = [
        abs(one - other) for one, other in zip(accumulate(thought), accumulate(real.values()), strict=True)
    ]
    return sum(apart, Fraction(0)) / (len(real) - 1)


def guess(expected: TeamExpectation, dimension: PublishableDimension) -> Guess | None:
    """The expectation of a dimension beside its answers; None when the dimension is reserved."""
    if not dimension.is_published:
        return None
    gap = agreement(dimension).fraction - expected.agree
    return Guess(
        code=dimension.code,
        name=dimension.name,
        expected=expected,
        gap=gap,
        distance=distance(expected, dimension),
        sentence=_sentence(expected, dimension, gap),
    )


def guesses(table: PublishableTable, expected: Iterable[tuple[str, Sequence[Expected]]]) -> tuple[Guess, ...]:
    """What is expected by dimension code → guesses in the model's order, reserved dimensions left out."""
    means = {code: team_expectation(said) for code, said in expected}
    found = (
        guess(mean, dimension)
        for dimension in table.dimensions
        if (mean := means.get(dimension.code)) is not None
    )
    return tuple(one for one in found if one is not None)


def blind_spots(found: Sequence[Guess], limit: int = GUESSES_LISTED) -> list[Guess]:
    """The furthest from what was expected first; ties in the model's order. Right guesses are none."""
    wrong = [one for one in found if not one.is_right]
    return sorted(wrong, key=lambda one: (-abs(one.gap), -one.distance))[:limit]


def right_guesses(found: Sequence[Guess], limit: int = GUESSES_LISTED) -> list[Guess]:
    """The nearest to what was expected first; ties in the model's order."""
    right = [one for one in found if one.is_right]
    return sorted(right, key=lambda one: (abs(one.gap), one.distance))[:limit]


def surprise_sentence(found: Sequence[Guess]) -> str:
    """The largest difference with what was expected, in one sentence; "" when nothing was."""
    if not found:
        return ""
    if largest := blind_spots(found, 1):
        return f"La mayor sorpresa frente a lo esperado: {largest[0].sentence}"
    return (
        "Sin grandes sorpresas: en ninguna dimensión el acuerdo se aleja más de "
        f"{points(GUESSED_RIGHT)} de lo que esperaba la coordinación ({_who(found[0].expected)})."
    )


def expected_text(expected: TeamExpectation) -> str:
    """ "80 %", the share of agreement that the team expected."""
    return percent(expected.agree, people=0)


def _sentence(expected: TeamExpectation, dimension: PublishableDimension, gap: Fraction) -> str:
    thought = f"la coordinación esperaba {expected_text(expected)} de acuerdo ({_who(expected)})"
    return f"{dimension.name}: {thought} y {agreement_clause(dimension)}. {_verdict(gap, dimension)}."


def _who(expected: TeamExpectation) -> str:
    return "1 persona" if expected.people == 1 else f"promedio de {number(expected.people)} personas"


def _verdict(gap: Fraction, dimension: PublishableDimension) -> str:
    if gap == 0:
        return "Es justo lo esperado"
    if abs(gap) < Fraction(1, people(dimension)):
        return "La diferencia es menor que el peso de una persona"
    return f"Son {points(gap)} {'más' if gap > 0 else 'menos'} de lo esperado"
