"""The report as plain data: every word and drawing that the web page and the PDF put on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from questionnaires.results.released import Circumstances, Instrument
from questionnaires.results.report.context import Lever, ReportContext
from questionnaires.results.report.own_words import NO_VOICES, Voices
from questionnaires.results.report.selection import WHOLE, Edition, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The same chart for a wide place and for a phone. Markup, already escaped.

    `paper` is for a page with a table under it: several drawings when one would not fit.
    """

    wide: str
    narrow: str
    paper: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the full table: a block spans its points where other rows show points."""

    text: str
    span: int = 1

    @property
    def is_joined(self) -> bool:
        return self.span > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One statement: its text, its counts as they may be read, and its sentence.

    `blocks` holds a cell per block, or one that spans them all ("al menos 13 de acuerdo"); `points` is empty
    when only blocks are shown, and everything but the reason when it is reserved. `cells` are those of the
    full table.
    """

    number: int
    code: str
    text: str
    meaning: str
    is_reversed: bool
    is_published: bool
    n: str
    percent: str
    blocks: tuple[Cell, ...]
    points: tuple[str, ...]
    cells: tuple[Cell, ...]
    aside: tuple[str, ...]
    bounds: str
    word: str
    sentence: str
    aside_sentence: str
    bounds_sentence: str
    reason: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionPage:
    """One dimension: theory, its items, what they would be if all had answered, a question.

    `overview` is drawn for a container only: its bar over those of its parts.
    """

    code: str
    name: str
    kind: str
    parent: str
    children: tuple[str, ...]
    lever: Lever | None
    theory: tuple[str, ...]
    is_published: bool
    n: str
    percent: str
    blocks: tuple[str, ...]
    word: str
    sentence: str
    aside: str
    bounds: str
    bounds_sentence: str
    reason: str
    question: str
    overview: Drawing | None
    chart: Drawing | None
    items: tuple[ItemLine, ...]
    left_out: int = 0
    """Statements that the edition does not print; the figures of the dimension count them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The network on one page: who answered, the sentences made by rule, all dimensions.

    `surprise` is "" unless the team lets the report hold its mirror.
    """

    participation: str
    shared: tuple[str, str]
    divided: tuple[str, str]
    surprise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """An item in one of the two lists, of those in which people coincide or differ most."""

    code: str
    dimension: str
    dimension_code: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorRow:
    """A dimension in the mirror: what the team expected (mean of `people`) and what was answered."""

    code: str
    name: str
    expected: str
    people: str
    real: str
    n: str
    gap: str
    distance: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """Espejo: the team's expectations beside the answers, in the model's order, and what stands out."""

    drawing: Drawing
    rows: tuple[MirrorRow, ...]
    blind_spots: tuple[str, ...]
    right_guesses: tuple[str, ...]
    surprise: str
    rule: str


@dataclass(frozen=True, slots=True)
class YearCell:
    """A dimension in a year: its percentage and the counts behind it."""

    percent: str
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A dimension over the years: one cell each, over the `items` that can be compared."""

    name: str
    is_inside: bool
    items: str
    cells: tuple[YearCell, ...]
    change: str
    is_small: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Changes in time. `labels` are the years, `answered` their n and N; no drawing when nothing compares."""

    drawing: Drawing | None
    labels: tuple[str, ...]
    answered: tuple[str, ...]
    rows: tuple[YearRow, ...]
    summary: str
    rule: str
    skipped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How to read: what the percentage counts, what one person weighs, and the drawings of one 57 %."""

    rule: str
    weight: str
    consensus_drawing: str
    divided_drawing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondents:
    """Who answered: the sentence, the caution when they were few, how the codes reached them.

    `program` is the rate of the programme's networks together; "" while they are too few.
    """

    answered: str
    asked: str
    rate: str
    sentence: str
    caution: str
    codes: str
    asked_by_role: str
    program: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One thing that the rules of disclosure did: how many items and cells, and why, in a sentence."""

    title: str
    items: int
    cells: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkReport:
    """The whole report. `blocks` and `points` are the scale's words; `release` its fingerprint.

    Without a fingerprint no release stands behind it: it is a rehearsal and says so on every page.
    """

    circumstances: Circumstances
    instrument: Instrument
    context: ReportContext
    release: str
    number: int
    calculated_at: datetime
    blocks: tuple[str, ...]
    points: tuple[str, ...]
    in_points: bool
    summary: Summary
    reading: Reading
    respondents: Respondents
    overview: Drawing
    dimensions: tuple[DimensionPage, ...]
    suppressions: tuple[Suppression, ...]
    most_shared: tuple[ListedItem, ...] = ()
    most_divided: tuple[ListedItem, ...] = ()
    mirror: Mirror | None = None
    years: Years | None = None
    voices: Voices = NO_VOICES
    own: DimensionPage | None = None
    edition: Edition = Edition.TO_TALK
    selection: Selection = WHOLE

    def dimension(self, code: str) -> DimensionPage | None:
        return next((page for page in self.dimensions if page.code == code), None)

    @property
    def is_rehearsal(self) -> bool:
        return not self.release

    @property
    def is_talked_over(self) -> bool:
        """Whether it is the edition with what the workshop said."""
        return self.edition is Edition.TALKED_OVER

    @property
    def year(self) -> str:
        """As text: a year takes no thousands point."""
        return str(self.circumstances.year)

    @property
    def cell_heads(self) -> tuple[str, ...]:
        """The heads of the full table: points where any item shows them, else blocks."""
        return self.points if self.in_points else self.blocks

    @property
    def aside_heads(self) -> tuple[str, ...]:
        """What stands beside the scale: *no aplica* and *no sé* where the version offers them, and blanks."""
        labels = (self.instrument.not_applicable_label, self.instrument.dont_know_label)
        return (*(label for label in labels if label), "Sin responder")

    @property
    def columns_after_text(self) -> int:
        """Cells, n, the percentage and what stands aside: what a reserved item's reason spans."""
        return len(self.cell_heads) + 2 + len(self.aside_heads)

    @property
    def levers(self) -> tuple[DimensionPage, ...]:
        """The dimensions that the network chose to work on."""
        return tuple(page for page in self.dimensions if page.lever)
