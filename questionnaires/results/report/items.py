"""From a publishable item to its line, and from a publishable dimension to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lar.charts import items_chart, overview_chart, paper_charts
from lar.disclosure import (
    Block,
    PublishableDimension,
    PublishableItem,
    PublishableTable,
    State,
    dimension_reason,
    item_reason,
)
from lar.model.dimensions import NodeKind, is_node_code, node_for
from lar.statistics import (
    Publishable,
    aside_sentence,
    bounds_sentence,
    census_bounds,
    count_text,
    dimension_sentence,
    item_sentence,
    masked_count_text,
    percent_text,
    question,
    read,
    shares,
    verdict,
)
from lar.statistics.numbers import number
from questionnaires.results.released import Instrument, ReleasedSurvey
from questionnaires.results.report.context import ReportContext
from questionnaires.results.report.parts import Cell, DimensionPage, Drawing, ItemLine
from questionnaires.results.report.selection import WHOLE, Selection

KINDS = {
    NodeKind.LEVER: "Palanca",
    NodeKind.COMPOSITE: "Reúne otras dimensiones",
    NodeKind.EFFECT: "Efecto esperado",
}

OWN_SENTENCE = (
    "Las agregó la red para esta vez, con la misma escala. Se leen una por una: no se suman entre sí ni "
    "a una dimensión, y no se comparan con otros años ni con otras redes."
)

_OPINION = {
    Block.DISAGREEMENT: "en desacuerdo",
    Block.NEUTRAL: "ni de acuerdo ni en desacuerdo",
    Block.AGREEMENT: "de acuerdo",
}


def dimension_page(
    dimension: PublishableDimension,
    table: PublishableTable,
    released: ReleasedSurvey,
    context: ReportContext,
    selection: Selection = WHOLE,
) -> DimensionPage:
    """A dimension with its own bar, the bars of its items and the question that its shape asks for.

    Its figures are of all its items, also of those that the selection leaves out.
    """
    node = node_for(dimension.code) if is_node_code(dimension.code) else None
    everything = list(enumerate(table.items_of(dimension.code), start=1))
    items = [(place, item) for place, item in everything if selection.shows(item.code)]
    lines = (item_line(place, item, table, released) for place, item in items)
    chart_id = f"items-{dimension.code.lower()}"
    shown = dimension.is_published
    bounds = census_bounds(dimension, table)
    return DimensionPage(
        code=dimension.code,
        name=dimension.name,
        kind=_kind(dimension),
        parent=dimension.parent or "",
        children=tuple(part for part in dimension.parts if part != dimension.code),
        lever=context.lever(dimension.code),
        theory=node.theory if node else (),
        is_published=shown,
        n=number(dimension.n or 0) if shown else "",
        percent=percent_text(dimension) if shown else "",
        blocks=_blocks(dimension),
        word=verdict(read(dimension)) if shown else "",
        sentence=dimension_sentence(dimension, table),
        aside=aside_sentence(dimension, table) or "",
        bounds=bounds.text if bounds else "",
        bounds_sentence=bounds_sentence(dimension, table) or "",
        reason=dimension_reason(dimension, table) or "",
        question=question(read(dimension)) if shown else "",
        overview=_overview(dimension, table) if dimension.is_container else None,
        chart=_items_drawing(dimension, table, chart_id, selection) if items else None,
        items=tuple(lines),
        left_out=len(everything) - len(items),
    )


def own_page(table: PublishableTable, released: ReleasedSurvey, context: ReportContext) -> DimensionPage:
    """The network's own questions, one by one: they are no dimension, so nothing adds them up."""
    (all_of_them,) = table.dimensions
    page = dimension_page(all_of_them, table, released, context)
    return replace(
        page,
        kind="Aparte de las dimensiones",
        n="",
        percent="",
        blocks=(),
        word="",
        sentence=OWN_SENTENCE,
        aside="",
        bounds="",
        bounds_sentence="",
        reason="",
        question="",
    )


