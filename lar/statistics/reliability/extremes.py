"""Floor, ceiling and *no aplica* of an item, from what was published or rolled up of it.

Roll-ups hold blocks, so floor and ceiling are shares of the disagreement and agreement blocks: from nine
answers in ten in one of them, an item no longer tells one network or year from another.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure import Block
from lar.statistics.cutoffs import EXTREME_SHARE, OFTEN_ASIDE
from lar.statistics.shares import Publishable, answers, shares


@dataclass(frozen=True, slots=True)
class Extremes:
    """`low` and `high` are shares (0 to 1) of `n` valid answers, as worded.

    `aside` of the `said` who said anything chose *no aplica*.
    """

    n: int
    low: Fraction
    high: Fraction
    aside: int
    said: int

    @property
    def at_floor(self) -> bool:
        return self.low >= EXTREME_SHARE

    @property
    def at_ceiling(self) -> bool:
        return self.high >= EXTREME_SHARE

    @property
    def often_aside(self) -> bool:
        return Fraction(self.aside, self.said) >= OFTEN_ASIDE


def extremes_of(item: Publishable) -> Extremes:
    """What an item's published cells say of its ends. Raises ReservedError when it is reserved."""
    parts, n = shares(item), answers(item)
    aside = item.not_applicable or 0
    return Extremes(
        n=n,
        low=parts[Block.DISAGREEMENT].fraction,
        high=parts[Block.AGREEMENT].fraction,
        aside=aside,
        said=n + aside + (item.dont_know or 0),
    )
