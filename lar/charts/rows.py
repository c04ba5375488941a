"""What a chart says in each of its rows, in words; `drawing.py` puts it on paper."""

from __future__ import annotations

from dataclasses import dataclass

from lar.charts.bars import Segment, segments
from lar.disclosure import PublishableDimension, PublishableItem, PublishableTable, RolledTable
from lar.statistics import (
    Publishable,
    dimension_sentence,
    item_sentence,
    percent_text,
    read,
    rolled_sentence,
    verdict,
)
from lar.statistics.numbers import number as written

Table = PublishableTable | RolledTable
"""What is drawn: a network's table, or one rolled up over many."""

REVERSED_NOTE = "Formulada en sentido inverso"
RESERVED = "Reservado"


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its words; those about numbers are empty when the thing is reserved.

    `phrase` is the word with its place; `word` is that with A where it may be computed.
    """

    label: str
    note: str
    bar: tuple[Segment, ...]
    n: str
    figure: str
    phrase: str
    word: str
    sentence: str
    level: int = 0
    heading: bool = False

    @property
    def is_reserved(self) -> bool:
        return not self.bar


def dimension_row(dimension: PublishableDimension, table: Table, *, in_blocks: bool = False) -> Row:
    """A container is a heading over its parts; its parts are indented."""
    return _row(
        dimension,
        table,
        label=dimension.name,
        note="",
        sentence=_told(dimension, table),
        level=int(dimension.parent is not None),
        heading=dimension.is_container,
        in_blocks=in_blocks,
    )


def item_row(item: PublishableItem, table: Table, *, number: int | None = None) -> Row:
    """An item as worded; with its `number` when a table beside the chart counts on it."""
    words = item.text or item.code
    return _row(
        item,
        table,
        label=words if number is None else f"{number}. {words}",
        note=REVERSED_NOTE if item.reversed else "",
        sentence=_told(item, table),
    )


def _told(thing: Publishable, table: Table) -> str:
    if isinstance(table, RolledTable):
        name = f"{thing.name}. " if isinstance(thing, PublishableDimension) else ""
        return f"{name}{rolled_sentence(thing, table)}"
    if isinstance(thing, PublishableDimension):
        return dimension_sentence(thing, table)
    return item_sentence(thing, table)


def _row(
    thing: Publishable,
    table: Table,
    *,
    label: str,
    note: str,
    sentence: str,
    level: int = 0,
    heading: bool = False,
    in_blocks: bool = False,
) -> Row:
    shown = thing.is_published
    return Row(
        label=label,
        note=note,
        bar=tuple(segments(thing, table.scale, in_blocks=in_blocks)),
        n=f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{written(thing.n or 0)}" if shown else "",
        figure=percent_text(thing) if shown else "",
        phrase=read(thing).phrase if shown else "",
        word=verdict(read(thing)) if shown else "",
        sentence=sentence,
        level=level,
        heading=heading,
    )
