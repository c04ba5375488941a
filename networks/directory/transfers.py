"""The transfer list: schools that pass to another sostenedor on a date, `RBD;RUT_SOSTENEDOR;desde`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from networks.directory import check_digits, decoding
from networks.directory.errors import DirectoryError, error_from_problems
from networks.directory.table import Record, open_table

COLUMNS: Final = ("RBD", "RUT_SOSTENEDOR", "DESDE")
_DATE_FORMATS: Final = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Transfer:
    """From the day `since` on, the school `rbd` belongs to the institution `sostenedor_rut`."""

    line: int
    rbd: int
    sostenedor_rut: int
    since: date


def read_transfers(path: Path) -> tuple[Transfer, ...]:
    """Read a transfer list; raises `DirectoryError` that names every line to correct (the first five)."""
    return parse_transfers(decoding.read_bytes(path))


def parse_transfers(content: bytes) -> tuple[Transfer, ...]:
    """Read a transfer list from the bytes of an uploaded file; as `read_transfers` otherwise."""
    table = open_table(decoding.decode(content))
    if table.missing(COLUMNS):
        raise DirectoryError(
            "La lista de traspasos lleva las columnas RBD;RUT_SOSTENEDOR;desde. "
            f"Falta {', '.join(table.missing(COLUMNS))} en la primera línea."
        )
    transfers, problems = _collect(list(table.records()))
    if problems:
        raise error_from_problems("Corrige la lista de traspasos y vuelve a subirla.", problems)
    if not transfers:
        raise DirectoryError("La lista de traspasos no trae ningún establecimiento.")
    return tuple(transfers)


def _collect(records: list[Record]) -> tuple[list[Transfer], list[str]]:
    transfers: list[Transfer] = []
    problems: list[str] = []
    seen: dict[tuple[int, date], int] = {}
    for record in records:
        try:
            transfer = _transfer(record)
        except ValueError as error:
            problems.append(f"Línea {record.line}: {error}.")
            continue
        first = seen.setdefault((transfer.rbd, transfer.since), record.line)
        if first != record.line:
            problems.append(f"Línea {record.line}: repite el RBD y la fecha de la línea {first}.")
        transfers.append(transfer)
    return transfers, problems


def _transfer(record: Record) -> Transfer:
    """Read one line; raises `ValueError` with the Spanish reason."""
    rut = check_digits.parse_rut(record.text("RUT_SOSTENEDOR"))
    if rut is None:
        raise ValueError("el RUT del sostenedor no es válido (revisa su dígito verificador)")
    if not check_digits.is_institution(rut):
        raise ValueError("el RUT es de una persona, no de una institución")
    return Transfer(record.line, _rbd(record.text("RBD")), rut, _date(record.text("DESDE")))


def _rbd(text: str) -> int:
    number, _, digit = text.partition("-")
    if not number.isascii() or not number.isdigit() or int(number) == 0:
        raise ValueError(f"el RBD «{text}» no es un número")
    rbd = int(number)
    if digit and not check_digits.is_expected_digit(rbd, digit):
        raise ValueError(f"el dígito verificador de «{text}» no corresponde")
    return rbd


def _date(text: str) -> date:
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 a date has no time zone
        except ValueError:
            continue
    raise ValueError(f"la fecha «{text}» no se entiende (usa dd-mm-aaaa)")
