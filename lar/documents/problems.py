"""What there is to say of a file that somebody sent: where it is, how serious, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a problem does to an import."""

    ERROR = "error"
    """Nothing can be imported until it is put right."""
    UNSUPPORTED = "unsupported"
    """The rest is imported; this part has no place here and stays out."""
    WARNING = "warning"
    """It is imported, and somebody should look at it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to know about a file: where it is and, in one Spanish sentence, what to do.

    `row` counts as the file's own program does (the header is row 1); `None` when it is about the whole.
    `sheet` is the worksheet, or the table of an XML file.
    """

    message: str
    severity: Severity = Severity.ERROR
    row: int | None = None
    column: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        """The sentence with its place before it: «En «ítems», fila 3: Falta «enunciado».»"""
        row = "" if self.row is None else f"fila {self.row}"
        if self.sheet:
            return f"En «{self.sheet}»{row and f', {row}'}: {self.message}"
        return f"{row.capitalize()}: {self.message}" if row else self.message
