"""Rows → a workbook or a CSV in which nothing that anybody wrote is ever a formula or a link.

The one writer of spreadsheets: `write_workbook(sheets, title=…)` and `write_csv(rows)`. Text stays text
(`cells` makes it safe); numbers are numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import xlsxwriter

from lar.documents.cells import first, fitting, guard, printable

Cell = str | int | float | None
"""What a cell may hold; None and an empty text leave it blank."""

BOM: Final = "\ufeff"
_SAFE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_INK, _WASH, _RULE = "#14594a", "#e3eee7", "#dcd4c3"
_NAME_LENGTH: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_RICH: Final = "<r>"


@dataclass(frozen=True, slots=True)
class Choice:
    """A column in which only some words are valid; `advice` answers whoever writes another."""

    column: int
    words: tuple[str, ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its rows, headings first; `widths` in characters per column; `choices` to pick from."""

    name: str
    rows: Sequence[Sequence[Cell]]
    widths: tuple[int, ...] = ()
    choices: tuple[Choice, ...] = ()
    blank_rows: int = 0
    """Rows below the last in which the choices hold too."""
    has_header: bool = True
    """Whether the first row is the headings: frozen on screen, repeated on every printed page."""
    marks: Mapping[int, str] = field(default_factory=dict)
    """Column → note shown over its heading."""
    formats: Mapping[int, str] = field(default_factory=dict)
    """Column → how its numbers are shown («0», «0.00»); as they are where it is missing."""


def write_workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The bytes of an .xlsx: texts are text cells, numbers number cells, and no cell computes anything.

    Control characters are left out, and a text longer than a cell says so at its end. A sheet's name loses
    what a spreadsheet forbids in names. Raises TypeError for a number that is none (NaN, infinite).
    """
    out = io.BytesIO()
    names = _sheet_names([sheet.name for sheet in sheets])
    with xlsxwriter.Workbook(out, _SAFE) as book:
        book.set_properties({"title": printable(title)})
        styles = _Styles(book)
        for name, sheet in zip(names, sheets, strict=True):
            _write_sheet(book.add_worksheet(name), sheet, styles)
    return out.getvalue()


def write_csv(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as Excel opens them in Chile: with BOM, `;`, CRLF and decimal comma; formulas disarmed.

    A text that could be a formula gets an apostrophe before it: whoever reads the file back takes it off
    with `cells.unguard`.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(printable(cell))
    return str(cell).replace(".", ",")


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.header = book.add_format(
            {"bold": True, "font_color": "white", "bg_color": _INK, "valign": "top"}
        )
        self.text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._numbers: dict[str, Any] = {}

    def number(self, shown: str) -> Any:
        if shown not in self._numbers:
            self._numbers[shown] = self._book.add_format({"valign": "top", "num_format": shown})
        return self._numbers[shown]


def _write_sheet(page: Any, sheet: Sheet, styles: _Styles) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width, styles.text)
    for number, row in enumerate(sheet.rows):
        is_header = sheet.has_header and number == 0
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                _write_text(page, number, column, cell, styles.header if is_header else styles.text)
            elif cell is not None:
                shown = sheet.formats.get(column, "General")
                page.write_number(number, column, cell, styles.number(shown))
    if sheet.has_header:
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
    _write_choices(page, sheet)
    for column, note in sheet.marks.items():
        page.write_comment(0, column, printable(note), {"x_scale": 2})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(0)


def _write_text(page: Any, row: int, column: int, raw: str, style: Any) -> None:
    text = fitting(printable(raw))
    if not text:
        return
    if text.startswith(_RICH):
        # The library writes a text between <r> and </r> as XML of its own: in two pieces it stays text.
        page.write_rich_string(row, column, "<", style, text[1:], style)
    else:
        page.write_string(row, column, text, style)


def _write_choices(page: Any, sheet: Sheet) -> None:
    last = len(sheet.rows) - 1 + sheet.blank_rows
    for choice in sheet.choices:
        rule = {"validate": "list", "source": list(choice.words), "ignore_blank": True}
        rule |= {"error_title": "Revisa la celda", "error_message": choice.advice}
        page.data_validation(1, choice.column, max(last, 1), choice.column, rule)


def _sheet_names(wanted: Sequence[str]) -> list[str]:
    """The names as a workbook accepts them: short, without its forbidden signs, each once."""
    names: list[str] = []
    for position, name in enumerate(wanted, start=1):
        bare = _NOT_IN_NAMES.sub(" ", printable(name)).replace("\n", " ").replace("\t", " ").strip(" '")
        plain, number = first(bare, _NAME_LENGTH).strip(" '") or f"hoja {position}", 2
        candidate = plain
        while candidate.casefold() in {used.casefold() for used in names}:
            ending = f" {number}"
            candidate, number = f"{first(plain, _NAME_LENGTH - len(ending))}{ending}", number + 1
        names.append(candidate)
    return names
