"""Many networks as dots on one line per dimension: how they spread, and never which is which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from lar.charts import svg
from lar.charts.palette import FONTS, INK, INK_SOFT, RULE, STRONG_AGREEMENT
from lar.statistics.numbers import number, percent

NAME = "Cómo se reparten las redes: porcentaje de acuerdo de cada una, un punto por red y sin nombres"
FROM = 5
"""Networks under which a line shows no dots: with fewer it would be plain which is which."""

_WIDTH, _LABEL, _AXIS, _RADIUS = 170.0, 60.0, 104.0, 1.5
_ROW, _STEP = 15.0, 1.3


@dataclass(frozen=True, slots=True)
class Spread:
    """A dimension and the share of agreement of each network that publishes it, in any order."""

    name: str
    shares: Sequence[Fraction]
    is_inside: bool = False

    @property
    def sentence(self) -> str:
        """Between which percentages the middle half of the networks stands; why there are no dots."""
        if len(self.shares) < FROM:
            return f"{self.name}: menos de {FROM} redes la publican."
        ordered = sorted(self.shares)
        quarter = len(ordered) // 4
        low, high = ordered[quarter], ordered[-1 - quarter]
        return (
            f"{self.name}: la mitad central de las {number(len(ordered))} redes está entre "
            f"{percent(low, people=0)} y {percent(high, people=0)} de acuerdo."
        )


def dots_chart(spreads: Sequence[Spread], *, chart_id: str) -> str:
    """A line per dimension, in the order given. Markup, already escaped."""
    height = _ROW * len(spreads) + 9
    drawn = [_line(spread, place * _ROW + _ROW / 2 + 2) for place, spread in enumerate(spreads)]
    title = f"{NAME}. {' '.join(spread.sentence for spread in spreads)}"
    return svg.tag(
        "svg",
        svg.tag("title", escape(title), id=f"{chart_id}-title"),
        *_axis(height),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {svg.size(_WIDTH)} {svg.size(height)}",
        role="img",
        aria_labelledby=f"{chart_id}-title",
        font_family=FONTS,
    )


def _x(share: Fraction) -> float:
    return _LABEL + float(share) * _AXIS


def _axis(height: float) -> list[str]:
    parts = []
    for mark in range(0, 101, 25):
        x = _x(Fraction(mark, 100))
        parts.append(svg.line(x, 2, x, height - 6, stroke=RULE, stroke_width=0.15))
        words = f"{mark}\N{NO-BREAK SPACE}%"
        parts.append(
            svg.tag("text", words, x=x, y=height - 2, font_size=3, fill=INK_SOFT, text_anchor="middle")
        )
    return parts


def _line(spread: Spread, y: float) -> str:
    indent = 3.5 if spread.is_inside else 0.0
    label = svg.tag("text", escape(spread.name), x=indent, y=y + 1, font_size=3.3, fill=INK)
    if len(spread.shares) < FROM:
        note = svg.tag("text", f"menos de {FROM} redes", x=_LABEL, y=y + 1, font_size=3, fill=INK_SOFT)
        return svg.tag("g", label, note)
    dots = [
        svg.tag("circle", cx=_x(share), cy=y - lift, r=_RADIUS, fill=STRONG_AGREEMENT.fill, fill_opacity=0.72)
        for share, lift in _stacked(spread.shares)
    ]
    return svg.tag("g", label, *dots)


def _stacked(shares: Sequence[Fraction]) -> list[tuple[Fraction, float]]:
    """Each share with how far it moves off the line, up and down in turn, so that dots do not hide others."""
    taken: dict[int, int] = {}
    placed = []
    for share in sorted(shares):
        cell = round(float(share) * _AXIS / (2 * _RADIUS))
        above = taken.get(cell, 0)
        taken[cell] = above + 1
        side = 1 if above % 2 else -1
        placed.append((share, side * ((above + 1) // 2) * _STEP * 2))
    return placed
