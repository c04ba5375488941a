"""Shares of answers: per block, and the percentage of agreement."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure import Block, PublishableDimension, PublishableItem, State
from lar.statistics.numbers import number, percent

Publishable = PublishableItem | PublishableDimension

_BLOCKS: dict[int, tuple[Block, ...]] = {
    2: (Block.DISAGREEMENT, Block.AGREEMENT),
    3: (Block.DISAGREEMENT, Block.NEUTRAL, Block.AGREEMENT),
}


class ReservedError(ValueError):
    """There is no number to ask of something reserved."""


@dataclass(frozen=True, slots=True)
class Share:
    """`low` to `high` answers of `n`; `middle` is the midpoint, from which percentages come."""

    low: int
    high: int
    n: int
    middle: Fraction

    @property
    def fraction(self) -> Fraction:
        """Between 0 and 1."""
        return self.middle / self.n

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


def blocks_of(thing: Publishable) -> tuple[Block, ...]:
    """The blocks that the cells of something published stand for. Raises ReservedError."""
    if not thing.is_published:
        raise ReservedError(thing.code)
    return _BLOCKS[len(thing.cells)]


def answers(thing: Publishable) -> int:
    """Valid answers: people for an item, people × items for a dimension. Raises ReservedError."""
    if thing.n is None:
        raise ReservedError(thing.code)
    return thing.n


def people(thing: Publishable) -> int:
    """People behind the answers: of a dimension, as many as its items have on average, rounded down."""
    if isinstance(thing, PublishableDimension):
        return answers(thing) // thing.items_published
    return answers(thing)


def shares(thing: Publishable) -> dict[Block, Share]:
    """One share per block, lowest block first. Raises ReservedError."""
    n = answers(thing)
    return {
        block: Share(cell.low, cell.high, n, cell.middle)
        for block, cell in zip(blocks_of(thing), thing.cells, strict=True)
    }


def agreement(thing: Publishable) -> Share:
    """Answers counted as agreement; *no aplica* and *no sé* are not in the denominator."""
    return shares(thing)[Block.AGREEMENT]


def percent_text(thing: Publishable, block: Block = Block.AGREEMENT) -> str:
    """The percentage of a block: "57 %"; of a masked item "al menos 92 %" or "a lo más 8 %".

    The ends of a masked item are rounded outwards, so that what is said is true.
    """
    share = shares(thing)[block]
    if thing.state is not State.MASKED:
        return percent(share.fraction, people=people(thing))
    if share.low:
        return f"al menos {percent(Fraction(share.low * 100 // share.n, 100), people=0)}"
    return f"a lo más {percent(Fraction(-(-share.high * 100 // share.n), 100), people=0)}"


def count_text(share: Share) -> str:
    """The answers of a dimension's block: "43" or "entre 40 y 43"."""
    return number(share.low) if share.is_exact else f"entre {number(share.low)} y {number(share.high)}"


def masked_count_text(share: Share) -> str:
    """The answers of a masked item's block: "al menos 13" or "a lo más 1"."""
    return f"al menos {number(share.low)}" if share.low else f"a lo más {number(share.high)}"
