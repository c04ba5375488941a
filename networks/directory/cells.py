"""From the text of a cell to a value: numbers, codes, flags and coordinates as the directory writes them."""

from __future__ import annotations

import re
from typing import Final

from networks.directory.errors import DirectoryError
from networks.directory.table import Record

_LATITUDES: Final = (-57.0, -17.0)
_LONGITUDES: Final = (-110.0, -66.0)
_STRAY_MARK: Final = re.compile(r"&\s*#?65279;")
"""A byte order mark that somebody pasted as an HTML entity: the 2024 file has one inside a latitude."""


def number(record: Record, column: str) -> int | None:
    """Return a whole number, `None` when blank; raises `DirectoryError` when it is something else."""
    text = record.text(column)
    if not text:
        return None
    if not _is_digits(text):
        raise DirectoryError(
            f"En la línea {record.line}, la columna {column} dice «{text[:40]}» y debería ser un número. "
            "Corrige esa línea o descarga el archivo de nuevo. No se guardó nada."
        )
    return int(text)


def optional_number(record: Record, column: str) -> int | None:
    """Return a whole number or `None`; spreadsheets may have turned it into "840,0"."""
    text = re.sub(r"[.,]0{1,2}$", "", record.text(column))
    return int(text) if _is_digits(text) else None


def optional_code(record: Record, column: str) -> int | None:
    """Return a code, `None` when blank or 0 (old files write 0 for "sin información")."""
    return optional_number(record, column) or None


def flag(record: Record, column: str) -> bool | None:
    """Return a yes or no written as 1 or 0, `None` for anything else."""
    return {"1": True, "0": False}.get(record.text(column))


def coordinates(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return (latitude, longitude) in degrees, or `None` when they are not a place in Chile.

    The two ranges don't overlap, so a row that has them swapped (some years do) is put right.
    """
    first, second = _decimal(latitude), _decimal(longitude)
    if first is None or second is None:
        return None
    for north, east in ((first, second), (second, first)):
        if _LATITUDES[0] <= north <= _LATITUDES[1] and _LONGITUDES[0] <= east <= _LONGITUDES[1]:
            return north, east
    return None


def _decimal(text: str) -> float | None:
    try:
        return float(_STRAY_MARK.sub("", text).replace(",", "."))
    except ValueError:
        return None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
