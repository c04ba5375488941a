"""A delimited file read by header name: any order of columns, any case, `;` `,` tab or `|`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from networks.directory.decoding import TRUNCATED
from networks.directory.errors import DirectoryError

_DELIMITERS: Final = ";,\t|"
_MISREAD_BOM: Final = "\ufeffÏ»¿"
"""What is left of a byte order mark in a header that somebody decoded as Windows-1252 (and upper-cased)."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a table. `line` is its number in the file, the header being line 1."""

    line: int
    cells: list[str]
    positions: dict[str, int]

    def text(self, column: str) -> str:
        """Return the trimmed cell, or an empty string when it is blank or the file has no such column."""
        position = self.positions.get(column)
        return "" if position is None else self.cells[position].strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header and its text, still to be read line by line."""

    columns: tuple[str, ...]
    delimiter: str
    text: str

    def has(self, column: str) -> bool:
        """Whether the header names this column (upper case)."""
        return column in self.columns

    def missing(self, required: Iterable[str]) -> list[str]:
        """Required columns that the header lacks, in the order given."""
        return [column for column in required if column not in self.columns]

    @property
    def ends_with_newline(self) -> bool:
        """False when the last line has no end of line: a sign that the file may have been cut there."""
        return self.text.endswith(("\n", "\r"))

    def records(self) -> Iterator[Record]:
        """Yield the lines under the header, skipping blank ones.

        Raises `DirectoryError` for a line with too few or too many cells, and for an unclosed quote.
        """
        positions = {name: index for index, name in reversed(list(enumerate(self.columns))) if name}
        width = len(self.columns)
        short: tuple[int, int] | None = None
        for line, cells in self._numbered_rows():
            if short:
                raise _wrong_width(*short, width)
            if len(cells) < width:
                short = (line, len(cells))  # fatal either way; the next line tells a cut file from a bad line
                continue
            if any(cell.strip() for cell in cells[width:]):
                raise _wrong_width(line, len(cells), width)
            yield Record(line, cells, positions)
        if short:
            raise DirectoryError(TRUNCATED.format(line=short[0]))

    def _numbered_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (line, cells) below the header for lines that hold anything."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        line = 1
        try:
            for number, cells in enumerate(reader):
                if number and any(cell.strip() for cell in cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise DirectoryError(
                f"La línea {line} tiene una comilla sin cerrar o mal puesta, y desde ahí no se puede leer. "
                "Corrígela o descarga el archivo de nuevo. No se guardó nada."
            ) from error


def open_table(text: str) -> Table:
    """Find the delimiter and the header of a decoded file; raises `DirectoryError` when there is none."""
    body = text.lstrip("\ufeff")
    header = next((line for line in body.splitlines() if line.strip()), "")
    body = body[body.index(header) :]  # blank lines above the header are nobody's data
    delimiter = max(_DELIMITERS, key=header.count)
    if not header.count(delimiter):
        raise DirectoryError(
            "La primera línea no tiene nombres de columnas separados por «;» o «,». "
            "Revisa que sea un archivo CSV y que conserve su primera línea."
        )
    cells = next(csv.reader([header], delimiter=delimiter))
    return Table(tuple(_column_name(cell) for cell in cells), delimiter, body)


def _column_name(cell: str) -> str:
    return cell.strip().upper().lstrip(_MISREAD_BOM).strip('" ')


def _wrong_width(line: int, found: int, width: int) -> DirectoryError:
    return DirectoryError(
        f"La línea {line} tiene {found} columnas y el encabezado tiene {width}. "
        "Corrige esa línea o descarga el archivo de nuevo. No se guardó nada."
    )
