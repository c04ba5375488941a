"""The key to the colours, over the bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lar.charts import svg
from lar.charts.palette import BLOCKS, Tone, point_tones
from lar.charts.rows import Table
from lar.disclosure import Block, State
from lar.statistics import Publishable

MASKED_WORDS = "al menos n − 1 de n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A swatch and what it stands for."""

    tone: Tone
    words: str
    dotted: bool = False
    hatched: bool = False


def legend_of(things: Sequence[Publishable], table: Table, *, in_blocks: bool = False) -> list[Entry]:
    """Only what the chart uses: blocks, points, or both when some rows have full detail."""
    shown = [thing for thing in things if thing.is_published]
    entries = []
    in_points = not in_blocks and any(thing.points for thing in shown)
    if any(thing.state is State.BLOCKS for thing in shown) or (shown and not in_points):
        entries += [
            Entry(BLOCKS[block], block.value.capitalize(), dotted=block is Block.DISAGREEMENT)
            for block in table.blocks
        ]
    if in_points:
        tones = zip(point_tones(table.scale), table.scale.labels, strict=True)
        entries += [
            Entry(tone, words, dotted=point in table.scale.disagreement)
            for point, (tone, words) in enumerate(tones, start=1)
        ]
    if any(thing.state is State.MASKED for thing in shown):
        entries.append(Entry(BLOCKS[Block.AGREEMENT], MASKED_WORDS, hatched=True))
    return entries


def _places(entries: Sequence[Entry], width: float, font: float) -> list[tuple[float, int]]:
    """(x, line) of each entry, breaking to a new line when it does not fit."""
    x, row, found = 0.0, 0, []
    for entry in entries:
        room = font * 1.7 + svg.width_of(entry.words, font)
        if x and x + room > width:
            x, row = 0.0, row + 1
        found.append((x, row))
        x += room + font * 1.1
    return found


def legend_height(entries: Sequence[Entry], width: float, font: float) -> float:
    if not entries:
        return 0.0
    return (_places(entries, width, font)[-1][1] + 1) * font * 1.7 + font * 0.6


def draw_legend(entries: Sequence[Entry], width: float, font: float, chart_id: str) -> str:
    drawn = []
    for entry, (x, row) in zip(entries, _places(entries, width, font), strict=True):
        y = row * font * 1.7
        box = (x, y + font * 0.12, font * 1.3, font)
        drawn.append(svg.rect(*box, fill=entry.tone.fill))
        if entry.dotted:
            drawn.append(svg.rect(*box, fill=f"url(#{chart_id}-dots)"))
        if entry.hatched:
            drawn.append(svg.rect(*box, fill=f"url(#{chart_id}-stripes)"))
        drawn.append(svg.text(x + font * 1.7, y + font, entry.words, font_size=font))
    return "".join(drawn)
