"""Counts that nobody gave, from a seed: agreement, doubt, two camps, and items that few can answer."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lar.disclosure import ItemCounts, Scale, SurveyCounts
from lar.disclosure.thresholds import MIN_ITEM

Weights = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the generator needs to know of an item of the scale."""

    code: str
    node: str
    text: str
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Which answers the version offers beside its scale."""

    not_applicable: bool
    dont_know: bool


MOST, SHARED, CAMPS, SPREAD, DOUBT, FEW = "most", "shared", "camps", "spread", "doubt", "few"
_ROUND: Final = (MOST, SHARED, CAMPS, MOST, SPREAD, MOST, DOUBT, MOST, FEW, SHARED, CAMPS, SPREAD)
"""Shapes in the order that items take them: a short questionnaire shows the first, a long one all."""


def invented_counts(
    questions: Sequence[Question],
    scale: Scale,
    beside: Beside,
    *,
    respondents: int,
    roster: int,
    seed: str,
) -> SurveyCounts:
    """Counts of ``respondents`` of ``roster`` people to every question; the same seed gives the same."""
    chance = random.Random(seed)  # noqa: S311 invented answers hide nothing
    return SurveyCounts(
        respondents=respondents,
        roster=roster,
        scale=scale,
        items=tuple(
            _item(question, _ROUND[place % len(_ROUND)], scale, beside, respondents, chance)
            for place, question in enumerate(questions)
        ),
    )


def _item(
    question: Question, shape: str, scale: Scale, beside: Beside, respondents: int, chance: random.Random
) -> ItemCounts:
    not_applicable, dont_know, missing = _aside(shape, beside, respondents, chance)
    valid = respondents - not_applicable - dont_know - missing
    counts = _shared_out(_weights(shape, scale), valid, chance)
    if shape == SHARED:
        counts = _nearly_all_agree(counts, scale, chance)
    return ItemCounts(
        code=question.code,
        node=question.node,
        text=question.text,
        reversed=question.is_reversed,
        counts=counts[::-1] if question.is_reversed else counts,
        not_applicable=not_applicable,
        dont_know=dont_know,
        missing=missing,
    )


def _aside(shape: str, beside: Beside, respondents: int, chance: random.Random) -> tuple[int, int, int]:
    """How many say «no aplica», «no sé», or nothing: most in an item that few can answer."""
    if shape == FEW:
        away = max(respondents - (MIN_ITEM - 1), 0)
        blank = min(1, away)
        if beside.not_applicable:
            return away - blank, 0, blank
        return (0, away - blank, blank) if beside.dont_know else (0, 0, away)
    spare = max(respondents - MIN_ITEM, 0)
    wished = (
        int(beside.not_applicable and chance.random() < 0.25),
        int(beside.dont_know and chance.random() < 0.3),
        int(chance.random() < 0.2),
    )
    return wished if sum(wished) <= spare else (0, 0, 0)


def _weights(shape: str, scale: Scale) -> Weights:
    """Chances of each point, lowest first, whatever the length of the scale."""
    places = [place / (scale.points - 1) for place in range(scale.points)]
    if shape == CAMPS:
        return tuple(_hill(place, 0.12, 0.14) + 1.1 * _hill(place, 0.88, 0.14) for place in places)
    if shape == SPREAD:
        return tuple(1.0 for _place in places)
    top = {SHARED: 0.92, DOUBT: 0.5}.get(shape, 0.74)
    return tuple(_hill(place, top, 0.1 if shape in {SHARED, DOUBT} else 0.2) for place in places)


def _hill(place: float, top: float, width: float) -> float:
    return math.exp(-(((place - top) / width) ** 2) / 2)


def _shared_out(weights: Weights, people: int, chance: random.Random) -> tuple[int, ...]:
    points = chance.choices(range(len(weights)), weights, k=people)
    return tuple(points.count(point) for point in range(len(weights)))


def _nearly_all_agree(counts: tuple[int, ...], scale: Scale, chance: random.Random) -> tuple[int, ...]:
    """All on the points that are agreement but perhaps one: what the gate masks."""
    first = scale.agreement[0] - 1
    below = sum(counts[:first])
    alone = int(below > 0 and chance.random() < 0.5)
    moved = [0] * first + list(counts[first:])
    moved[-1] += below - alone
    moved[first - 1] += alone
    return tuple(moved)
