"""Names of sostenedores: the official directory has their RUT but no name. `RUT_SOSTENEDOR;nombre`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from networks.directory import check_digits, decoding
from networks.directory.errors import DirectoryError, error_from_problems
from networks.directory.table import Record, open_table

COLUMNS: Final = ("RUT_SOSTENEDOR", "NOMBRE")


@dataclass(frozen=True, slots=True)
class SostenedorName:
    """What an institution is called."""

    rut: int
    name: str


def read_sostenedor_names(path: Path) -> tuple[SostenedorName, ...]:
    """Read a list of names; raises `DirectoryError` that names the lines to correct."""
    return parse_sostenedor_names(decoding.read_bytes(path))


def parse_sostenedor_names(content: bytes) -> tuple[SostenedorName, ...]:
    """Read a list of names from the bytes of an uploaded file; as `read_sostenedor_names` otherwise."""
    table = open_table(decoding.decode(content))
    if table.missing(COLUMNS):
        raise DirectoryError(
            "La lista de sostenedores lleva las columnas RUT_SOSTENEDOR;nombre. "
            f"Falta {', '.join(table.missing(COLUMNS))} en la primera línea."
        )
    found: dict[int, SostenedorName] = {}
    problems: list[str] = []
    for record in table.records():
        try:
            sostenedor = _sostenedor(record)
        except ValueError as error:
            problems.append(f"Línea {record.line}: {error}.")
            continue
        if sostenedor.rut in found:
            problems.append(f"Línea {record.line}: el RUT ya apareció más arriba.")
        found[sostenedor.rut] = sostenedor
    if problems:
        raise error_from_problems("Corrige la lista de sostenedores y vuelve a subirla.", problems)
    return tuple(found.values())


def _sostenedor(record: Record) -> SostenedorName:
    """Read one line; raises `ValueError` with the Spanish reason."""
    rut = check_digits.parse_rut(record.text("RUT_SOSTENEDOR"))
    if rut is None or not check_digits.is_institution(rut):
        raise ValueError("el RUT no es el de una institución (revisa su dígito verificador)")
    name = " ".join(record.text("NOMBRE").split())
    if not name:
        raise ValueError("falta el nombre")
    return SostenedorName(rut, name)
