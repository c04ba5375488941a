"""What is true of every publishable table, whoever makes it: checked at each construction.

A stored release passes here again when it is read, so a payload altered by hand, or a mistake in the gate,
stops with an exception instead of reaching a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lar.disclosure.cells import Cell, add, dominant, masked
from lar.disclosure.reasons import Reason
from lar.disclosure.scale import Scale
from lar.disclosure.states import Audience, State

if TYPE_CHECKING:
    from lar.disclosure.table import PublishableDimension, PublishableItem, PublishableTable


class UnsafeTable(ValueError):
    """A table that breaks a disclosure rule or does not add up."""


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise UnsafeTable(what)


def check(table: PublishableTable) -> None:
    """Raise UnsafeTable unless the table keeps every rule of a single survey's release."""
    least = table.thresholds.min_group if table.roster is not None else table.thresholds.min_open_code
    _require(table.respondents >= least, f"a group of fewer than {least} is not published")
    _require(table.roster is None or table.roster >= table.respondents, "more respondents than roster")
    codes = [item.code for item in table.items]
    _require(len(set(codes)) == len(codes), "two items share a code")
    nodes = [dimension.code for dimension in table.dimensions]
    _require(len(set(nodes)) == len(nodes), "two dimensions share a code")
    _require({item.node for item in table.items} <= set(nodes), "an item hangs from an unknown dimension")
    for item in table.items:
        _check_item(item, table)
    for dimension in table.dimensions:
        _check_dimension(dimension, table)
    if table.audience is Audience.AUTHORITY:
        _check_authority(table)
    else:
        for dimension in table.dimensions:
            _check_sum(dimension, table)


def _numbers(thing: PublishableItem | PublishableDimension) -> tuple[int | None, ...]:
    return (thing.n, thing.not_applicable, thing.dont_know, thing.missing)


def _check_reserved(thing: PublishableItem | PublishableDimension) -> None:
    empty = not thing.cells and not thing.points and all(number is None for number in _numbers(thing))
    _require(empty, f"{thing.code} is reserved but shows a number")


def _check_item(item: PublishableItem, table: PublishableTable) -> None:
    if item.state is State.RESERVED:
        _check_reserved(item)
        _require(item.reason is Reason.FEW_ANSWERS, f"{item.code}: wrong reason")
        return
    n, others = _published_numbers(item)
    _require(n >= table.thresholds.min_item, f"{item.code} has too few answers to be published")
    _require(n + others == table.respondents, f"{item.code} does not add up to the respondents")
    _require(len(item.cells) == len(table.blocks), f"{item.code} lacks a block")
    if item.state is State.MASKED:
        shapes = [masked(n, index, len(table.blocks)) for index in range(len(table.blocks))]
        _require(item.cells in shapes and not item.points, f"{item.code} is not masked as it should")
        _require(item.reason is Reason.NEAR_UNANIMOUS, f"{item.code}: wrong reason")
        return
    _require(all(cell == Cell.exactly(cell.low) for cell in item.cells), f"{item.code} has loose cells")
    counts = [cell.low for cell in item.cells]
    _require(sum(counts) == n and min(counts) >= 0, f"{item.code} does not add up")
    _require(dominant(counts) is None, f"{item.code} shows an unanimity")
    _check_detail(item, n, table)


def _published_numbers(thing: PublishableItem | PublishableDimension) -> tuple[int, int]:
    """(valid answers, the rest); raises UnsafeTable when one is missing or negative."""
    numbers = [number for number in _numbers(thing) if number is not None and number >= 0]
    _require(len(numbers) == len(_numbers(thing)), f"{thing.code} lacks a count")
    return numbers[0], sum(numbers[1:])


def _check_detail(item: PublishableItem, n: int, table: PublishableTable) -> None:
    full = n >= table.thresholds.full_detail_from
    _require(item.state is (State.FULL if full else State.BLOCKS), f"{item.code}: wrong detail for {n}")
    _require(item.reason is (None if full else Reason.FEW_FOR_DETAIL), f"{item.code}: wrong reason")
    if full:
        _check_points(item, table.scale)
    else:
        _require(not item.points, f"{item.code} shows points with few answers")


def _check_points(thing: PublishableItem | PublishableDimension, scale: Scale) -> None:
    _require(len(thing.points) == scale.points and min(thing.points) >= 0, f"{thing.code} lacks points")
    cells = tuple(Cell.exactly(count) for count in scale.block_counts(thing.points))
    _require(cells == thing.cells, f"{thing.code}: points and blocks differ")


def _check_dimension(dimension: PublishableDimension, table: PublishableTable) -> None:
    counts = (dimension.items_masked, dimension.items_published, dimension.items_total)
    _require(0 <= counts[0] <= counts[1] <= counts[2], f"{dimension.code}: impossible numbers of items")
    _require(dimension.state is not State.MASKED, f"{dimension.code}: a dimension is never masked")
    if dimension.state is State.RESERVED:
        _check_reserved(dimension)
        return
    n, others = _published_numbers(dimension)
    _require(dimension.items_published > 0, f"{dimension.code} has nothing to publish")
    answers = table.respondents * dimension.items_published
    _require(n + others == answers, f"{dimension.code} does not add up to its respondents")
    width = {cell.high - cell.low for cell in dimension.cells}
    _require(len(dimension.cells) == len(table.blocks), f"{dimension.code} lacks a block")
    _require(width == {dimension.items_masked}, f"{dimension.code}: intervals of the wrong width")
    middle = sum(cell.middle for cell in dimension.cells)
    _require(middle == n, f"{dimension.code} does not add up")
    _require(n >= table.thresholds.min_item * dimension.items_published, f"{dimension.code}: few answers")
    if dimension.state is State.FULL:
        _require(dimension.items_masked == 0, f"{dimension.code}: full detail over a masked item")
        _check_points(dimension, table.scale)
    else:
        _require(not dimension.points, f"{dimension.code} shows points")


def _check_sum(dimension: PublishableDimension, table: PublishableTable) -> None:
    """Where items are published, a dimension is exactly what they add up to."""
    pool = [item for item in table.items if item.node in dimension.parts]
    shown = [item for item in pool if item.is_published]
    _require(dimension.items_total == len(pool), f"{dimension.code}: items lost")
    _require(dimension.items_published == len(shown), f"{dimension.code}: published items miscounted")
    if dimension.state is State.RESERVED:
        _require(not shown, f"{dimension.code} is reserved without a reason")
        return
    recoded = [item.cells[::-1] if item.reversed else item.cells for item in shown]
    _require(dimension.cells == add(recoded), f"{dimension.code} is not the sum of its items")
    if dimension.state is State.FULL:
        points = [item.points[::-1] if item.reversed else item.points for item in shown]
        _require(all(points), f"{dimension.code}: full detail over a coarser item")
        _require(
            dimension.points == tuple(map(sum, zip(*points, strict=True))), f"{dimension.code}: wrong points"
        )


def _check_authority(table: PublishableTable) -> None:
    """No items, three publishable items a dimension, and no container over a reserved child."""
    _require(not table.items, "an authority sees no items")
    least = table.thresholds.min_authority_items
    by_code = {dimension.code: dimension for dimension in table.dimensions}
    for dimension in table.dimensions:
        if dimension.is_published:
            _require(dimension.items_published >= least, f"{dimension.code} has too few items")
            parts = [by_code[part] for part in dimension.parts if part != dimension.code]
            _require(all(part.is_published for part in parts), f"{dimension.code} gives a part away")
