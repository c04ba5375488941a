"""The scale of shares, from 0 to 100 %, under charts that show points and lines instead of bars."""

from __future__ import annotations

from lar.charts import svg
from lar.charts.palette import INK_SOFT, RULE

TICKS = (0, 25, 50, 75, 100)


def upright_lines(left: float, width: float, top: float, bottom: float, *, font: float) -> str:
    """A line per quarter of the way, and its figure over it."""
    drawn = []
    for tick in TICKS:
        x = left + width * tick / 100
        anchor = {0: "start", 100: "end"}.get(tick, "middle")
        words = f"{tick}\N{NO-BREAK SPACE}%"
        drawn.append(svg.line(x, top, x, bottom, stroke=RULE, stroke_width=0.2, stroke_opacity=0.6))
        drawn.append(svg.text(x, top - font * 0.4, words, font_size=font, fill=INK_SOFT, text_anchor=anchor))
    return "".join(drawn)
