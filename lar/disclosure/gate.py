"""The gate: counts in, `PublishableTable` out. Nothing else decides what may be known."""

from __future__ import annotations

from collections.abc import Sequence

from lar.disclosure.cells import Cell, add, dominant, masked
from lar.disclosure.counts import ItemCounts, Node, SurveyCounts, check_tree
from lar.disclosure.reasons import Reason
from lar.disclosure.scale import Scale
from lar.disclosure.states import Audience, State
from lar.disclosure.table import Key, PublishableDimension, PublishableItem, PublishableTable
from lar.disclosure.thresholds import DEFAULT_THRESHOLDS, Thresholds


class BelowThreshold(Exception):
    """Too few people answered for anything to be published."""

    def __init__(self, respondents: int, least: int) -> None:
        super().__init__(f"{respondents} respondents, at least {least} are needed")
        self.respondents = respondents
        self.least = least

    def sentence(self) -> str:
        """In Spanish, without saying how many answered."""
        return (
            f"Todavía no hay {self.least} respuestas: con menos no se publica nada, "
            "para que no se sepa quién respondió qué."
        )


def gate(
    counts: SurveyCounts,
    nodes: Sequence[Node],
    *,
    audience: Audience,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> PublishableTable:
    """What one audience may know of one sealed survey.

    `nodes` is the model's tree in its own order, which is the order of the dimensions in the table; nodes
    that the instrument does not measure are left out. Raises BelowThreshold when too few answered (an open
    code, `roster=None`, needs more) and ValueError when the tree and the items don't fit.
    """
    check_tree(nodes, counts.items)
    least = thresholds.min_open_code if counts.roster is None else thresholds.min_group
    if counts.respondents < least:
        raise BelowThreshold(counts.respondents, least)
    items = tuple(gate_item(item, counts.scale, thresholds) for item in counts.items)
    dimensions = make_dimensions(items, nodes, counts.scale, thresholds)
    if audience is Audience.AUTHORITY:
        dimensions, items = for_authority(dimensions, thresholds), ()
    return PublishableTable(
        key=Key.GATE,
        audience=audience,
        respondents=counts.respondents,
        roster=counts.roster,
        scale=counts.scale,
        thresholds=thresholds,
        dimensions=dimensions,
        items=items,
    )


def gate_all(
    counts: SurveyCounts, nodes: Sequence[Node], *, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> dict[Audience, PublishableTable]:
    """The tables of the three audiences, as a release holds them. Raises what `gate` raises."""
    return {audience: gate(counts, nodes, audience=audience, thresholds=thresholds) for audience in Audience}


def gate_item(item: ItemCounts, scale: Scale, thresholds: Thresholds) -> PublishableItem:
    """One item: reserved under the minimum, masked when (almost) everybody coincides, else its counts."""
    if item.valid < thresholds.min_item:
        return reserved_item(item, Reason.FEW_ANSWERS)
    blocks = scale.block_counts(item.counts)
    index = dominant(blocks)
    if index is not None:
        cells = masked(item.valid, index, len(blocks))
        return _published_item(item, State.MASKED, Reason.NEAR_UNANIMOUS, cells)
    exact = tuple(Cell.exactly(count) for count in blocks)
    if item.valid < thresholds.full_detail_from:
        return _published_item(item, State.BLOCKS, Reason.FEW_FOR_DETAIL, exact)
    return _published_item(item, State.FULL, None, exact)


def reserved_item(item: ItemCounts | PublishableItem, reason: Reason) -> PublishableItem:
    """The item without any number."""
    return PublishableItem(
        key=Key.GATE,
        code=item.code,
        node=item.node,
        text=item.text,
        reversed=item.reversed,
        state=State.RESERVED,
        reason=reason,
    )


def _published_item(
    item: ItemCounts, state: State, reason: Reason | None, cells: tuple[Cell, ...]
) -> PublishableItem:
    return PublishableItem(
        key=Key.GATE,
        code=item.code,
        node=item.node,
        text=item.text,
        reversed=item.reversed,
        state=state,
        reason=reason,
        n=item.valid,
        not_applicable=item.not_applicable,
        dont_know=item.dont_know,
        missing=item.missing,
        cells=cells,
        points=item.counts if state is State.FULL else (),
    )


def make_dimensions(
    items: Sequence[PublishableItem], nodes: Sequence[Node], scale: Scale, thresholds: Thresholds
) -> tuple[PublishableDimension, ...]:
    """One dimension per node that the instrument measures, itself or through its children.

    Adds published items: that is all it is given.
    """
    measured = {item.node for item in items}
    dimensions = []
    for node in nodes:
        children = [child.code for child in nodes if child.parent == node.code and child.code in measured]
        own = [item for item in items if item.node == node.code]
        if not own and not children:
            continue
        pooled = not children or _publishable(own) >= thresholds.pooled_own_items
        parts = (*([node.code] if pooled else []), *children)
        pool = [item for item in items if item.node in parts]
        dimensions.append(_dimension(node, parts, pool, scale))
    return tuple(dimensions)


def _publishable(items: Sequence[PublishableItem]) -> int:
    return sum(item.is_published for item in items)


def _dimension(
    node: Node, parts: tuple[str, ...], pool: Sequence[PublishableItem], scale: Scale
) -> PublishableDimension:
    """Adds the published cells of the pool, never raw counts: that is all this function is given."""
    shown = [item for item in pool if item.is_published]
    if not shown:
        return _reserved_dimension(node, parts, pool, Reason.NO_ITEMS)
    full = all(item.state is State.FULL for item in shown)
    n_masked = sum(item.state is State.MASKED for item in shown)
    coarse = Reason.HOLDS_MASKED if n_masked else Reason.HOLDS_BLOCKS
    return PublishableDimension(
        key=Key.GATE,
        code=node.code,
        name=node.name,
        parent=node.parent,
        kind=node.kind,
        parts=parts,
        items_total=len(pool),
        items_published=len(shown),
        items_masked=n_masked,
        state=State.FULL if full else State.BLOCKS,
        reason=None if full else coarse,
        n=sum(item.n or 0 for item in shown),
        not_applicable=sum(item.not_applicable or 0 for item in shown),
        dont_know=sum(item.dont_know or 0 for item in shown),
        missing=sum(item.missing or 0 for item in shown),
        cells=add([item.cells[::-1] if item.reversed else item.cells for item in shown]),
        points=_add_points(shown, scale) if full else (),
    )


def _add_points(items: Sequence[PublishableItem], scale: Scale) -> tuple[int, ...]:
    rows = [item.points[::-1] if item.reversed else item.points for item in items]
    return tuple(sum(row[point] for row in rows) for point in range(scale.points))


def _reserved_dimension(
    node: Node, parts: tuple[str, ...], pool: Sequence[PublishableItem], reason: Reason
) -> PublishableDimension:
    return PublishableDimension(
        key=Key.GATE,
        code=node.code,
        name=node.name,
        parent=node.parent,
        kind=node.kind,
        parts=parts,
        items_total=len(pool),
        items_published=_publishable(pool),
        items_masked=0,
        state=State.RESERVED,
        reason=reason,
    )


def for_authority(
    dimensions: Sequence[PublishableDimension], thresholds: Thresholds
) -> tuple[PublishableDimension, ...]:
    """Withholds dimensions with too few items, and containers from which one of those could be subtracted."""
    few = {
        dimension.code
        for dimension in dimensions
        if dimension.is_published and dimension.items_published < thresholds.min_authority_items
    }
    hidden = few | {dimension.code for dimension in dimensions if not dimension.is_published}
    result = []
    for dimension in dimensions:
        parts = set(dimension.parts) - {dimension.code}
        if dimension.code in few:
            result.append(withheld_dimension(dimension, Reason.FEW_ITEMS))
        elif dimension.is_published and parts & hidden:
            result.append(withheld_dimension(dimension, Reason.PART_RESERVED))
        else:
            result.append(dimension)
    return tuple(result)


def withheld_dimension(dimension: PublishableDimension, reason: Reason) -> PublishableDimension:
    """The dimension without any number."""
    return PublishableDimension(
        key=Key.GATE,
        code=dimension.code,
        name=dimension.name,
        parent=dimension.parent,
        kind=dimension.kind,
        parts=dimension.parts,
        items_total=dimension.items_total,
        items_published=dimension.items_published,
        items_masked=0,
        state=State.RESERVED,
        reason=reason,
    )
