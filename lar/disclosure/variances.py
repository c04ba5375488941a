"""What a published variance tells of an item that a network's table masks.

A mask says «at least n − 1 of n». Whoever knows the points of all other networks could try every table of
counts against the variance of all people together, rounded as it is: if only unanimous ones fit, the mask is
off. So an item whose mask does not survive is left out of the covariance. The other tables that have to fit
are made by moving people between neighbouring points of one block, where no table shows points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from lar.disclosure.cells import Cell
from lar.disclosure.scale import Scale
from lar.disclosure.states import State
from lar.disclosure.table import PublishableItem


def masks_hold(
    counts: Sequence[int], scale: Scale, items: Sequence[PublishableItem], thousandths: int
) -> bool:
    """Whether the item keeps its masks beside its pooled variance.

    `counts` are those of the people in the covariance, by point; `items` the item as each table publishes
    it; `thousandths` the variance as it is published, times 1,000.
    """
    loose = list(counts)
    for item in items:
        for place, known in enumerate(item.points):
            loose[place] = max(0, loose[place] - known)
    blocks = {_masked_block(item.cells) for item in items if item.state is State.MASKED}
    return all(
        _another_fits(counts, loose, steps, scale, thousandths)
        for block in blocks
        for steps in _flips(block, loose, scale)
    )


Steps = list[tuple[int, int]]
"""Pairs (from, to) of places of the scale: one person of the masked network who answered otherwise."""


def _masked_block(cells: Sequence[Cell]) -> int:
    return max(range(len(cells)), key=lambda place: cells[place].high)


def _flips(block: int, loose: Sequence[int], scale: Scale) -> Iterator[Steps]:
    """One dissenter more and, if there may be one, one less: another table has to fit in both cases."""
    inside = [point - 1 for point in scale.points_of(scale.blocks[block])]
    outside = [place for place in range(scale.points) if place not in inside]
    for origins, targets in ((inside, outside), (outside, inside)):
        steps = [(origin, target) for origin in origins if loose[origin] for target in targets]
        if steps:
            yield steps


def _another_fits(
    counts: Sequence[int], loose: Sequence[int], steps: Steps, scale: Scale, thousandths: int
) -> bool:
    n = sum(counts)
    total = sum(count * place for place, count in enumerate(counts))
    squares = sum(count * place * place for place, count in enumerate(counts))
    pairs = n * (n - 1)
    moves = [_within(block, loose, scale) for block in (0, len(scale.blocks) - 1)]
    for (first, low), (second, high) in product(moves[0], moves[1]):
        for origin, target in steps:
            s = total + first + second + target - origin
            q = squares + low + high + target * target - origin * origin
            if abs(2 * (1000 * (n * q - s * s) - thousandths * pairs)) < pairs:
                return True
    return False


def _within(block: int, loose: Sequence[int], scale: Scale) -> list[tuple[int, int]]:
    """What moving people inside of a block changes: (their sum, their sum of squares), least moved first.

    One of them is left alone: it may be the one who answered otherwise.
    """
    places = [point - 1 for point in scale.points_of(scale.blocks[block])]
    if len(places) < 2:
        return [(0, 0)]
    lower, upper = places[-2:] if block else places[:2]
    moved = range(1 - max(1, loose[upper]), max(1, loose[lower]))
    step = upper * upper - lower * lower
    return [(people, people * step) for people in sorted(moved, key=abs)]
