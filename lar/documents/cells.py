"""What people wrote, on its way into a spreadsheet or out of one: only text, never a formula."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_TEXT: Final = 32_767
"""UTF-16 units that a cell holds; a spreadsheet cuts the rest without a word."""
CUT: Final = " […] (el texto sigue: no cabe en una celda)"

_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff]")
_DANGEROUS: Final = re.compile(r"'*(?:\s*[=+\-@|%＝＋－＠]|[\t\r\n])")


def clean(text: str) -> str:
    """One form of each accent, unix line ends, no invisible characters and no space around."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines).strip()


def printable(text: str) -> str:
    """The text without what no sheet can hold (control characters, half pairs), with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", lines)


def fitting(text: str) -> str:
    """The text as a cell can hold it; a longer one ends by saying that it goes on."""
    return text if _units(text) <= MAX_TEXT else first(text, MAX_TEXT - len(CUT)) + CUT


def first(text: str, units: int) -> str:
    """What fits of the text in so many UTF-16 units, as spreadsheets count; never half a character."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")


def guard(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula; `unguard` undoes it.

    For CSV only, where a cell can't say that it is text; in a workbook it can.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text) else text


def _units(text: str) -> int:
    return len(text) if len(text) <= MAX_TEXT // 2 else len(text.encode("utf-16-le")) // 2
