"""The charts of the report: publishable things in, one SVG string out, the same for web and PDF.

The result is markup that is already escaped: mark it safe where it is put into a template. `chart_id` must
be unique in the page.
"""

from __future__ import annotations

from collections.abc import Collection

from lar.charts.drawing import draw
from lar.charts.layout import COMPACT, PLAIN, WIDE
from lar.charts.legend import legend_of
from lar.charts.rows import Row, Table, dimension_row, item_row
from lar.disclosure import PublishableDimension, PublishableItem, PublishableTable


def overview_chart(
    table: Table, *, chart_id: str, compact: bool = False, only: Collection[str] | None = None
) -> str:
    """One bar per dimension (or per one of `only`), in the model's order, with % de acuerdo, word and n.

    Where one has blocks only, all are drawn in blocks, so that they can be looked at together.
    """
    shown = [one for one in table.dimensions if only is None or one.code in only]
    coarse = any(one.is_published and not one.points for one in shown)
    rows = [dimension_row(dimension, table, in_blocks=coarse) for dimension in shown]
    return draw(
        "Panorama por dimensión",
        rows,
        legend_of(shown, table, in_blocks=coarse),
        chart_id=chart_id,
        title=_short("Panorama por dimensión", rows),
        sheet=COMPACT if compact else WIDE,
    )


def items_chart(
    dimension: PublishableDimension,
    table: Table,
    *,
    chart_id: str,
    compact: bool = False,
    only: Collection[str] | None = None,
) -> str:
    """One bar per item of a dimension (or per one of `only`), in the instrument's order."""
    items = [item for item in table.items_of(dimension.code) if only is None or item.code in only]
    rows = [item_row(item, table) for item in items]
    name, sheet = f"Afirmaciones de {dimension.name}", COMPACT if compact else WIDE
    return draw(name, rows, legend_of(items, table), chart_id=chart_id, title=_short(name, rows), sheet=sheet)


PAGE_HEIGHT = 180.0
"""Millimetres that a chart on paper takes at most: a title and a sentence stand over it."""


def paper_charts(
    dimension: PublishableDimension,
    table: Table,
    *,
    chart_id: str,
    only: Collection[str] | None = None,
) -> list[str]:
    """The items of a dimension for paper: numbered bars, because a table with their figures follows.

    One chart, or as many as it takes for none to be taller than a page; bars of all have one scale. With
    `only` the others are left out, and each keeps the number that it has among all.
    """
    numbered = [
        (place, item)
        for place, item in enumerate(table.items_of(dimension.code), 1)
        if only is None or item.code in only
    ]
    items = [item for _place, item in numbered]
    rows = [item_row(item, table, number=place) for place, item in numbered]
    name, legend = f"Afirmaciones de {dimension.name}", legend_of(items, table)
    return [
        draw(
            name,
            part,
            legend,
            chart_id=f"{chart_id}-{place}",
            title=_short(name, part),
            sheet=PLAIN,
            beside=rows,
        )
        for place, part in enumerate(_by_pages(rows), 1)
    ]


def _by_pages(rows: list[Row]) -> list[list[Row]]:
    pages: list[list[Row]] = []
    room = 0.0
    for row in rows:
        height = PLAIN.row_height(row)
        if not pages or height > room:
            pages.append([])
            room = PAGE_HEIGHT
        pages[-1].append(row)
        room -= height
    return pages


def dimension_chart(
    dimension: PublishableDimension, table: PublishableTable, *, chart_id: str, compact: bool = False
) -> str:
    """A dimension's own bar."""
    row = dimension_row(dimension, table)
    return draw(
        dimension.name,
        [row],
        legend_of([dimension], table),
        chart_id=chart_id,
        title=row.sentence,
        sheet=COMPACT if compact else WIDE,
    )


def item_chart(
    item: PublishableItem, table: PublishableTable, *, chart_id: str, compact: bool = False
) -> str:
    """One item's bar."""
    row = item_row(item, table)
    return draw(
        "Afirmación",
        [row],
        legend_of([item], table),
        chart_id=chart_id,
        title=f"{row.label.rstrip('.')}: {row.sentence}",
        sheet=COMPACT if compact else WIDE,
    )


def _short(name: str, rows: list[Row]) -> str:
    """What the chart shows, in words without figures: its text in a PDF, where table and sentences follow."""
    told = "; ".join(f"{row.label.rstrip('.')}: {row.phrase or 'reservado'}" for row in rows)
    return f"{name}. {told}."
