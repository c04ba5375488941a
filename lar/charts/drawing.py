"""Rows → one SVG: the key, then for each row its label, its bar and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lar.charts import svg
from lar.charts.layout import INDENT, Frame, Sheet
from lar.charts.legend import Entry, draw_legend, legend_height
from lar.charts.palette import FONTS, INK, INK_SOFT, RULE
from lar.charts.rows import Row
from lar.charts.strips import draw_bar, patterns

HOW_TO_READ = (
    "Barras centradas en el punto neutro: el desacuerdo crece hacia la izquierda "
    "y el acuerdo hacia la derecha."
)


def draw(
    name: str,
    rows: Sequence[Row],
    legend: Sequence[Entry],
    *,
    chart_id: str,
    title: str,
    sheet: Sheet,
    beside: Sequence[Row] = (),
) -> str:
    """The whole chart. `chart_id` must be unique in the page: the ids inside start with it.

    `beside` are rows of the same chart that are drawn elsewhere: bars of both have one scale.
    """
    frame = Frame.of([*rows, *beside], sheet)
    top = legend_height(legend, sheet.width, sheet.small)
    body, y = [], top
    for row in rows:
        body.append(_draw_row(row, sheet, frame, y, chart_id))
        y += sheet.row_height(row)
    return svg.tag(
        "svg",
        svg.tag("title", escape(title), id=f"{chart_id}-title"),
        svg.tag("desc", escape(_description(name, rows)), id=f"{chart_id}-desc"),
        svg.tag("defs", *patterns(chart_id)),
        draw_legend(legend, sheet.width, sheet.small, chart_id),
        "" if sheet.stacked else _axis(frame, top, y),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"lar-chart{' lar-chart-compact' if sheet.stacked else ''}",
        viewBox=f"0 0 {svg.size(sheet.width)} {svg.size(y)}",
        width="100%",
        role="img",
        aria_labelledby=f"{chart_id}-title",
        aria_describedby=f"{chart_id}-desc",
        pointer_events="none",
        font_family=FONTS,
        font_size=sheet.font,
        fill=INK,
    )


def _description(name: str, rows: Sequence[Row]) -> str:
    """Name, how to read it, and each row's sentence after its label (unless it begins with it)."""
    told = [
        row.sentence if row.sentence.startswith(row.label) else f"{row.label.rstrip('.')}: {row.sentence}"
        for row in rows
    ]
    return " ".join([f"{name}.", HOW_TO_READ, *told])


def _axis(frame: Frame, top: float, bottom: float) -> str:
    return svg.line(
        frame.zero, top, frame.zero, bottom, stroke=RULE, stroke_width=0.2, stroke_dasharray="0.8 0.8"
    )


def _draw_row(row: Row, sheet: Sheet, frame: Frame, y: float, chart_id: str) -> str:
    label_height = sheet.label_height(row)
    if sheet.stacked:
        label_top, bar_top = y + sheet.font * 0.35, y + label_height + sheet.font * 0.5
    else:
        middle = y + sheet.row_height(row) / 2
        label_top, bar_top = middle - label_height / 2, middle - sheet.bar_height / 2
    rule = svg.line(0, y, sheet.width, y, stroke=RULE, stroke_width=0.15, stroke_opacity=0.6)
    return "".join(
        [
            rule,
            _label(row, sheet, label_top),
            draw_bar(row, sheet, frame, bar_top, chart_id),
            _figures(row, sheet, bar_top),
        ]
    )


def _label(row: Row, sheet: Sheet, top: float) -> str:
    x, y, lines = INDENT * row.level, top + sheet.font * 0.95, sheet.label_lines(row)
    label = svg.lines(x, y, lines, sheet.leading, font_weight="700" if row.heading else None)
    if not row.note:
        return label
    note_y = y + (len(lines) - 1) * sheet.leading + sheet.small * 1.35
    return label + svg.text(x, note_y, row.note, font_size=sheet.small, fill=INK_SOFT, font_style="italic")


def _figures(row: Row, sheet: Sheet, bar_top: float) -> str:
    """The percentage and the word: right of the bar, or under it."""
    figure, words = sheet.figure_lines(row), sheet.word_lines(row)
    if sheet.stacked:
        y = bar_top + sheet.bar_height + sheet.small * 1.3
        return svg.lines(0, y, words, sheet.small_leading, font_size=sheet.small)
    top = bar_top + sheet.bar_height / 2 - sheet.figures_height(row) / 2
    y = top + sheet.font * 0.95
    words_y = y + len(figure) * sheet.leading - sheet.font * 0.15
    return svg.lines(sheet.figure_left, y, figure, sheet.leading, font_weight="700") + svg.lines(
        sheet.figure_left, words_y, words, sheet.small_leading, font_size=sheet.small, fill=INK_SOFT
    )
