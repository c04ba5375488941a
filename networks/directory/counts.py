"""How many schools a file has: the numbers an operator compares before writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from networks.directory.errors import DirectoryWarning
from networks.directory.reader import Directory, SchoolRow


@dataclass(frozen=True, slots=True)
class DirectoryCounts:
    """Counts of a directory. With pupils = MAT_TOTAL above 0, or the flag MATRICULA where a year lacks it."""

    year: int | None
    rows: int
    working: int
    with_pupils: int
    working_with_pupils: int
    regions: int
    comunas: int
    deprovs: int
    sostenedores: int
    without_sostenedor: int
    by_dependency: dict[str, int]
    warnings: dict[str, int]

    def as_dict(self) -> dict[str, object]:
        """Return plain values ready for JSON."""
        return asdict(self)


def count_directory(directory: Directory) -> DirectoryCounts:
    """Count a whole directory."""
    return count_schools(directory.schools, year=directory.year, warnings=directory.warnings)


def count_schools(
    schools: Sequence[SchoolRow], *, year: int | None = None, warnings: Sequence[DirectoryWarning] = ()
) -> DirectoryCounts:
    """Count some schools; `by_dependency` is keyed by Spanish label, `warnings` by kind."""
    labels = Counter(school.dependency.label if school.dependency else "Sin dato" for school in schools)
    return DirectoryCounts(
        year=year,
        rows=len(schools),
        working=sum(school.is_working for school in schools),
        with_pupils=sum(school.has_pupils for school in schools),
        working_with_pupils=sum(school.is_working and school.has_pupils for school in schools),
        regions=len({school.region_code for school in schools} - {None}),
        comunas=len({school.comuna_code for school in schools} - {None}),
        deprovs=len({school.deprov_code for school in schools} - {None}),
        sostenedores=len({school.sostenedor_rut for school in schools} - {None}),
        without_sostenedor=sum(school.sostenedor_rut is None for school in schools),
        by_dependency=dict(sorted(labels.items())),
        warnings=dict(sorted(Counter(warning.kind.value for warning in warnings).items())),
    )
