"""The frozen cell «redes pequeñas»: what networks without a release answered, added up and gated as one.

It needs five answers from two networks or more, as a whole and in each of its items, and it is made once, at
the declared date after which no second survey of that cycle may open: nobody can subtract a later cell.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lar.disclosure.counts import Node, SurveyCounts, check_tree
from lar.disclosure.gate import for_authority, gate_item, make_dimensions, reserved_item
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
from lar.disclosure.table import Key, PublishableItem
from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallNetworks:
    """Raw counts of all networks without a release, added up; `item_networks` says how many of them have a
    valid answer to each item. Raises ValueError when an item lacks its number.
    """

    counts: SurveyCounts
    networks: int
    item_networks: Mapping[str, int]

    def __post_init__(self) -> None:
        if set(self.item_networks) != {item.code for item in self.counts.items}:
            raise ValueError("every item needs the number of its networks")


def gate_small_networks(
    small: SmallNetworks,
    nodes: Sequence[Node],
    *,
    audience: Audience,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> RolledTable:
    """The cell «redes pequeñas» for one audience. Raises RollupWithheld with fewer than two networks or
    five answers, and ValueError when the tree and the items don't fit.
    """
    counts = small.counts
    check_tree(nodes, counts.items)
    networks, people = minimums(Scope.SMALL, thresholds)
    if small.networks < networks or counts.respondents < people:
        raise RollupWithheld(Scope.SMALL, thresholds)
    items = []
    for raw in counts.items:
        item = _blocks_only(gate_item(raw, counts.scale, thresholds))
        if item.is_published and (small.item_networks[raw.code] < networks or raw.valid < people):
            item = reserved_item(item, Reason.FEW_NETWORKS)
        items.append(item)
    dimensions = make_dimensions(items, nodes, counts.scale, thresholds)
    if audience is Audience.AUTHORITY:
        dimensions = for_authority(dimensions, thresholds)
    values = [
        _alone(item, small.item_networks[item.code], item.n or 0)
        for item in items
        if audience is not Audience.AUTHORITY
    ]
    return RolledTable(
        key=Key.GATE,
        scope=Scope.SMALL,
        name="",
        audience=audience,
        scale=counts.scale,
        thresholds=thresholds,
        sources=(SMALL,),
        networks=small.networks,
        respondents=counts.respondents,
        dimension_values=tuple(_alone(one, small.networks, counts.respondents) for one in dimensions),
        item_values=tuple(values),
    )


def _alone(thing: Thing, networks: int, people: int) -> RolledValue[Thing]:
    """A value of the small cell itself."""
    if not thing.is_published:
        return RolledValue(thing=thing)
    return RolledValue(
        thing=thing, sources=(SMALL,), parts=(parts_of(thing),), networks=networks, people=people
    )


def _blocks_only(item: PublishableItem) -> PublishableItem:
    if item.state is not State.FULL:
        return item
    return dataclasses.replace(item, key=Key.GATE, state=State.BLOCKS, reason=Reason.ROLLED_UP, points=())
