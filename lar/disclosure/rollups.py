"""Roll-ups: territory, cohort, programme, years. Blocks only, from tables released to the same audience.

What enters is a published table, never a count; the one thing made of sealed rows is the frozen cell «redes
pequeñas», and it passes the same gate. A dimension of readers who see items is the sum of the items that
are published here, so that nothing withheld can be subtracted from it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from lar.disclosure.cells import add
from lar.disclosure.counts import Node
from lar.disclosure.gate import make_dimensions, reserved_item, withheld_dimension
from lar.disclosure.reasons import Reason
from lar.disclosure.rolled import (
    SMALL,
    RolledTable,
    RolledValue,
    RollupWithheld,
    Scope,
    Thing,
    minimums,
    parts_of,
)
from lar.disclosure.states import Audience, State
from lar.disclosure.table import Key, PublishableDimension, PublishableItem, PublishableTable
from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One network's released table; `network` is any text that names it alike in every roll-up."""

    network: str
    table: PublishableTable


@dataclass(frozen=True, slots=True)
class _Part:
    """What one source brings to a value."""

    source: str
    thing: PublishableItem | PublishableDimension
    networks: int
    people: int


def roll_up(
    sources: Sequence[Source],
    *,
    scope: Scope,
    audience: Audience,
    name: str = "",
    small: RolledTable | None = None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> RolledTable:
    """Add the released tables of several networks and, for the programme, the cell of small ones.

    All tables are of one version of the instrument and of one year, released to `audience`. Values that
    stand on too few networks or people are reserved, each with its reason. Raises RollupWithheld when all
    of them would be, and ValueError when a table does not belong here.
    """
    _check_sources(sources, scope, audience, small)
    least_networks, least_people = minimums(scope, thresholds)
    held = len(sources) + (small.networks if small else 0)
    respondents = sum(one.table.respondents for one in sources) + (small.respondents if small else 0)
    if not sources or held < least_networks or respondents < least_people:
        raise RollupWithheld(scope, thresholds)
    first = sources[0].table
    dimensions = tuple(
        _roll(
            [
                *(_part(one, one.table.dimension(model.code)) for one in sources),
                *([_small_part(small.dimension(model.code))] if small else []),
            ],
            model,
            scope,
            thresholds,
        )
        for model in first.dimensions
    )
    table = RolledTable(
        key=Key.GATE,
        scope=scope,
        name=name,
        audience=audience,
        scale=first.scale,
        thresholds=thresholds,
        sources=(*(one.network for one in sources), *([SMALL] if small else [])),
        networks=held,
        respondents=respondents,
        dimension_values=dimensions,
        item_values=(),
    )
    if audience is Audience.AUTHORITY:
        return table
    return with_items(table, _roll_items(sources, small, scope, thresholds))


def _roll_items(
    sources: Sequence[Source], small: RolledTable | None, scope: Scope, thresholds: Thresholds
) -> list[RolledValue[PublishableItem]]:
    rolled = []
    for model in sources[0].table.items:
        parts = [_part(one, one.table.item(model.code)) for one in sources]
        if small:
            parts.append(_small_part(small.item(model.code)))
        rolled.append(_roll(parts, model, scope, thresholds))
    return rolled


def with_items(table: RolledTable, items: Sequence[RolledValue[PublishableItem]]) -> RolledTable:
    """The same roll-up of these items: its dimensions add those that are published."""
    nodes = [Node(one.code, one.name, one.parent, one.kind) for one in table.dimensions]
    made = make_dimensions([value.thing for value in items], nodes, table.scale, table.thresholds)
    values = tuple(_dimension_of(_explained(dimension), items) for dimension in made)
    return dataclasses.replace(table, key=Key.GATE, dimension_values=values, item_values=tuple(items))


def _dimension_of(
    dimension: PublishableDimension, items: Sequence[RolledValue[PublishableItem]]
) -> RolledValue[PublishableDimension]:
    if not dimension.is_published:
        return RolledValue(thing=dimension)
    own = [one for one in items if one.thing.node in dimension.parts and one.thing.is_published]
    added: dict[str, list[str]] = {}
    for one in own:
        for source in one.sources:
            added.setdefault(source, []).append(one.thing.code)
    return RolledValue(
        thing=dimension,
        sources=tuple(added),
        parts=tuple(tuple(codes) for codes in added.values()),
        networks=max(one.networks for one in own),
        people=max(one.people for one in own),
    )


def _check_sources(
    sources: Sequence[Source], scope: Scope, audience: Audience, small: RolledTable | None
) -> None:
    if len({source.network for source in sources}) != len(sources):
        raise ValueError("a network is counted twice")
    tables = [source.table for source in sources]
    if any(table.audience is not audience for table in tables) or (small and small.audience is not audience):
        raise ValueError(f"a roll-up for {audience} adds tables released to {audience} only")
    if small and (small.scope is not Scope.SMALL or scope is not Scope.PROGRAM):
        raise ValueError("the cell of small networks belongs to the whole programme")
    shapes = {(table.scale, _codes(table)) for table in tables}
    if small:
        shapes.add((small.scale, _codes(small)))
    if len(shapes) > 1:
        raise ValueError("the tables are not of one version of the instrument")


def _codes(table: PublishableTable | RolledTable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(item.code for item in table.items), tuple(one.code for one in table.dimensions)


def _part(source: Source, thing: PublishableItem | PublishableDimension) -> _Part:
    people = (thing.n or 0) if isinstance(thing, PublishableItem) else source.table.respondents
    return _Part(source.network, thing, 1, people)


def _small_part(value: RolledValue[PublishableItem] | RolledValue[PublishableDimension]) -> _Part:
    return _Part(SMALL, value.thing, value.networks, value.people)


def _roll(parts: Sequence[_Part], model: Thing, scope: Scope, thresholds: Thresholds) -> RolledValue[Thing]:
    """Add the published ones of a thing; `model` is any of them, for its names."""
    shown = [part for part in parts if part.thing.is_published]
    networks, people = sum(part.networks for part in shown), sum(part.people for part in shown)
    least_networks, least_people = minimums(scope, thresholds)
    if not shown:
        return RolledValue(thing=withhold(model, Reason.FEW_ANSWERS_IN_ALL))
    if networks < least_networks:
        return RolledValue(thing=withhold(model, Reason.FEW_NETWORKS))
    if people < least_people:
        return RolledValue(thing=withhold(model, Reason.FEW_PEOPLE))
    return RolledValue(
        thing=_added(model, [part.thing for part in shown]),
        sources=tuple(part.source for part in shown),
        parts=tuple(parts_of(part.thing) for part in shown),
        networks=networks,
        people=people,
    )


def _added(model: Thing, things: Sequence[PublishableItem | PublishableDimension]) -> Thing:
    cells = add([thing.cells for thing in things])
    exact = all(cell.is_exact for cell in cells)
    added = dataclasses.replace(
        model,
        key=Key.GATE,
        state=State.BLOCKS,
        reason=Reason.ROLLED_UP if exact else Reason.ROLLED_UP_MASKED,
        n=sum(thing.n or 0 for thing in things),
        not_applicable=sum(thing.not_applicable or 0 for thing in things),
        dont_know=sum(thing.dont_know or 0 for thing in things),
        missing=sum(thing.missing or 0 for thing in things),
        cells=cells,
        points=(),
    )
    if isinstance(added, PublishableItem):
        return added
    dimensions = [thing for thing in things if isinstance(thing, PublishableDimension)]
    return dataclasses.replace(
        added,
        key=Key.GATE,
        parts=tuple(dict.fromkeys(part for one in dimensions for part in one.parts)),
        items_published=max(one.items_published for one in dimensions),
        items_masked=max(one.items_masked for one in dimensions),
    )


def withhold(thing: Thing, reason: Reason) -> Thing:
    """The same item or dimension without any number."""
    if isinstance(thing, PublishableItem):
        return reserved_item(thing, reason)
    return withheld_dimension(thing, reason)


def _explained(dimension: PublishableDimension) -> PublishableDimension:
    """A dimension made of rolled-up items says that it is one."""
    if not dimension.is_published:
        return dimension
    exact = all(cell.is_exact for cell in dimension.cells)
    reason = Reason.ROLLED_UP if exact else Reason.ROLLED_UP_MASKED
    return dataclasses.replace(dimension, key=Key.GATE, reason=reason)