def item_line(
    place: int, item: PublishableItem, table: PublishableTable, released: ReleasedSurvey
) -> ItemLine:
    """An item's line; a reserved one has nothing but its text and the reason."""
    shown = item.is_published
    bounds = census_bounds(item, table)
    return ItemLine(
        number=place,
        code=item.code,
        text=item.text or item.code,
        meaning=released.instrument.meanings.get(item.code, ""),
        is_reversed=item.reversed,
        is_published=shown,
        n=number(item.n or 0) if shown else "",
        percent=percent_text(item) if shown else "",
        blocks=_block_cells(item, [1] * len(table.blocks)),
        points=tuple(number(count) for count in item.points),
        cells=_cells(item, table),
        aside=_aside(item, released.instrument),
        bounds=bounds.text if bounds else "",
        word=verdict(read(item)) if shown else "",
        sentence=item_sentence(item, table),
        aside_sentence=aside_sentence(item, table) or "",
        bounds_sentence=bounds_sentence(item, table) or "",
        reason=item_reason(item, table) or "",
        question=question(read(item)) if shown else "",
    )


def _kind(dimension: PublishableDimension) -> str:
    """What the version's own tree calls the node; "" when it is no kind of the model."""
    return KINDS[NodeKind(dimension.kind)] if dimension.kind in set(NodeKind) else ""


def _blocks(thing: Publishable) -> tuple[str, ...]:
    """The count of each block of a dimension."""
    return tuple(count_text(share) for share in shares(thing).values()) if thing.is_published else ()


def _block_cells(item: PublishableItem, spans: Sequence[int]) -> tuple[Cell, ...]:
    """A cell per block, `spans` columns wide; of a near-unanimous item a single one."""
    if not item.is_published:
        return ()
    if item.state is State.MASKED:
        block, share = next((block, share) for block, share in shares(item).items() if share.low)
        return (Cell(f"{masked_count_text(share)} {_OPINION[block]}", sum(spans)),)
    return tuple(
        Cell(count_text(share), span) for share, span in zip(shares(item).values(), spans, strict=True)
    )


def _cells(item: PublishableItem, table: PublishableTable) -> tuple[Cell, ...]:
    """Points where the table has any; the blocks of a row without them span theirs."""
    if item.points:
        return tuple(Cell(number(count)) for count in item.points)
    in_points = any(other.points for other in table.items)
    spans = [len(table.scale.points_of(block)) if in_points else 1 for block in table.blocks]
    return _block_cells(item, spans)


def _aside(item: PublishableItem, instrument: Instrument) -> tuple[str, ...]:
    """*No aplica* and *no sé*, where the version offers them, and blanks: as `NetworkReport.aside_heads`."""
    if not item.is_published:
        return ()
    labels = (instrument.not_applicable_label, instrument.dont_know_label)
    counts = (item.not_applicable, item.dont_know)
    offered = [count for label, count in zip(labels, counts, strict=True) if label]
    return tuple(number(count or 0) for count in (*offered, item.missing))


def _overview(dimension: PublishableDimension, table: PublishableTable) -> Drawing:
    """A container's bar over those of its parts."""
    only = {dimension.code, *dimension.parts}
    chart_id = f"dimension-{dimension.code.lower()}"
    return Drawing(
        wide=overview_chart(table, chart_id=chart_id, only=only),
        narrow=overview_chart(table, chart_id=f"{chart_id}-narrow", compact=True, only=only),
    )


def _items_drawing(
    dimension: PublishableDimension, table: PublishableTable, chart_id: str, selection: Selection
) -> Drawing:
    only = selection.items
    return Drawing(
        wide=items_chart(dimension, table, chart_id=chart_id, only=only),
        paper=tuple(paper_charts(dimension, table, chart_id=f"{chart_id}-paper", only=only)),
        narrow=items_chart(dimension, table, chart_id=f"{chart_id}-narrow", compact=True, only=only),
    )
