"""Answers that were gathered elsewhere: a CSV or XLSX with one row per person and one column per item.

Only read here, with everything that is wrong by its row and column. Columns are item codes and nothing else:
a date, a name or a number of row would be a path from an answer to a person, so none is skipped in silence.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lar.documents.problems import Problem, Severity
from lar.documents.tables import (
    MAX_BYTES,
    MEGABYTE,
    Row,
    Table,
    UnreadableError,
    archive_names,
    decode,
    delimiter_of,
    read_text,
    read_workbook,
)
from questionnaires.instruments.special import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE
from questionnaires.surveys.versions import AnswerShape

MAX_TOLD: Final = 40
"""Problems that are told one by one; the others are counted."""
WHOLE: Final = re.compile(r"-?\d{1,4}(?:[.,]0+)?")
MINUS: Final = str.maketrans({"−": "-", "–": "-", "‑": "-"})
AMBIGUOUS: Final = frozenset({"na", "n/a", "#n/a", "nan", "null"})
ASIDE: Final = {NOT_APPLICABLE: "no aplica", DONT_KNOW: "no sabe"}
ACCEPTED: Final = "Se aceptan CSV y XLSX con una fila por persona y una columna por ítem."
UNTITLED: Final = "está en una columna sin título"

Answers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResponsesRead:
    """What was read: answers in item order, one tuple per person, and every problem found."""

    rows: tuple[Answers, ...]
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is not Severity.WARNING for problem in self.problems)

    def counts(self) -> dict[str, int]:
        """How many people and answers there are, by kind."""
        values = Counter(value for row in self.rows for value in row)
        return {
            "responses": len(self.rows),
            "items": len(self.rows[0]) if self.rows else 0,
            "on_scale": sum(count for value, count in values.items() if value > 0),
            "not_applicable": values[NOT_APPLICABLE],
            "dont_know": values[DONT_KNOW],
            "missing": values[NO_ANSWER],
        }


def read_responses(data: bytes, shape: AnswerShape, *, asked: int, least: int) -> ResponsesRead:
    """Read a file of answers to a version. Never raises for a bad one: the problems say what to do.

    ``asked`` is N: more rows than people asked are an error. Fewer rows than ``least`` are a warning.
    """
    try:
        table = _table(data)
    except UnreadableError as error:
        return ResponsesRead((), (error.problem,))
    problems = [*_of_shape(table), *_of_columns(table, shape)]
    if problems:
        return ResponsesRead((), _told(problems))
    rows = []
    for row in table.rows:
        answers, wrong = _answers(row, table, shape)
        rows.append(answers)
        problems += wrong
    problems += _of_number(rows, asked)
    if not problems:
        problems = _worth_knowing(rows, least)
    return ResponsesRead(tuple(rows), _told(problems))


# --- The file -------------------------------------------------------------------------------------


def _table(data: bytes) -> Table:
    """The one table of a file. Raises UnreadableError for what is no table, and says what it is."""
    if not data.strip():
        raise UnreadableError("El archivo está vacío.")
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"El archivo pesa más de {MAX_BYTES // MEGABYTE} MB: no son las respuestas de una red."
        )
    if data.startswith(b"PK\x03\x04"):
        return _sheet(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("Es una planilla antigua (.xls): guárdala como .xlsx.")
    text, _guessed = decode(data)
    if "\x00" in text or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"%PDF", b"<", b"{", b"[")):
        raise UnreadableError(f"El archivo no es una tabla. {ACCEPTED}")
    delimiter = delimiter_of(text)
    _refuse_cut_rows(text, delimiter)
    return read_text(text, delimiter=delimiter)


def _sheet(data: bytes) -> Table:
    if "xl/workbook.xml" not in archive_names(data):
        raise UnreadableError(f"El archivo no es una planilla .xlsx. {ACCEPTED}")
    filled = [table for table in read_workbook(data).values() if table.columns]
    if len(filled) > 1:
        names = ", ".join(f"«{table.name}»" for table in filled)
        raise UnreadableError(f"Hay datos en más de una hoja ({names}): deja solo la de las respuestas.")
    if not filled:
        raise UnreadableError("La planilla está vacía.")
    return filled[0]


def _refuse_cut_rows(text: str, delimiter: str) -> None:
    """A row with fewer cells than the header is where a download was cut, or a row that lost some."""
    width = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            width = width or (len(cells) if any(cells) else 0)
            if any(cell.strip() for cell in cells) and len(cells) < width:
                raise UnreadableError(
                    f"Esta fila trae {len(cells)} de {width} columnas: el archivo parece cortado. "
                    "Expórtalo otra vez.",
                    row=reader.line_num,
                )
    except csv.Error:
        return  # Whoever reads the table says it better.


# --- Columns --------------------------------------------------------------------------------------


def _of_shape(table: Table) -> list[Problem]:
    """What the table itself says: repeated columns, cells outside of any, formulas without a value."""
    untitled = [problem for problem in table.problems if UNTITLED in problem.message]
    others = [problem for problem in table.problems if UNTITLED not in problem.message]
    found = [Problem(problem.message, row=problem.row, column=problem.column) for problem in others]
    if untitled:
        message = (
            "Hay datos en una columna sin título (¿números de fila?): bórrala y guarda el archivo otra vez."
        )
        found.append(Problem(message, row=untitled[0].row))
    return found


def _of_columns(table: Table, shape: AnswerShape) -> list[Problem]:
    known = {code.casefold(): code for code in shape.codes}
    written = {column.casefold(): column for column in table.columns if column}
    open_codes = {code.casefold() for code in shape.open_codes}
    problems = []
    for folded, column in written.items():
        if folded in open_codes:
            message = f"«{column}» es una pregunta abierta: los textos no se importan. Borra la columna."
            problems.append(Problem(message, column=column))
        elif folded not in known:
            message = (
                f"La columna «{column}» no es un ítem de este cuestionario. Bórrala: no se importan fechas, "
                "nombres, números de fila ni nada que no sea una respuesta."
            )
            problems.append(Problem(message, column=column))
    missing = [code for folded, code in known.items() if folded not in written]
    if missing:
        names = ", ".join(f"«{code}»" for code in missing[:8]) + (" …" if len(missing) > 8 else "")
        message = (
            f"Faltan {len(missing)} columnas: {names}. Si un ítem no se preguntó, agrega su columna vacía."
            if len(missing) > 1
            else f"Falta la columna {names}. Si ese ítem no se preguntó, agrega su columna vacía."
        )
        problems.append(Problem(message))
    return problems


# --- Rows -----------------------------------------------------------------------------------------


def _answers(row: Row, table: Table, shape: AnswerShape) -> tuple[Answers, list[Problem]]:
    cells = {column.casefold(): text for column, text in row.cells.items()}
    values, problems = [], []
    for code in shape.codes:
        text = cells.get(code.casefold(), "")
        value, message = _value(text, shape)
        values.append(value)
        if message:
            problems.append(Problem(f"{code}: {message}", row=row.number, column=code))
    return tuple(values), problems


def _value(text: str, shape: AnswerShape) -> tuple[int, str]:
    """An answer, and what is wrong with it; a blank is no answer."""
    plain = text.strip().translate(MINUS)
    if not plain:
        return NO_ANSWER, ""
    if plain.casefold() in AMBIGUOUS:
        return NO_ANSWER, f"«{text}» puede decir dos cosas: {_what_to_write(shape)}."
    if plain.startswith("="):
        return NO_ANSWER, "es una fórmula: pega el valor en su lugar."
    if not WHOLE.fullmatch(plain):
        return NO_ANSWER, f"«{text[:20]}» no es un número de la escala (1 a {shape.points})."
    value = int(re.split("[.,]", plain)[0])
    if 1 <= value <= shape.points or value == NO_ANSWER or value in shape.special:
        return value, ""
    if value in ASIDE:
        return NO_ANSWER, f"esta versión no ofrece «{ASIDE[value]}» ({text}): usa −9, sin respuesta."
    return NO_ANSWER, f"{text} no está en la escala, que va de 1 a {shape.points}."


def _what_to_write(shape: AnswerShape) -> str:
    if NOT_APPLICABLE in shape.special:
        return "deja la celda vacía (sin respuesta) o escribe −7 (no aplica)"
    return "deja la celda vacía si no hubo respuesta"


def _of_number(rows: Sequence[Answers], asked: int) -> list[Problem]:
    if not rows:
        return [Problem("El archivo trae los títulos y ninguna respuesta.")]
    if len(rows) <= asked:
        return []
    return [
        Problem(
            f"Hay {len(rows)} respuestas y se dijo que las personas convocadas eran {asked}: revisa cuál "
            "de los dos números está mal."
        )
    ]


def _worth_knowing(rows: Sequence[Answers], least: int) -> list[Problem]:
    """What stands in the way of nothing. A cell that was wrong would look blank here: asked when none is."""
    found = []
    if len(rows) < least:
        message = f"Son menos de {least} respuestas: se pueden importar, pero no habrá resultados."
        found.append(Problem(message, Severity.WARNING))
    blank = sum(set(row) == {NO_ANSWER} for row in rows)
    if blank:
        what = "fila no trae" if blank == 1 else "filas no traen"
        message = f"{blank} {what} ninguna respuesta: cuenta como quien respondió en blanco."
        found.append(Problem(message, Severity.WARNING))
    return found


def _told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first problems one by one; how many more there are, in one."""
    found = list(problems)
    if len(found) <= MAX_TOLD:
        return tuple(found)
    rest = Problem(f"Hay {len(found) - MAX_TOLD} problemas más: al corregir estos, los demás se verán.")
    return (*found[:MAX_TOLD], rest)
