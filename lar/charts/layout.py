"""Where things go on the two sheets: a wide one for A4 and screens, a narrow one for a 360-pixel phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lar.charts import svg
from lar.charts.bars import Reach
from lar.charts.rows import Row

INDENT = 3.0
"""By which a container's parts stand under it."""

N_GAP = 1.2
"""Between a bar's end and its n."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and sizes in user units, which print as millimetres. A stacked sheet has one column."""

    width: float
    label_width: float
    bar_left: float
    bar_right: float
    figure_left: float
    bar_height: float
    font: float
    small: float
    stacked: bool
    air: float = 1.5

    @property
    def is_plain(self) -> bool:
        """Whether it has no room for percentages and words."""
        return self.figure_left >= self.width

    @property
    def leading(self) -> float:
        return self.font * 1.28

    @property
    def small_leading(self) -> float:
        return self.small * 1.28

    def label_lines(self, row: Row) -> list[str]:
        size = self.font * (1.08 if row.heading else 1)
        return svg.wrap(row.label, self.label_width - INDENT * row.level, size)

    def label_height(self, row: Row) -> float:
        return len(self.label_lines(row)) * self.leading + (self.small * 1.4 if row.note else 0)

    def figure_lines(self, row: Row) -> list[str]:
        """The percentage; the narrow sheet has it in the same line as the word, the plain one has none."""
        if self.stacked or self.is_plain or not row.figure:
            return []
        words = f"{row.figure} de\N{NO-BREAK SPACE}acuerdo"
        return svg.wrap(words, self.width - self.figure_left, self.font)

    def word_lines(self, row: Row) -> list[str]:
        """The word and its place; the plain sheet leaves them to the table beside it."""
        if self.is_plain:
            return []
        words = f"{row.figure} de acuerdo · {row.word}" if self.stacked and row.word else row.word
        return svg.wrap(words, self.width - self.figure_left, self.small)

    def figures_height(self, row: Row) -> float:
        return len(self.figure_lines(row)) * self.leading + len(self.word_lines(row)) * self.small_leading

    def row_height(self, row: Row) -> float:
        """Room for the tallest of the columns, or for all of them one under the other."""
        label, figures = self.label_height(row), self.figures_height(row)
        if self.stacked:
            return label + self.bar_height + (figures + self.small * 0.4 if figures else 0) + self.font * 1.3
        return max(label, figures, self.bar_height) + self.font * self.air


WIDE = Sheet(170, 52, 55, 132, 136, 7, 3.3, 2.75, stacked=False)
COMPACT = Sheet(90, 90, 0, 90, 0, 8, 4, 3.5, stacked=True)
PLAIN = Sheet(170, 76, 79, 170, 170, 6.4, 3.3, 2.75, stacked=False, air=0.75)
"""For paper, beside a table with percentages and words: bars and their n only."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Common to the bars of a chart: where zero is, how long a whole bar is, where the room for bars ends."""

    zero: float
    unit: float
    left: float
    right: float

    @classmethod
    def of(cls, rows: Sequence[Row], sheet: Sheet) -> Frame:
        """As wide as the sheet lets it be, with room for the longest n at the right."""
        reach = Reach.of([row.bar for row in rows])
        n_room = max((svg.width_of(row.n, sheet.small) for row in rows), default=0) + N_GAP + 0.5
        right = sheet.bar_right - max(n_room, 13)
        unit = (right - sheet.bar_left) / (reach.left + reach.right)
        return cls(zero=sheet.bar_left + reach.left * unit, unit=unit, left=sheet.bar_left, right=right)
