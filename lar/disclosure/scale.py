"""The answer scale of an instrument and the blocks that small groups are shown in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MIN_POINTS, MAX_POINTS = 2, 10


class Block(StrEnum):
    """A block of the scale, as the item is worded."""

    DISAGREEMENT = "desacuerdo"
    NEUTRAL = "ni acuerdo ni desacuerdo"
    AGREEMENT = "acuerdo"


MIRROR = {
    Block.DISAGREEMENT: Block.AGREEMENT,
    Block.NEUTRAL: Block.NEUTRAL,
    Block.AGREEMENT: Block.DISAGREEMENT,
}


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale of agreement, points 1..`points` from most disagreement to most agreement.

    `agreement` holds the points counted as agreement (the top ones); the same number of points at the
    bottom are disagreement, so that a reversed item can be recoded. What is left is neutral: an odd scale
    always has some, an even scale none. Raises ValueError otherwise.
    """

    points: int
    labels: tuple[str, ...]
    agreement: tuple[int, ...]

    def __post_init__(self) -> None:
        if not MIN_POINTS <= self.points <= MAX_POINTS:
            raise ValueError(f"a scale has {MIN_POINTS} to {MAX_POINTS} points, not {self.points}")
        if len(self.labels) != self.points:
            raise ValueError(f"{self.points} points need {self.points} labels, not {len(self.labels)}")
        first = self.points - len(self.agreement) + 1
        if not self.agreement or self.agreement != tuple(range(first, self.points + 1)):
            raise ValueError(f"agreement must be the top points of the scale, not {self.agreement}")
        neutral = self.points - 2 * len(self.agreement)
        if neutral < 0 or (neutral == 0) != (self.points % 2 == 0):
            raise ValueError("an odd scale keeps neutral points and an even scale none")

    @classmethod
    def of(cls, labels: Sequence[str], *, agreement: int | None = None) -> Scale:
        """A scale from its labels, lowest first.

        `agreement` is how many of the top points count as agreement; by default all those above the middle.
        """
        points = len(labels)
        top = points // 2 if agreement is None else agreement
        return cls(points, tuple(labels), tuple(range(points - top + 1, points + 1)))

    @property
    def disagreement(self) -> tuple[int, ...]:
        return tuple(range(1, len(self.agreement) + 1))

    @property
    def neutral(self) -> tuple[int, ...]:
        return tuple(range(len(self.agreement) + 1, self.points - len(self.agreement) + 1))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Two blocks for an even scale, three for an odd one, lowest first."""
        if self.neutral:
            return (Block.DISAGREEMENT, Block.NEUTRAL, Block.AGREEMENT)
        return (Block.DISAGREEMENT, Block.AGREEMENT)

    def points_of(self, block: Block) -> tuple[int, ...]:
        """The points that make up a block."""
        return {
            Block.DISAGREEMENT: self.disagreement,
            Block.NEUTRAL: self.neutral,
            Block.AGREEMENT: self.agreement,
        }[block]

    def block_counts(self, counts: Sequence[int]) -> tuple[int, ...]:
        """Counts per point → counts per block, in the order of `blocks`."""
        edge = len(self.agreement)
        low, high = sum(counts[:edge]), sum(counts[-edge:])
        return (low, sum(counts[edge:-edge]), high) if self.neutral else (low, high)


FIVE_POINTS = Scale.of(
    (
        "Muy en desacuerdo",
        "En desacuerdo",
        "Ni de acuerdo ni en desacuerdo",
        "De acuerdo",
        "Muy de acuerdo",
    )
)
"""Five points of agreement; the top two count as agreement."""
