"""The adversary: somebody who did not answer, knows how the gate works and reads everything published.

For an item, the adversary writes down every table of counts that the whole published material allows and
asks whether all of them put everybody in one block. Here the other items are even given away in the raw,
which only makes the adversary stronger.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from lar.disclosure import (
    Audience,
    ItemCounts,
    Node,
    PublishableDimension,
    Scale,
    SurveyCounts,
    gate_all,
    to_payload,
)


def everything_published(counts: SurveyCounts, nodes: Sequence[Node]) -> list[dict[str, Any]]:
    """The three tables, as bytes would carry them."""
    return [to_payload(table) for table in gate_all(counts, nodes).values()]


def with_item(counts: SurveyCounts, place: int, item: ItemCounts) -> SurveyCounts:
    items = (*counts.items[:place], item, *counts.items[place + 1 :])
    return dataclasses.replace(counts, items=items)


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """All ways to write `total` as an ordered sum of `parts` numbers."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def spread_out(blocks: Sequence[int], scale: Scale) -> tuple[int, ...]:
    """Some counts per point that make these counts per block."""
    counts = [0] * scale.points
    for block, count in zip(scale.blocks, blocks, strict=True):
        counts[scale.points_of(block)[0] - 1] = count
    return tuple(counts)


def candidates(item: ItemCounts, scale: Scale) -> Iterator[ItemCounts]:
    """The counts that the item might have, the respondents being known; the true ones among them."""
    yield item
    for total in {item.valid, *range(5)}:
        for blocks in compositions(total, len(scale.blocks)):
            rest = item.total - total - item.not_applicable - item.dont_know
            if rest >= 0:
                yield dataclasses.replace(item, counts=spread_out(blocks, scale), missing=rest)
            else:
                left = item.total - total
                yield dataclasses.replace(
                    item, counts=spread_out(blocks, scale), missing=left, not_applicable=0, dont_know=0
                )


def is_unanimous(item: ItemCounts, scale: Scale) -> bool:
    return sum(count > 0 for count in scale.block_counts(item.counts)) <= 1


def proves_unanimity(counts: SurveyCounts, nodes: Sequence[Node], place: int) -> bool:
    """True when every table of counts consistent with what is published puts everybody in one block."""
    seen = everything_published(counts, nodes)
    item = counts.items[place]
    for candidate in candidates(item, counts.scale):
        if is_unanimous(candidate, counts.scale):
            continue
        if everything_published(with_item(counts, place, candidate), nodes) == seen:
            return False
    return True


def rank(rows: Sequence[Sequence[int]]) -> int:
    """Rank of a matrix of whole numbers, exactly."""
    left = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in range(found, len(left)) if left[row][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for row in range(len(left)):
            if row != found and left[row][column]:
                factor = left[row][column] / left[found][column]
                left[row] = [one - factor * other for one, other in zip(left[row], left[found], strict=True)]
        found += 1
    return found


def solvable_nodes(dimensions: Sequence[PublishableDimension], nodes: Sequence[Node]) -> set[str]:
    """Nodes whose own items' sum follows from the published dimensions by adding and subtracting."""
    codes = [node.code for node in nodes]
    rows = [
        [int(code in dimension.parts) for code in codes] for dimension in dimensions if dimension.is_published
    ]
    return {
        code
        for place, code in enumerate(codes)
        if rows and rank([*rows, [int(index == place) for index in range(len(codes))]]) == rank(rows)
    }


def authority_dimensions(counts: SurveyCounts, nodes: Sequence[Node]) -> tuple[PublishableDimension, ...]:
    return gate_all(counts, nodes)[Audience.AUTHORITY].dimensions
