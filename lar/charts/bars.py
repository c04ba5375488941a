"""From something publishable to the segments of its bar, in shares of the answers, before any drawing.

The neutral block is centred on zero: disagreement grows to the left of it and agreement to the right.
Lengths come from the published cells' midpoints. A masked item is a single hatched segment: what the others
said is not shown, not even as a sliver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lar.charts.palette import BLOCKS, Tone, point_tones
from lar.disclosure import Block, PublishableItem, Scale, State
from lar.statistics import Publishable, answers, masked_count_text, people, shares
from lar.statistics.numbers import number, percent

Piece = tuple[Block, Tone, Fraction]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: from `start` (negative on the side of disagreement), `length` wide."""

    start: float
    length: float
    tone: Tone
    label: str
    dotted: bool = False
    hatched: bool = False

    @property
    def end(self) -> float:
        return self.start + self.length


def segments(thing: Publishable, scale: Scale, *, in_blocks: bool = False) -> list[Segment]:
    """The segments of something published, left to right; none when it is reserved.

    `in_blocks` draws blocks even where every point is published.
    """
    if not thing.is_published:
        return []
    if thing.state is State.MASKED:
        return [_masked(thing)]
    return _laid_out(_points(thing, scale) if thing.points and not in_blocks else _blocks(thing), thing)


def _masked(thing: Publishable) -> Segment:
    block, share = next((block, share) for block, share in shares(thing).items() if share.low)
    length = float(share.fraction)
    start = {Block.DISAGREEMENT: -length, Block.NEUTRAL: -length / 2, Block.AGREEMENT: 0.0}[block]
    return Segment(
        start,
        length,
        BLOCKS[block],
        f"{masked_count_text(share)} de {share.n}",
        dotted=block is Block.DISAGREEMENT,
        hatched=True,
    )


def _blocks(thing: Publishable) -> list[Piece]:
    return [(block, BLOCKS[block], share.middle) for block, share in shares(thing).items()]


def _points(thing: Publishable, scale: Scale) -> list[Piece]:
    tones = point_tones(scale)
    return [
        (block, tones[point - 1], Fraction(thing.points[point - 1]))
        for block in scale.blocks
        for point in scale.points_of(block)
    ]


def _laid_out(pieces: Sequence[Piece], thing: Publishable) -> list[Segment]:
    n = answers(thing)
    neutral = sum(amount for block, _, amount in pieces if block is Block.NEUTRAL)
    left = sum(amount for block, _, amount in pieces if block is Block.DISAGREEMENT)
    place, found = -(left + Fraction(neutral, 2)) / n, []
    for block, tone, amount in pieces:
        length = amount / n
        if amount:
            label = _label(thing, amount)
            dotted = block is Block.DISAGREEMENT
            found.append(Segment(float(place), float(length), tone, label, dotted=dotted))
        place += length
    return found


def _label(thing: Publishable, amount: Fraction) -> str:
    """People for an item, a percentage for a dimension."""
    if isinstance(thing, PublishableItem):
        return number(amount)
    return percent(amount / answers(thing), people=people(thing))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the bars of a chart reach on each side of zero, in shares."""

    left: float
    right: float

    @classmethod
    def of(cls, bars: Sequence[Sequence[Segment]]) -> Reach:
        """Common to all the bars of a chart, so that they can be compared; never under a quarter a side."""
        starts = [segment.start for bar in bars for segment in bar]
        ends = [segment.end for bar in bars for segment in bar]
        return cls(left=max(0.25, -min(starts, default=0.0)), right=max(0.25, max(ends, default=0.0)))
