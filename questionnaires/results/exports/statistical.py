"""The aggregated release for statistical programmes: a long CSV and a wide .sav. No row is a person.

The CSV has a row per network, item and block. The .sav has a row per network and block, with a variable per
item that counts the answers in it: `cp_04_v1` is item `cp_04` in version 1 of the questionnaire. Beside the
blocks stand the rows −7 *no aplica*, −8 *no sabe* and −9 *sin respuesta*, declared as missing values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lar.disclosure import Block, PublishableItem
from lar.documents.spreadsheets import Cell, write_csv
from lar.documents.spss import Value, Variable, write_sav
from questionnaires.instruments.special import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE
from questionnaires.results.exports.released import RESERVED, ExportedRelease, variable_name

BLOCK_CODES = {Block.DISAGREEMENT: 1, Block.NEUTRAL: 2, Block.AGREEMENT: 3}
"""The same code for a block whatever the scale: an even scale has no 2."""
ANSWERS = {
    **{code: block.value.capitalize() for block, code in BLOCK_CODES.items()},
    NOT_APPLICABLE: "No aplica",
    DONT_KNOW: "No sabe",
    NO_ANSWER: "Sin respuesta",
}
MISSING = (NOT_APPLICABLE, DONT_KNOW, NO_ANSWER)

HEADINGS = (
    *("red", "anio", "cuestionario", "version", "dimension", "variable", "item", "enunciado", "inverso"),
    *("respuesta", "rotulo", "minimo", "maximo", "punto_medio", "n", "publicado", "huella"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """The answers of an item in a block or beside the scale: `low` to `high`, and the midpoint."""

    answer: int
    low: int
    high: int
    middle: float


def counts_of(item: PublishableItem, exported: ExportedRelease) -> Iterator[Count]:
    """A count per block and one per missing code; none of a reserved item."""
    if not item.is_published:
        return
    for block, cell in zip(exported.table.blocks, item.cells, strict=True):
        yield Count(BLOCK_CODES[block], cell.low, cell.high, float(cell.middle))
    aside = (item.not_applicable, item.dont_know, item.missing)
    for answer, count in zip(MISSING, aside, strict=True):
        yield Count(answer, count or 0, count or 0, float(count or 0))


def to_csv(exported: Sequence[ExportedRelease]) -> bytes:
    """A row per network, item and block; of a reserved item one row that says so. UTF-8 with BOM and `;`."""
    rows: list[Sequence[Cell]] = [HEADINGS]
    for one in exported:
        for item in one.table.items:
            rows.extend(_long_rows(one, item))
    return write_csv(rows).encode()


def _long_rows(one: ExportedRelease, item: PublishableItem) -> Iterator[Sequence[Cell]]:
    about: tuple[Cell, ...] = (
        *(one.network, one.year, one.released.instrument.title, one.version),
        *(item.node, variable_name(item, one.version), item.code, item.text or "", int(item.reversed)),
    )
    if not item.is_published:
        yield (*about, None, RESERVED, None, None, None, None, 0, one.sha256)
    for count in counts_of(item, one):
        middle = int(count.middle) if count.middle.is_integer() else count.middle
        cells = (count.answer, ANSWERS[count.answer], count.low, count.high, middle, item.n)
        yield (*about, *cells, 1, one.sha256)


def to_sav(exported: Sequence[ExportedRelease], *, label: str) -> bytes:
    """A case per network and block, a variable per item; what is reserved is a system-missing value."""
    items = _items(exported)
    variables = [
        Variable("red", "Red", is_text=True),
        Variable("anio", "Año del ciclo", measure="ordinal"),
        Variable("cuestionario", "Cuestionario", is_text=True),
        Variable("version", "Versión del cuestionario"),
        Variable("respondieron", "Personas que respondieron en la red", measure="scale"),
        Variable("respuesta", "Bloque de la escala", values=ANSWERS, missing=MISSING, measure="ordinal"),
        *(Variable(name, words, measure="scale") for name, words in items.items()),
        Variable("huella", "Huella de los resultados publicados", is_text=True),
    ]
    rows = [row for one in exported for row in _wide_rows(one, list(items))]
    return write_sav(variables, rows, label=label)


def _items(exported: Sequence[ExportedRelease]) -> dict[str, str]:
    """Variable name → what its numbers are, in the order of the instruments."""
    return {
        variable_name(item, one.version): f"{item.text or item.code} (respuestas en el bloque)"
        for one in exported
        for item in one.table.items
    }


def _wide_rows(one: ExportedRelease, names: Sequence[str]) -> Iterator[Sequence[Value]]:
    found = {
        (variable_name(item, one.version), count.answer): count.middle
        for item in one.table.items
        for count in counts_of(item, one)
    }
    codes = [*(BLOCK_CODES[block] for block in one.table.blocks), *MISSING]
    for code in codes:
        yield [
            *(one.network, one.year, one.released.instrument.title, one.version, one.table.respondents, code),
            *(found.get((name, code)) for name in names),
            one.sha256,
        ]
