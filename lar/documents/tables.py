"""Tables out of files that we don't trust: text and spreadsheets, each with a ceiling on everything."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from lar.documents.cells import clean
from lar.documents.problems import Problem, Severity

MEGABYTE: Final = 1024 * 1024
MAX_BYTES: Final = 5 * MEGABYTE
MAX_UNZIPPED: Final = 60 * MEGABYTE
MAX_MEMBERS: Final = 300
MAX_SHEETS: Final = 20
MAX_ROWS: Final = 5000
MAX_CELLS: Final = 300_000
"""Cells of a sheet, blank ones with a format included: they take as long to read as full ones."""
LAST_ROW: Final = 1_048_576
"""Where a spreadsheet ends; blank rows up to there cost little, and many programs leave them."""
MAX_COLUMNS: Final = 256
MAX_CELL: Final = 32_767
"""Characters: what a spreadsheet cell holds."""


class UnreadableError(Exception):
    """A file can't be read at all: `problem` says why and what to do."""

    def __init__(self, message: str, *, row: int | None = None, sheet: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(message, row=row, sheet=sheet)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has something: its number in the file and its cells by column, blanks left out."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or a text file: the columns as written, rows below them, and what was wrong with its shape."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def table_of(name: str, grid: Iterable[tuple[int, tuple[str, ...]]]) -> Table:
    """Take the first row that has something as the columns, and every later one as a row under them."""
    rows = iter(grid)
    number, header = next(rows, (1, ()))
    columns = tuple(header)
    problems: list[Problem] = []
    for place, column in enumerate(columns):
        if column and column in columns[:place]:
            problems.append(
                Problem(
                    f"La columna «{column}» está dos veces: se lee la primera; borra o renombra la otra.",
                    Severity.UNSUPPORTED,
                    row=number,
                    column=column,
                    sheet=name,
                )
            )
    return Table(
        name, columns, tuple(_row(name, columns, n, cells, problems) for n, cells in rows), tuple(problems)
    )


def _row(
    name: str, columns: tuple[str, ...], number: int, cells: tuple[str, ...], problems: list[Problem]
) -> Row:
    found: dict[str, str] = {}
    for place, text in enumerate(cells):
        column = columns[place] if place < len(columns) else ""
        if text and not column:
            problems.append(
                Problem(
                    f"«{text[:40]}» está en una columna sin título: ponle título o borra la celda.",
                    Severity.UNSUPPORTED,
                    row=number,
                    sheet=name,
                )
            )
        elif text:
            found.setdefault(column, text)
    return Row(number, found)


def decode(data: bytes) -> tuple[str, bool]:
    """The text of a file, and whether its encoding had to be guessed (it was neither UTF-8 nor UTF-16)."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace").lstrip("\ufeff"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), True


def delimiter_of(text: str) -> str:
    """The separator of the first line that has something: the most frequent of tab, «;» and «,»."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t;,", key=first.count)


def read_text(text: str, *, delimiter: str, name: str = "") -> Table:
    """A table of delimited text. Raises UnreadableError beyond the ceilings or with an unfinished quote."""
    return table_of(name, _text_rows(text, delimiter))


