"""One word for how much people coincide, always with the place where they do.

From the blocks, first that fits: consenso (an item: all answers or all but one in a block; a dimension:
90 %) · dividido (a third or more at each end) · tendencia (a block with 60 %) · disperso. In full detail,
by van der Eijk's A. Under 20 answers A jumps words when one person moves; blocks don't.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lar.disclosure import Block, PublishableItem, State
from lar.statistics import cutoffs
from lar.statistics.shares import Publishable, shares
from lar.statistics.van_der_eijk import MIN_POINTS, agreement_a


class Word(StrEnum):
    """How much the answers coincide."""

    CONSENSUS = "consenso"
    TENDENCY = "tendencia"
    SPREAD = "disperso"
    DIVIDED = "dividido"


class Place(StrEnum):
    """Where on the scale."""

    DISAGREEMENT = "desacuerdo"
    DOUBT = "duda"
    AGREEMENT = "acuerdo"
    DISAGREEMENT_TO_DOUBT = "desacuerdo-duda"
    DOUBT_TO_AGREEMENT = "duda-acuerdo"
    CENTRE = "centro"
    ENDS = "extremos"
    NOWHERE = "ninguno"


@dataclass(frozen=True, slots=True)
class Reading:
    """A word and its place; `a` is van der Eijk's A where the rules allow it."""

    word: Word
    place: Place
    a: Fraction | None = None

    @property
    def phrase(self) -> str:
        """ "consenso en la duda", "tendencia al acuerdo"…"""
        return _PHRASES[self.word, self.place]


_SINGLE = {
    Block.DISAGREEMENT: Place.DISAGREEMENT,
    Block.NEUTRAL: Place.DOUBT,
    Block.AGREEMENT: Place.AGREEMENT,
}

_PHRASES = {
    (Word.CONSENSUS, Place.DISAGREEMENT): "consenso en el desacuerdo",
    (Word.CONSENSUS, Place.DOUBT): "consenso en la duda",
    (Word.CONSENSUS, Place.AGREEMENT): "consenso en el acuerdo",
    (Word.CONSENSUS, Place.DISAGREEMENT_TO_DOUBT): "consenso entre el desacuerdo y la duda",
    (Word.CONSENSUS, Place.DOUBT_TO_AGREEMENT): "consenso entre la duda y el acuerdo",
    (Word.CONSENSUS, Place.CENTRE): "consenso en el centro de la escala",
    (Word.TENDENCY, Place.DISAGREEMENT): "tendencia al desacuerdo",
    (Word.TENDENCY, Place.DOUBT): "tendencia a la duda",
    (Word.TENDENCY, Place.AGREEMENT): "tendencia al acuerdo",
    (Word.TENDENCY, Place.DISAGREEMENT_TO_DOUBT): "tendencia entre el desacuerdo y la duda",
    (Word.TENDENCY, Place.DOUBT_TO_AGREEMENT): "tendencia entre la duda y el acuerdo",
    (Word.TENDENCY, Place.CENTRE): "tendencia al centro de la escala",
    (Word.SPREAD, Place.DISAGREEMENT): "disperso, con más respuestas en el desacuerdo",
    (Word.SPREAD, Place.DOUBT): "disperso, con más respuestas en la duda",
    (Word.SPREAD, Place.AGREEMENT): "disperso, con más respuestas en el acuerdo",
    (Word.SPREAD, Place.NOWHERE): "disperso, sin una posición que predomine",
    (Word.DIVIDED, Place.ENDS): "dividido entre el desacuerdo y el acuerdo",
}


def allows_a(thing: Publishable) -> bool:
    """True when A may be computed: every point published (so n ≥ 20 and no mask), three points or more."""
    return thing.state is State.FULL and len(thing.points) >= MIN_POINTS


def read(thing: Publishable) -> Reading:
    """The word and place of something published. Raises ReservedError when it is not."""
    parts = {block: share.fraction for block, share in shares(thing).items()}
    a = agreement_a(thing.points) if allows_a(thing) else None
    word = _word_from_blocks(thing, parts) if a is None else _word_from_a(a)
    return Reading(word, _place(word, parts), a)


def _word_from_a(a: Fraction) -> Word:
    if a >= cutoffs.A_CONSENSUS:
        return Word.CONSENSUS
    if a >= cutoffs.A_TENDENCY:
        return Word.TENDENCY
    return Word.SPREAD if a >= cutoffs.A_SPREAD else Word.DIVIDED


def _word_from_blocks(thing: Publishable, parts: dict[Block, Fraction]) -> Word:
    top = max(parts.values())
    if isinstance(thing, PublishableItem):
        consensus = thing.state is State.MASKED
    else:
        consensus = top >= cutoffs.DIMENSION_CONSENSUS_SHARE
    if consensus:
        return Word.CONSENSUS
    if min(parts[Block.DISAGREEMENT], parts[Block.AGREEMENT]) >= cutoffs.DIVIDED_SHARE:
        return Word.DIVIDED
    return Word.TENDENCY if top >= cutoffs.TENDENCY_SHARE else Word.SPREAD


def _place(word: Word, parts: dict[Block, Fraction]) -> Place:
    if word is Word.DIVIDED:
        return Place.ENDS
    order = sorted(parts, key=lambda block: parts[block], reverse=True)
    first, second, *third = order
    if word is Word.SPREAD:
        return Place.NOWHERE if parts[first] == parts[second] else _SINGLE[first]
    if parts[first] >= cutoffs.TENDENCY_SHARE:
        return _SINGLE[first]
    return _wide_place(parts, first, second, third[0] if third else None)


def _wide_place(parts: dict[Block, Fraction], first: Block, second: Block, third: Block | None) -> Place:
    """The place of answers that lean on two blocks, or on none more than another."""
    if third is None or (parts[first] == parts[third]) or Block.NEUTRAL not in (first, second):
        return Place.CENTRE
    if parts[second] == parts[third]:
        return _SINGLE[first]
    return Place.DISAGREEMENT_TO_DOUBT if Block.DISAGREEMENT in (first, second) else Place.DOUBT_TO_AGREEMENT
