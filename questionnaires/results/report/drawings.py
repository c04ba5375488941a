"""The two little drawings of "how to read": one percentage, two networks."""

from __future__ import annotations

from collections.abc import Sequence

from lar.charts import svg
from lar.charts.palette import FIVE_STEPS, FONTS, INK_SOFT, RULE

CONSENSUS = (0, 0, 6, 8, 0)
DIVIDED = (6, 0, 0, 0, 8)
"""Eight of fourteen agree in both (57 %). A is 0.79 in the first and −0.71 in the second."""

_STEP, _DOT, _PITCH = 14.0, 2.3, 5.2
_WIDTH, _HEIGHT = 76.0, 32.0
_FLOOR = 24.0


def people_drawing(counts: Sequence[int], title: str, ends: tuple[str, str]) -> str:
    """Each person a dot over her point of the scale, from strong disagreement to strong agreement."""
    columns = [_column(place, count) for place, count in enumerate(counts)]
    floor = svg.line(2, _FLOOR + 1.6, _WIDTH - 2, _FLOOR + 1.6, stroke=RULE, stroke_width=0.3)
    words = [
        svg.text(2, _HEIGHT - 1.2, ends[0], font_size=2.9, fill=INK_SOFT),
        svg.text(_WIDTH - 2, _HEIGHT - 1.2, ends[1], font_size=2.9, fill=INK_SOFT, text_anchor="end"),
    ]
    return svg.tag(
        "svg",
        svg.tag("title", title),
        *columns,
        floor,
        *words,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {svg.size(_WIDTH)} {svg.size(_HEIGHT)}",
        width="100%",
        role="img",
        aria_label=title,
        font_family=FONTS,
    )


def _column(place: int, count: int) -> str:
    """Dots in two files, so that eight people are four high."""
    middle = 10 + place * _STEP
    tone = FIVE_STEPS[place]
    dots = [
        svg.tag(
            "circle",
            cx=middle + (_PITCH / 2 if person % 2 else -_PITCH / 2),
            cy=_FLOOR - 1.6 - (person // 2) * _PITCH,
            r=_DOT,
            fill=tone.fill,
            stroke=RULE,
            stroke_width=0.15,
        )
        for person in range(count)
    ]
    return "".join(dots)
