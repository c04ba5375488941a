"""Years as slopes: one small panel per dimension, all with the same scale from 0 to 100 %.

A change that weighs more than one person is a thick dark line between discs; a smaller one is thin, grey and
dashed between circles. Form says it, so that a black and white printer loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lar.charts import svg
from lar.charts.palette import BLOCKS, FONTS, INK, INK_SOFT, PAPER, RULE
from lar.disclosure import Block
from lar.statistics import Change, DimensionYears, YearValue, change_words, years_sentence

NAME = "Cambios en el tiempo: porcentaje de acuerdo por dimensión, en las mismas afirmaciones"
QUIET = "Cambio menor que una persona"
DARK, GREY = BLOCKS[Block.AGREEMENT].fill, "#6f7478"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Sizes in user units, which print as millimetres."""

    width: float
    columns: int
    gap: float
    plot: float
    font: float
    small: float

    @property
    def panel(self) -> float:
        return (self.width - self.gap * (self.columns - 1)) / self.columns


_WIDE = _Sheet(width=170, columns=3, gap=9, plot=25, font=3.3, small=2.75)
_COMPACT = _Sheet(width=90, columns=2, gap=6, plot=26, font=4, small=3.5)


def slopes_chart(found: Sequence[DimensionYears], *, chart_id: str, compact: bool = False) -> str:
    """A panel per dimension that can be compared, in the order given. Markup, already escaped."""
    sheet = _COMPACT if compact else _WIDE
    shown = [years for years in found if years.values]
    drawn, top = [], 0.0
    for start in range(0, len(shown), sheet.columns):
        line = shown[start : start + sheet.columns]
        heads = [_head(years, sheet) for years in line]
        above = max(len(head) for head in heads) * sheet.font * 1.28 + sheet.small * 1.6
        for place, (years, head) in enumerate(zip(line, heads, strict=True)):
            left = place * (sheet.panel + sheet.gap)
            drawn.append(_panel(years, head, sheet, left=left, top=top, above=above))
        below = max(len(_words(years, sheet)) for years in line) * sheet.small * 1.28
        top += above + sheet.plot + sheet.small * 3.6 + below
    told = " ".join(years_sentence(years) for years in shown)
    return svg.tag(
        "svg",
        svg.tag("title", escape(f"{NAME}. {_short(shown)}"), id=f"{chart_id}-title"),
        svg.tag("desc", escape(f"{NAME}. {told}"), id=f"{chart_id}-desc"),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"lar-chart{' lar-chart-compact' if compact else ''}",
        viewBox=f"0 0 {svg.size(sheet.width)} {svg.size(max(top, 1))}",
        width="100%",
        role="img",
        aria_labelledby=f"{chart_id}-title",
        aria_describedby=f"{chart_id}-desc",
        pointer_events="none",
        font_family=FONTS,
        font_size=sheet.font,
        fill=INK,
    )


def _short(shown: Sequence[DimensionYears]) -> str:
    """In words without figures: its text in a PDF, where table and sentences follow."""
    told = (f"{years.name}: {_direction(years.change)}" for years in shown)
    return f"{'; '.join(told)}." if shown else ""


def _direction(change: Change | None) -> str:
    if change is None or change.difference == 0:
        return "sin cambio"
    if change.is_small:
        return "cambio menor que una persona"
    return "sube" if change.difference > 0 else "baja"


def _head(years: DimensionYears, sheet: _Sheet) -> list[str]:
    return svg.wrap(years.name, sheet.panel, sheet.font * 1.08)


def _words(years: DimensionYears, sheet: _Sheet) -> list[str]:
    """The change, as in the table but for what a person weighs."""
    change = years.change
    quiet = change is not None and change.is_small and change.difference
    return svg.wrap(QUIET if quiet else change_words(years), sheet.panel, sheet.small)


def _panel(
    years: DimensionYears, head: Sequence[str], sheet: _Sheet, *, left: float, top: float, above: float
) -> str:
    """Name, a frame from 0 to 100 %, the years' points with their figures, and the change in words."""
    floor, ceiling = top + above + sheet.plot, top + above
    places = _places(years, sheet, left=left, floor=floor)
    words = _words(years, sheet)
    # Figures over the points, or all of them under where one is near the ceiling.
    under = any(y - ceiling < sheet.small * 1.6 for _x, y in places)
    return (
        svg.lines(left, top + sheet.font, head, sheet.font * 1.28, font_weight="700")
        + _frame(left, sheet, ceiling=ceiling, floor=floor)
        + "".join(_line(places[at], places[at + 1], step) for at, step in enumerate(years.steps))
        + "".join(
            _point(place, value, sheet, floor, under=under, is_small=_is_quiet(years, at))
            for at, (place, value) in enumerate(zip(places, years.values, strict=True))
        )
        + svg.lines(left, floor + sheet.small * 3.1, words, sheet.small * 1.28, font_size=sheet.small)
    )


def _places(years: DimensionYears, sheet: _Sheet, *, left: float, floor: float) -> list[tuple[float, float]]:
    """Where each year's point is: the first and the last stand in from the frame, for their figures."""
    margin = sheet.panel * 0.2
    step = (sheet.panel - 2 * margin) / (len(years.values) - 1)
    return [
        (left + margin + at * step, floor - sheet.plot * float(value.share.fraction))
        for at, value in enumerate(years.values)
    ]


def _is_quiet(years: DimensionYears, at: int) -> bool:
    """A point is hollow when no change beside it weighs more than a person."""
    beside = years.steps[max(at - 1, 0) : at + 1]
    return all(step.is_small or step.difference == 0 for step in beside)


def _frame(left: float, sheet: _Sheet, *, ceiling: float, floor: float) -> str:
    drawn = []
    for share in (0, 50, 100):
        y = floor - (floor - ceiling) * share / 100
        drawn.append(svg.line(left, y, left + sheet.panel, y, stroke=RULE, stroke_width=0.2))
        drawn.append(
            svg.text(
                left, y - 0.6, f"{share}\N{NO-BREAK SPACE}%", font_size=sheet.small * 0.85, fill=INK_SOFT
            )
        )
    return "".join(drawn)


def _line(start: tuple[float, float], end: tuple[float, float], change: Change) -> str:
    small = change.is_small or change.difference == 0
    return svg.line(
        *start,
        *end,
        stroke=GREY if small else DARK,
        stroke_width=0.5 if small else 1.1,
        stroke_dasharray="1.4 1" if small else None,
    )


def _point(
    place: tuple[float, float], value: YearValue, sheet: _Sheet, floor: float, *, under: bool, is_small: bool
) -> str:
    x, y = place
    figure_y = y + sheet.small + 2 if under else y - 2.2
    return (
        svg.tag(
            "circle",
            cx=x,
            cy=y,
            r=1.4,
            fill=PAPER if is_small else DARK,
            stroke=GREY if is_small else DARK,
            stroke_width=0.5,
        )
        + svg.text(x, figure_y, value.percent, font_weight="700", text_anchor="middle", font_size=sheet.small)
        + svg.text(
            x,
            floor + sheet.small * 1.4,
            value.label,
            font_size=sheet.small,
            fill=INK_SOFT,
            text_anchor="middle",
        )
    )
