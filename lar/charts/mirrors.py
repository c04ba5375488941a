"""Espejo as a drawing: per dimension, what was expected (hollow diamond) and what was answered (disc).

Form tells them apart, so that a black and white printer loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lar.charts import svg
from lar.charts.axis import upright_lines
from lar.charts.palette import BLOCKS, FONTS, INK, PAPER, RULE
from lar.disclosure import Block
from lar.statistics import Guess

EXPECTED, REAL = "Lo que esperaba la coordinación", "Lo que respondió la red"
NAME = "Espejo: porcentaje de acuerdo esperado y respondido, por dimensión"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Sizes in user units, which print as millimetres. A stacked sheet has the name over its line."""

    width: float
    left: float
    right: float
    row: float
    font: float
    small: float
    stacked: bool


_WIDE = _Sheet(170, 62, 164, 9.5, 3.3, 2.75, stacked=False)
_COMPACT = _Sheet(90, 3, 87, 15, 4, 3.5, stacked=True)


def mirror_chart(
    guesses: Sequence[Guess], *, chart_id: str, compact: bool = False, expected: str = EXPECTED
) -> str:
    """One row per guess, in the order given; `expected` says whose they are.

    Markup, already escaped; `chart_id` unique in the page.
    """
    sheet = _COMPACT if compact else _WIDE
    key, top = _key(sheet, expected)
    rows = [_row(guess, sheet, top + place * sheet.row) for place, guess in enumerate(guesses)]
    bottom = top + len(guesses) * sheet.row
    told = " ".join(guess.sentence for guess in guesses)
    return svg.tag(
        "svg",
        svg.tag("title", escape(f"{NAME}. {_short(guesses)}"), id=f"{chart_id}-title"),
        svg.tag("desc", escape(f"{NAME}. {told}"), id=f"{chart_id}-desc"),
        key,
        upright_lines(sheet.left, sheet.right - sheet.left, top, bottom, font=sheet.small),
        *rows,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"lar-chart{' lar-chart-compact' if compact else ''}",
        viewBox=f"0 0 {svg.size(sheet.width)} {svg.size(bottom + 2)}",
        width="100%",
        role="img",
        aria_labelledby=f"{chart_id}-title",
        aria_describedby=f"{chart_id}-desc",
        pointer_events="none",
        font_family=FONTS,
        font_size=sheet.font,
        fill=INK,
    )


def _short(guesses: Sequence[Guess]) -> str:
    """In words without figures: its text in a PDF, where table and sentences follow."""
    told = (
        f"{guess.name}: {'como se esperaba' if guess.is_right else 'más' if guess.gap > 0 else 'menos'}"
        for guess in guesses
    )
    return f"{'; '.join(told)}." if guesses else ""


def _key(sheet: _Sheet, expected: str) -> tuple[str, float]:
    """The two marks with their words, and where the rows begin."""
    y, step = sheet.small, sheet.small * 1.7
    second_x, second_y = (0.0, y + step) if sheet.stacked else (sheet.width * 0.42, y)
    drawn = (
        _diamond(1.8, y - sheet.small * 0.35)
        + svg.text(5, y, expected, font_size=sheet.small)
        + _disc(second_x + 1.8, second_y - sheet.small * 0.35)
        + svg.text(second_x + 5, second_y, REAL, font_size=sheet.small)
    )
    return drawn, second_y + sheet.small * 2.6


def _row(guess: Guess, sheet: _Sheet, top: float) -> str:
    middle = top + sheet.row * (0.72 if sheet.stacked else 0.5)
    name_y = top + sheet.font * 1.25 if sheet.stacked else middle + sheet.font * 0.35
    width = sheet.right - sheet.left
    thought = sheet.left + width * float(guess.expected.agree)
    real = sheet.left + width * float(guess.expected.agree + guess.gap)
    return (
        svg.line(0, top, sheet.width, top, stroke=RULE, stroke_width=0.15, stroke_opacity=0.6)
        + svg.text(0, name_y, guess.name)
        + svg.line(thought, middle, real, middle, stroke=INK, stroke_width=0.5, stroke_dasharray="1.2 0.9")
        + _disc(real, middle)
        + _diamond(thought, middle)
    )


def _disc(x: float, y: float) -> str:
    return svg.tag("circle", cx=x, cy=y, r=1.7, fill=BLOCKS[Block.AGREEMENT].fill)


def _diamond(x: float, y: float) -> str:
    half = 1.8
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    points = " ".join(f"{svg.size(left)},{svg.size(top)}" for left, top in corners)
    return svg.tag("polygon", points=points, fill=PAPER, stroke=INK, stroke_width=0.5)
