"""Every colour of the charts.

Earth for disagreement, water for agreement: not a traffic light, and told apart by every kind of colour
vision. On a black and white printer all five steps and the paper differ in lightness by 12 or more
(tested); disagreement also carries dots, so that a dark grey can't be taken for the other dark grey.
"""

from __future__ import annotations

from dataclasses import dataclass

from lar.disclosure import Block, Scale

INK = "#1b1f23"
INK_SOFT = "#474b4e"
RULE = "#857d6d"
PAPER = "#ffffff"

FONTS = (
    "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
)
"""An attribute of each chart: the PDF engine does not pass the page's typeface on to it."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A fill, and what can be read on it."""

    fill: str
    ink: str


STRONG_DISAGREEMENT = Tone("#8a3f12", PAPER)
SOFT_DISAGREEMENT = Tone("#c58a4a", INK)
NEUTRAL = Tone("#e9e3d5", INK)
SOFT_AGREEMENT = Tone("#93c4bc", INK)
STRONG_AGREEMENT = Tone("#0b3b47", PAPER)
FIVE_STEPS = (STRONG_DISAGREEMENT, SOFT_DISAGREEMENT, NEUTRAL, SOFT_AGREEMENT, STRONG_AGREEMENT)

BLOCKS = {
    Block.DISAGREEMENT: Tone("#a9551e", PAPER),
    Block.NEUTRAL: NEUTRAL,
    Block.AGREEMENT: Tone("#0f4c5c", PAPER),
}
THREE_BLOCKS = tuple(BLOCKS.values())


def point_tones(scale: Scale) -> tuple[Tone, ...]:
    """One tone per point of a scale: the strong one at each end, softer towards the middle."""
    per_side = len(scale.agreement)
    against = _side(STRONG_DISAGREEMENT, SOFT_DISAGREEMENT, per_side)
    in_favour = _side(STRONG_AGREEMENT, SOFT_AGREEMENT, per_side)
    return (*against, *[NEUTRAL] * len(scale.neutral), *in_favour[::-1])


_MIXES = {
    1: (0.0,),
    2: (0.0, 1.0),
    3: (0.0, 0.45, 1.0),
    4: (0.0, 0.35, 0.8, 1.0),
    5: (0.0, 0.2, 0.4, 0.8, 1.0),
}
"""Share of the soft tone in each step of a side. Between 0.45 and 0.8 no ink reads well on the mix."""


def _side(strong: Tone, soft: Tone, size: int) -> list[Tone]:
    """`size` tones from strong to soft."""
    return [
        Tone(_mix(strong.fill, soft.fill, share), strong.ink if share < 0.5 else soft.ink)
        for share in _MIXES[size]
    ]


def _mix(first: str, second: str, share: float) -> str:
    channels = (
        round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)
