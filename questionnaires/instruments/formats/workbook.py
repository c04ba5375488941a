"""Sheets → a workbook in which nothing is ever a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import xlsxwriter

_SAFE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_INK, _WASH, _RULE = "#14594a", "#e3eee7", "#dcd4c3"


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
    rows: Sequence[Sequence[str]]
    widths: tuple[int, ...] = ()
    choices: tuple[Choice, ...] = ()
    blank_rows: int = 0
    """Rows below the last in which the choices hold too."""
    has_header: bool = True
    marks: Mapping[int, str] = field(default_factory=dict)
    """Column → note shown over its heading."""


def write_workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The bytes of an .xlsx; every cell is text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        book.set_properties({"title": title})
        header = book.add_format({"bold": True, "font_color": "white", "bg_color": _INK, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, header, body)
    return out.getvalue()


def _write_sheet(page: Any, sheet: Sheet, header: Any, body: Any) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width, body)
    for number, row in enumerate(sheet.rows):
        style = header if sheet.has_header and number == 0 else body
        for column, text in enumerate(row):
            if text:
                page.write_string(number, column, text, style)
    if sheet.has_header:
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
    last = len(sheet.rows) - 1 + sheet.blank_rows
    for choice in sheet.choices:
        rule = {"validate": "list", "source": list(choice.words), "ignore_blank": True}
        rule |= {"error_title": "Revisa la celda", "error_message": choice.advice}
        page.data_validation(1, choice.column, max(last, 1), choice.column, rule)
    for column, note in sheet.marks.items():
        page.write_comment(0, column, note, {"x_scale": 2})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(0)