def _text_rows(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            _within(number, cells, "")
            kept = tuple(clean(cell) for cell in cells)
            if any(kept):
                yield number, kept
    except csv.Error as error:
        raise UnreadableError(
            "Las comillas del archivo no calzan cerca de esta fila: un texto con comillas va entre "
            "comillas, y cada comilla de adentro, doble.",
            row=reader.line_num,
        ) from error


def _within(number: int, cells: Iterable[str], sheet: str) -> None:
    if number > MAX_ROWS:
        raise UnreadableError(f"Hay más de {MAX_ROWS} filas: divide el archivo.", sheet=sheet)
    for place, cell in enumerate(cells, start=1):
        if place > MAX_COLUMNS:
            raise UnreadableError(
                f"Hay más de {MAX_COLUMNS} columnas: borra las que sobran.", row=number, sheet=sheet
            )
        if len(cell) > MAX_CELL:
            raise UnreadableError(
                f"Una celda tiene más de {MAX_CELL} caracteres: acórtala.", row=number, sheet=sheet
            )


def sheet_names(data: bytes) -> list[str]:
    """The worksheets of a workbook, in order. Raises UnreadableError when it is none."""
    book = _open(data, values=True)
    try:
        return [str(name) for name in book.sheetnames]
    finally:
        book.close()


def read_workbook(data: bytes) -> dict[str, Table]:
    """Every worksheet by its name. A formula counts as the value it last had.

    Raises:
        UnreadableError: it is no workbook, or a larger one than anybody fills.
    """
    grids, formulas = _grids(data, values=False)
    lost: dict[str, list[Problem]] = {}
    if formulas:
        grids, _none = _grids(data, values=True)
        known = {(name, number): cells for name, rows in grids.items() for number, cells in rows}
        for name, number, place in formulas:
            cells = known.get((name, number), ())
            if place >= len(cells) or not cells[place]:
                message = "Esta fila tiene una fórmula sin valor guardado: pega el valor en su lugar."
                problem = Problem(message, Severity.UNSUPPORTED, row=number, sheet=name)
                lost.setdefault(name, []).append(problem)
    tables = {name: table_of(name, rows) for name, rows in grids.items()}
    return {
        name: replace(table, problems=(*table.problems, *lost.get(name, ())))
        for name, table in tables.items()
    }


_Grid = list[tuple[int, tuple[str, ...]]]
_Formulas = list[tuple[str, int, int]]


def _grids(data: bytes, *, values: bool) -> tuple[dict[str, _Grid], _Formulas]:
    book = _open(data, values=values)
    grids: dict[str, _Grid] = {}
    formulas: _Formulas = []
    try:
        if len(book.sheetnames) > MAX_SHEETS:
            raise UnreadableError(f"La planilla tiene más de {MAX_SHEETS} hojas: deja solo las que se usan.")
        for sheet in book.worksheets:
            grids[sheet.title] = list(_sheet_rows(sheet, formulas))
    except _BROKEN as error:
        raise UnreadableError(_DAMAGED) from error
    finally:
        book.close()
    return grids, formulas


def _sheet_rows(sheet: Any, formulas: _Formulas) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()  # what the file says of its own size is not to be trusted
    read = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        read += len(cells)
        if read > MAX_CELLS or number > LAST_ROW:
            message = "La hoja trae demasiadas celdas: borra las filas y columnas vacías con formato."
            raise UnreadableError(message, sheet=sheet.title)
        if not cells:
            continue
        texts = _trimmed(tuple(_text(cell.value) for cell in cells))
        formulas.extend(
            (sheet.title, number, place)
            for place, cell in enumerate(cells)
            if getattr(cell, "data_type", "") == "f"
        )
        if texts:
            _within(number, texts, sheet.title)
            yield number, texts


def _trimmed(texts: tuple[str, ...]) -> tuple[str, ...]:
    last = max((place for place, text in enumerate(texts, start=1) if text), default=0)
    return texts[:last]


def _text(value: object) -> str:
    """A cell as words: 3.0 is «3», a truth is «TRUE» as spreadsheets say it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


_DAMAGED: Final = (
    "La planilla no se pudo abrir: está dañada o protegida. Ábrela en tu programa y guárdala como .xlsx."
)
_BROKEN: Final = (
    zipfile.BadZipFile,
    InvalidFileException,
    SyntaxError,  # both XML engines raise their own kind of it
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,  # an archive with a password, and NotImplementedError
    ArithmeticError,
    zlib.error,
)
"""What openpyxl and zipfile raise for a workbook that is not one."""


def _open(data: bytes, *, values: bool) -> Any:
    _weigh(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # unknown extensions of a workbook are no news to anybody
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values)
    except _BROKEN as error:
        raise UnreadableError(_DAMAGED) from error


def _weigh(data: bytes) -> None:
    """Refuse an archive that would unpack into more than a spreadsheet of people's work can be."""
    members = _members(data)
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNZIPPED:
        raise UnreadableError("La planilla ocupa demasiado al abrirla: quita imágenes y hojas que sobren.")


def archive_names(data: bytes) -> list[str]:
    """The names inside a zip, whatever it is. Raises UnreadableError when it is broken."""
    return [member.filename for member in _members(data)]


def _members(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except _BROKEN as error:
        raise UnreadableError("El archivo está incompleto o dañado: vuelve a guardarlo.") from error
