"""The official directory against the database: what an import would do, without doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from networks import rules
from networks.comparison import Comparison, compare
from networks.directory.check_digits import format_rut, rbd_check_digit
from networks.directory.counts import DirectoryCounts, count_directory
from networks.directory.errors import DirectoryError
from networks.directory.reader import Directory, SchoolRow
from networks.directory.sostenedores import SostenedorName
from networks.models import Comuna, Deprov, Region, School, Sostenedor
from networks.queries.holders import HolderPlan, plan_holders


@dataclass(frozen=True)
class DirectoryPlan:
    """What importing a directory would do."""

    year: int
    counts: DirectoryCounts
    regions: Comparison[Region]
    comunas: Comparison[Comuna]
    deprovs: Comparison[Deprov]
    sostenedores: Comparison[Sostenedor]
    schools: Comparison[School]
    holders: HolderPlan
    omitted: int
    not_in_file: int
    known_working: int

    @property
    def drops(self) -> bool:
        """Whether the file has so many fewer schools that it is probably cut or another one."""
        return rules.is_large_drop(self.known_working, self.counts.working)

    @property
    def changes_anything(self) -> bool:
        parts = (self.regions, self.comunas, self.deprovs, self.sostenedores, self.schools)
        return bool(self.holders.add or self.holders.change) or any(
            part.create or part.update for part in parts
        )

    def as_dict(self) -> dict[str, object]:
        """Return plain values ready for JSON; nothing in them is about a person."""
        return {
            **self.counts.as_dict(),
            "year": self.year,
            "omitted": self.omitted,
            "not_in_file": self.not_in_file,
            "changes": {
                "regions": self.regions.counts(),
                "comunas": self.comunas.counts(),
                "deprovs": self.deprovs.counts(),
                "sostenedores": self.sostenedores.counts(),
                "schools": self.schools.counts(),
                "school_sostenedores": self.holders.counts(),
            },
        }


def plan_directory(
    directory: Directory, *, names: Sequence[SostenedorName] = (), year: int | None = None
) -> DirectoryPlan:
    """Compare a whole directory with the database.

    ``year`` is needed when the file does not say its own. Rows without comuna or with an unknown
    dependence are left out and counted.

    Raises:
        DirectoryError: no year, or a year older than what the database already has.
    """
    file_year = _year(directory, year)
    usable = [row for row in directory.schools if row.comuna_code is not None and row.dependency is not None]
    known = set(School.objects.values_list("rbd", flat=True))
    return DirectoryPlan(
        year=file_year,
        counts=count_directory(directory),
        regions=compare(Region, "code", _regions(usable)),
        comunas=compare(Comuna, "code", _comunas(usable)),
        deprovs=compare(Deprov, "code", _deprovs(usable)),
        sostenedores=compare(Sostenedor, "rut", _sostenedores(usable, names)),
        schools=compare(School, "rbd", {row.rbd: _school(row, file_year) for row in usable}),
        holders=plan_holders(
            (row.rbd, format_rut(row.sostenedor_rut), rules.directory_day(file_year))
            for row in usable
            if row.sostenedor_rut is not None
        ),
        omitted=len(directory.schools) - len(usable),
        not_in_file=len(known - {row.rbd for row in directory.schools}),
        known_working=School.objects.filter(is_working=True).count(),
    )


def _year(directory: Directory, year: int | None) -> int:
    found = directory.year or year
    if found is None:
        raise DirectoryError("El archivo no dice de qué año es. Agrega --year con el año del directorio.")
    newest = School.objects.order_by("-directory_year").values_list("directory_year", flat=True).first()
    if newest is not None and found < newest:
        raise DirectoryError(
            f"El archivo es de {found} y la base ya tiene el directorio de {newest}. Un año anterior "
            "desharía lo más nuevo, así que no se importa."
        )
    return found


def _regions(rows: Sequence[SchoolRow]) -> dict[object, dict[str, object]]:
    return {
        row.region_code: {"name": row.region.short_name if row.region else f"Región {row.region_code}"}
        for row in rows
    }


def _comunas(rows: Sequence[SchoolRow]) -> dict[object, dict[str, object]]:
    return {row.comuna_code: {"name": row.comuna_name, "region_id": row.region_code} for row in rows}


def _deprovs(rows: Sequence[SchoolRow]) -> dict[object, dict[str, object]]:
    return {
        row.deprov_code: {"name": row.deprov_name, "region_id": row.region_code}
        for row in rows
        if row.deprov_code is not None
    }


def _sostenedores(
    rows: Sequence[SchoolRow], names: Sequence[SostenedorName]
) -> dict[object, dict[str, object]]:
    wanted: dict[object, dict[str, object]] = {
        format_rut(row.sostenedor_rut): {} for row in rows if row.sostenedor_rut is not None
    }
    for sostenedor in names:
        wanted[format_rut(sostenedor.rut)] = {"name": sostenedor.name}
    return wanted


def _school(row: SchoolRow, year: int) -> dict[str, object]:
    """Return the columns of a school; what this year's file does not say is left as it was."""
    columns: dict[str, object] = {
        "check_digit": row.check_digit or rbd_check_digit(row.rbd),
        "name": row.display_name,
        "official_name": row.official_name,
        "comuna_id": row.comuna_code,
        "dependence": row.dependency,
        "is_working": row.is_working,
        "has_pupils": row.has_pupils,
        "directory_year": year,
    }
    if row.deprov_code is not None:
        columns["deprov_id"] = row.deprov_code
    if row.rural is not None:
        columns["is_rural"] = row.rural
    return columns
