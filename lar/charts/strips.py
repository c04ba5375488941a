"""One bar on paper: its segments, their labels and its n; or the empty frame of something reserved."""

from __future__ import annotations

from lar.charts import svg
from lar.charts.bars import Segment
from lar.charts.layout import N_GAP, Frame, Sheet
from lar.charts.palette import INK_SOFT, NEUTRAL, PAPER, RULE
from lar.charts.rows import RESERVED, Row

LABEL_FROM = 12.0
"""Millimetres that a segment needs to carry its label."""


def patterns(chart_id: str) -> list[str]:
    """Dots for disagreement; wide stripes for a masked block, dark ones on neutral."""
    dots = svg.tag(
        "pattern",
        svg.tag("circle", cx=0.9, cy=0.9, r=0.28, fill=PAPER, fill_opacity=0.75),
        id=f"{chart_id}-dots",
        width=1.8,
        height=1.8,
        patternUnits="userSpaceOnUse",
    )
    return [dots, _stripes(f"{chart_id}-stripes", PAPER), _stripes(f"{chart_id}-stripes-dark", RULE)]


def _stripes(pattern_id: str, colour: str) -> str:
    return svg.tag(
        "pattern",
        svg.tag("path", d="M-1 1 L1 -1 M0 4 L4 0 M3 5 L5 3", stroke=colour, stroke_width=0.9),
        id=pattern_id,
        width=4,
        height=4,
        patternUnits="userSpaceOnUse",
    )


def draw_bar(row: Row, sheet: Sheet, frame: Frame, top: float, chart_id: str) -> str:
    """The row's bar with its upper edge at `top`."""
    if row.is_reserved:
        return _draw_reserved(sheet, frame, top)
    drawn = [_draw_segment(segment, sheet, frame, top, chart_id) for segment in row.bar]
    end = frame.zero + row.bar[-1].end * frame.unit
    n = svg.text(end + N_GAP, _baseline(sheet, top), row.n, font_size=sheet.small)
    return "".join(drawn) + n


def _baseline(sheet: Sheet, top: float) -> float:
    """Of small text in the middle of a bar."""
    return top + sheet.bar_height / 2 + sheet.small * 0.35


def _draw_segment(segment: Segment, sheet: Sheet, frame: Frame, top: float, chart_id: str) -> str:
    x, width = frame.zero + segment.start * frame.unit, segment.length * frame.unit
    box = (x, top, width, sheet.bar_height)
    parts = [svg.rect(*box, fill=segment.tone.fill, stroke=PAPER, stroke_width=0.25)]
    if segment.dotted and not segment.hatched:
        parts.append(svg.rect(*box, fill=f"url(#{chart_id}-dots)"))
    if segment.hatched:
        dark = "-dark" if segment.tone is NEUTRAL else ""
        parts.append(svg.rect(*box, fill=f"url(#{chart_id}-stripes{dark})"))
    if width >= LABEL_FROM and svg.width_of(segment.label, sheet.small) <= width - 1:
        parts.append(_segment_label(segment, x + width / 2, top, sheet))
    return "".join(parts)


def _segment_label(segment: Segment, middle: float, top: float, sheet: Sheet) -> str:
    """The label, on a plate of its own colour so that no dot or stripe crosses it."""
    plate = ""
    if segment.dotted or segment.hatched:
        width, height = svg.width_of(segment.label, sheet.small) + 0.8, sheet.small * 1.4
        y = top + (sheet.bar_height - height) / 2
        plate = svg.rect(middle - width / 2, y, width, height, fill=segment.tone.fill, rx=0.6)
    return plate + svg.text(
        middle,
        _baseline(sheet, top),
        segment.label,
        font_size=sheet.small,
        fill=segment.tone.ink,
        text_anchor="middle",
        font_weight="700",
    )


def _draw_reserved(sheet: Sheet, frame: Frame, top: float) -> str:
    width = frame.right - frame.left - 0.4
    edge = svg.rect(
        frame.left + 0.2,
        top,
        width,
        sheet.bar_height,
        fill=PAPER,
        stroke=RULE,
        stroke_width=0.25,
        stroke_dasharray="1.2 1",
    )
    words = svg.text(
        frame.left + width / 2,
        _baseline(sheet, top),
        RESERVED,
        font_size=sheet.small,
        fill=INK_SOFT,
        text_anchor="middle",
    )
    return edge + words
