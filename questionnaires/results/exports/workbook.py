"""A network's results as a workbook: real numbers, headings in sight, «reservado» where it is so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from lar.disclosure import (
    PublishableDimension,
    PublishableItem,
    PublishableTable,
    State,
    dimension_reason,
    item_reason,
)
from lar.documents.spreadsheets import Cell, Sheet, write_workbook
from lar.statistics import count_text, masked_count_text, percent_text, read, shares
from lar.statistics.shares import Publishable, Share
from questionnaires.results.exports.released import (
    RESERVED,
    ExportedRelease,
    rate_of,
    variable_name,
    whole_percent,
)
from questionnaires.results.report import Agreed
from questionnaires.surveys.models import SurveyMode

Row = Sequence[Cell]
PERCENT = "0%"
OWN = "propia de la red"


def to_xlsx(exported: Sequence[ExportedRelease], *, title: str, agreements: Sequence[Agreed] = ()) -> bytes:
    """The workbook of one network's releases, newest first: years stand one under another.

    ``agreements`` are the network's, as they stand today.
    """
    sheets = [
        _readme(exported, title),
        _participation(exported),
        _dimensions(exported),
        _items(exported),
        _trend(exported),
        _agreements(agreements),
        _dictionary(exported),
    ]
    return write_workbook(sheets, title=title)


def _readme(exported: Sequence[ExportedRelease], title: str) -> Sheet:
    newest = exported[0]
    known, labels = newest.released.circumstances, newest.table.scale.labels
    counted = " o ".join(f"«{labels[point - 1]}»" for point in newest.table.scale.agreement)
    rows: list[Row] = [
        ["Qué es", title],
        ["Red", known.network],
        ["Programa", f"{known.program}, {known.institution}"],
        ["Cuestionario", f"{newest.released.instrument.title}, versión {newest.version}"],
        *(
            [["Advertencia", newest.released.instrument.disclaimer]]
            if newest.released.instrument.disclaimer
            else []
        ),
        ["Calculado el", _moment(known.calculated_at, known.time_zone)],
        ["Huella de estos resultados", newest.sha256],
        ["Porcentaje de acuerdo", f"Cuenta a quienes marcaron {counted}, sobre quienes usaron la escala."],
        ["reservado", "Muy pocas personas respondieron: no se publica ninguna cantidad."],
        [
            "al menos, a lo más",
            "Coinciden todas las personas o todas menos una, y no se dice cuál de las dos.",
        ],
        ["entre … y …", "Suma afirmaciones casi unánimes; el porcentaje sale del punto medio."],
        [
            "Qué no hacer",
            "Comparar redes entre sí ni buscar quién respondió qué: estos números no lo permiten.",
        ],
    ]
    return Sheet("Léeme", rows, widths=(28, 100), has_header=False)


def _moment(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%d-%m-%Y %H:%M}"


def _participation(exported: Sequence[ExportedRelease]) -> Sheet:
    head: Row = ["Red", "Año", "Respondieron", "Convocadas", "Tasa", "Códigos", "Abrió", "Cerró", "Huella"]
    rows = [head, *(_who_answered(one) for one in exported)]
    return Sheet(
        "Participación", rows, widths=(32, 8, 14, 12, 8, 26, 17, 17, 66), formats={1: "0", 4: PERCENT}
    )


def _who_answered(one: ExportedRelease) -> Row:
    known, table = one.released.circumstances, one.table
    zone = known.time_zone
    return [
        *(one.network, one.year, table.respondents),
        *(("no se sabe", "no se sabe") if table.roster is None else (table.roster, rate_of(table))),
        str(SurveyMode(known.mode).label),
        *(_moment(known.opened_at, zone), _moment(known.closed_at, zone), one.sha256),
    ]


def _block_heads(exported: Sequence[ExportedRelease]) -> list[str]:
    return [block.value.capitalize() for block in exported[0].table.blocks]


def _dimensions(exported: Sequence[ExportedRelease]) -> Sheet:
    blocks = _block_heads(exported)
    head: Row = [
        *("Año", "Código", "Dimensión", "Dentro de", "Afirmaciones", "Publicadas", "Respuestas"),
        *(*blocks, "% de acuerdo", "En palabras", "No aplica", "No sé", "Sin responder", "Por qué"),
    ]
    rows = [head, *(_dimension(one, dimension) for one in exported for dimension in one.table.dimensions)]
    percent = 7 + len(blocks)
    widths = (8, 9, 32, 10, 13, 11, 12, *(16 for _ in blocks), 13, 34, 10, 8, 14, 70)
    return Sheet("Dimensiones", rows, widths=widths, formats={0: "0", percent: PERCENT})


def _dimension(one: ExportedRelease, dimension: PublishableDimension) -> Row:
    return [
        *(one.year, dimension.code, dimension.name, dimension.parent),
        *(dimension.items_total, dimension.items_published),
        *_numbers(dimension, len(one.table.blocks), count_text),
        dimension_reason(dimension, one.table),
    ]


def _items(exported: Sequence[ExportedRelease]) -> Sheet:
    blocks = _block_heads(exported)
    in_points = any(item.points for one in exported for table in one.tables for item in table.items)
    points = exported[0].table.scale.labels if in_points else ()
    head: Row = [
        *("Año", "Dimensión", "Código", "Afirmación", "Inversa", "Respuestas"),
        *(*blocks, "% de acuerdo", "En palabras", "No aplica", "No sé", "Sin responder", *points, "Por qué"),
    ]
    rows = [head]
    for one in exported:
        rows += [_item(one, table, item, len(points)) for table in one.tables for item in table.items]
    percent = 6 + len(blocks)
    widths = (8, 11, 12, 70, 9, 12, *(16 for _ in blocks), 13, 34, 10, 8, 14, *(16 for _ in points), 70)
    return Sheet("Ítems", rows, widths=widths, formats={0: "0", percent: PERCENT})


def _item(one: ExportedRelease, table: PublishableTable, item: PublishableItem, points: int) -> Row:
    """A line per item; the network's own questions say so where others name their dimension."""
    return [
        *(
            one.year,
            item.node if table is one.table else OWN,
            item.code,
            item.text or item.code,
            "sí" if item.reversed else None,
        ),
        *_numbers(item, len(one.table.blocks), masked_count_text),
        *(item.points or [None] * points),
        item_reason(item, table),
    ]


