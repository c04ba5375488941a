"""The charts of the report: publishable things in, one SVG string out, the same for web and PDF.

The result is markup that is already escaped: mark it safe where it is put into a template. `chart_id` must
be unique in the page.
"""

from __future__ import annotations

from lar.charts.drawing import draw
from lar.charts.legend import legend_of
from lar.charts.rows import Row, dimension_row, item_row
from lar.disclosure import PublishableDimension, PublishableItem, PublishableTable


def overview_chart(table: PublishableTable, *, chart_id: str, compact: bool = False) -> str:
    """One bar per dimension, in the model's order, with % de acuerdo, word and n."""
    rows = [dimension_row(dimension, table) for dimension in table.dimensions]
    return draw(
        "Panorama por dimensión",
        rows,
        legend_of(table.dimensions, table),
        chart_id=chart_id,
        title=_short("Panorama por dimensión", rows),
        compact=compact,
    )


def items_chart(
    dimension: PublishableDimension, table: PublishableTable, *, chart_id: str, compact: bool = False
) -> str:
    """One bar per item of a dimension, in the instrument's order."""
    items = table.items_of(dimension.code)
    rows = [item_row(item, table) for item in items]
    name = f"Afirmaciones de {dimension.name}"
    return draw(
        name, rows, legend_of(items, table), chart_id=chart_id, title=_short(name, rows), compact=compact
    )


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
        compact=compact,
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
        compact=compact,
    )


def _short(name: str, rows: list[Row]) -> str:
    """What the chart shows, in words without figures: its text in a PDF, where table and sentences follow."""
    told = "; ".join(f"{row.label.rstrip('.')}: {row.phrase or 'reservado'}" for row in rows)
    return f"{name}. {told}."
