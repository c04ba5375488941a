"""Census bounds: what the percentage of agreement would be if everybody asked had answered.

A network is not a sample, so there is no confidence interval: those who did not answer would either all
agree or all not. Blanks count as missing; *no aplica* and *no sé* are answers and don't.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure import PublishableDimension, PublishableTable
from lar.statistics.numbers import percent_range
from lar.statistics.shares import Publishable, agreement, answers


@dataclass(frozen=True, slots=True)
class Bounds:
    """`low` and `high` shares of agreement (0 to 1); `missing` answers that could move it."""

    low: Fraction
    high: Fraction
    missing: int

    @property
    def text(self) -> str:
        """ "entre 64 % y 79 %"."""
        return percent_range(self.low, self.high)


def census_bounds(thing: Publishable, table: PublishableTable) -> Bounds | None:
    """Favourable ÷ (valid + missing) to (favourable + missing) ÷ (valid + missing).

    Missing = N − valid − (no aplica + no sé), for a dimension summed over its published items; a masked
    item enters with both its ends. None without a roster or when the thing is reserved.
    """
    if table.roster is None or not thing.is_published:
        return None
    items = thing.items_published if isinstance(thing, PublishableDimension) else 1
    valid = answers(thing)
    missing = table.roster * items - valid - (thing.not_applicable or 0) - (thing.dont_know or 0)
    favourable = agreement(thing)
    return Bounds(
        low=Fraction(favourable.low, valid + missing),
        high=Fraction(favourable.high + missing, valid + missing),
        missing=missing,
    )
