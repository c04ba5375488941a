"""Plausible, reproducible answers: each network has a mood, each dimension a pull of its own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

NOT_APPLICABLE, DONT_KNOW, NO_ANSWER = -7, -8, -9

# Chances of each of the five points, from «muy en desacuerdo» to «muy de acuerdo».
MOODS = {
    "warm": (1, 4, 14, 47, 34),
    "mild": (3, 12, 27, 43, 15),
    "scattered": (12, 20, 24, 26, 18),
    "consensus": (0, 0, 3, 42, 55),
    "steady": (2, 9, 25, 52, 12),
}
# A divided network: two groups that live it differently, in nearly the same numbers.
CAMPS = ((38, 42, 13, 6, 1), (0, 4, 10, 46, 40))
FOR_SHARE = 12 / 21

# In this dimension the two 57 % are exact, so that the difference is in the shape alone.
EXACT_NODE = "PN"
EXACT_SHAPES = {"steady": (3, 4), "divided": (1, 5)}

# What effects and levers usually show: purpose and trust above, depth in the classrooms below.
PULL = {"PN": 0.15, "LR": 0.0, "CP": -0.1, "CC": 0.2, "KP": 0.05, "PR": -0.35}
GROWTH_A_YEAR = 0.12


@dataclass(frozen=True)
class Statement:
    """What the generator needs to know of an item."""

    node: str
    is_reversed: bool


def answer_sheets(
    statements: Sequence[Statement], *, people: int, mood: str, year: int, seed: int
) -> list[list[int]]:
    """Return ``people`` answers to ``statements``, in order; the same seed gives the same answers.

    Points go from 1 to 5; now and then somebody says «no aplica», «no sé» or leaves a blank.
    """
    chance = random.Random(f"{seed}:{mood}:{year}:{people}")
    pull = {node: value + chance.gauss(0, 0.12) + year * GROWTH_A_YEAR for node, value in PULL.items()}
    in_favour = round(people * FOR_SHARE)
    sheets: list[list[int]] = []
    for person in range(people):
        favours = person < in_favour
        sheets.append([_one(chance, item, mood, favours, pull[item.node]) for item in statements])
    return sheets


def _one(chance: random.Random, item: Statement, mood: str, favours: bool, pull: float) -> int:
    if mood in EXACT_SHAPES and item.node == EXACT_NODE:
        return _as_worded(item, EXACT_SHAPES[mood][favours])
    luck = chance.random()
    if luck < 0.012:
        return NOT_APPLICABLE
    if luck < 0.03:
        return DONT_KNOW
    if luck < 0.038:
        return NO_ANSWER
    weights = CAMPS[favours] if mood == "divided" else MOODS[mood]
    point = chance.choices((1, 2, 3, 4, 5), weights)[0]
    if chance.random() < abs(pull):
        point = min(5, max(1, point + (1 if pull > 0 else -1)))
    return _as_worded(item, point)


def _as_worded(item: Statement, point: int) -> int:
    """Turn a reversed item around: whoever values the network disagrees with it."""
    return 6 - point if item.is_reversed else point