def _numbers(thing: Publishable, blocks: int, in_words: Callable[[Share], str]) -> Row:
    """n, a cell per block, the percentage, the word and what stands aside; of a reserved one, that word."""
    if not thing.is_published:
        return [RESERVED] * (6 + blocks)
    is_masked_item = thing.state is State.MASKED
    cells = [share.low if share.is_exact else in_words(share) for share in shares(thing).values()]
    percent = percent_text(thing) if is_masked_item else whole_percent(thing)
    aside = (thing.not_applicable, thing.dont_know, thing.missing)
    return [thing.n, *cells, percent, read(thing).phrase, *aside]


def _trend(exported: Sequence[ExportedRelease]) -> Sheet:
    """The share of agreement of each dimension by year; equal versions only, as elsewhere."""
    same = [one for one in exported if _questionnaire(one) == _questionnaire(exported[0])]
    years = sorted(same, key=lambda one: one.year)
    head: Row = [
        "Código",
        "Dimensión",
        *(text for one in years for text in (f"{one.year}", f"n de {one.year}")),
    ]
    rows: list[Row] = [head]
    for dimension in exported[0].table.dimensions:
        found = [_of_code(one, dimension.code) for one in years]
        cells = [cell for other in found for cell in _share_and_n(other)]
        rows.append([dimension.code, dimension.name, *cells])
    formats = {2 + 2 * place: PERCENT for place in range(len(years))}
    return Sheet("Tendencia", rows, widths=(10, 34, *(12 for _ in range(2 * len(years)))), formats=formats)


def _questionnaire(one: ExportedRelease) -> tuple[str, int]:
    return one.released.instrument.title, one.version


def _of_code(one: ExportedRelease, code: str) -> PublishableDimension | None:
    return next((dimension for dimension in one.table.dimensions if dimension.code == code), None)


def _share_and_n(dimension: PublishableDimension | None) -> Row:
    if dimension is None:
        return [None, None]
    return [whole_percent(dimension), dimension.n] if dimension.is_published else [RESERVED, RESERVED]


def _agreements(agreements: Sequence[Agreed]) -> Sheet:
    """What the network agreed and what became of it; without any, the head of what the paper leaves open."""
    head: Row = [
        *("Año", "Acuerdo", "Afirmación que lo motivó", "Quién", "Cuándo", "Cómo lo sabremos"),
        *("Se revisa el", "Estado", "Porque"),
    ]
    rows = [head, *(_agreed(one) for one in agreements)]
    return Sheet("Acuerdos", rows, widths=(8, 60, 50, 26, 14, 50, 14, 12, 50), formats={0: "0"})


def _agreed(one: Agreed) -> Row:
    review_on = f"{one.review_on:%d-%m-%Y}" if one.review_on else None
    return [
        *(one.year, one.text, one.source or None, one.owner, f"{one.due:%d-%m-%Y}", one.how_known),
        *(review_on, one.state_words, one.because or None),
    ]


def _dictionary(exported: Sequence[ExportedRelease]) -> Sheet:
    head: Row = ["Variable", "Código", "Dimensión", "Afirmación", "Inversa", "Qué significa un puntaje alto"]
    rows: dict[str, Row] = {}
    for one in exported:
        meanings = one.released.instrument.meanings
        for item in one.table.items:
            name = variable_name(item, one.version)
            words = (item.text or item.code, "sí" if item.reversed else "no", meanings.get(item.code, ""))
            rows.setdefault(name, [name, item.code, item.node, *words])
    return Sheet("Diccionario", [head, *rows.values()], widths=(18, 14, 12, 80, 9, 90))
