"""A published cell: a count, or the interval that stands for one, with its midpoint.

Midpoints are kept in quarters of an answer, as whole numbers, so that a release is exact and its hash
stable: a masked item of n answers puts n − ½ in its block and shares ½ equally among the others, which
with two or three blocks makes halves or quarters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """Between `low` and `high` answers; `quarters` is four times the midpoint."""

    low: int
    high: int
    quarters: int

    @classmethod
    def exactly(cls, count: int) -> Cell:
        return cls(count, count, count * QUARTERS)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> Fraction:
        """The midpoint, in answers."""
        return Fraction(self.quarters, QUARTERS)

    def __add__(self, other: Cell) -> Cell:
        return Cell(self.low + other.low, self.high + other.high, self.quarters + other.quarters)


def dominant(blocks: Sequence[int]) -> int | None:
    """Index of the block that holds all the answers or all but one, else None.

    This is the unanimity rule; `blocks` are counts of five answers or more, so only one block can.
    """
    total = sum(blocks)
    for index, count in enumerate(blocks):
        if count >= total - 1:
            return index
    return None


def masked(total: int, index: int, blocks: int) -> tuple[Cell, ...]:
    """Cells of an item of `total` answers whose block `index` (of `blocks`) holds all or all but one."""
    rest = QUARTERS // 2 // (blocks - 1)
    inside = Cell(total - 1, total, total * QUARTERS - QUARTERS // 2)
    return tuple(inside if place == index else Cell(0, 1, rest) for place in range(blocks))


def add(rows: Iterable[Sequence[Cell]]) -> tuple[Cell, ...]:
    """Adds published cells, block by block."""
    columns = zip(*rows, strict=True)
    return tuple(sum(column, Cell(0, 0, 0)) for column in columns)
