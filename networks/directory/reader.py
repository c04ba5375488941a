"""The official directory of schools («Directorio Oficial EE»), any year, read by header name.

Years differ: some files are lower case, some Windows-1252, some have MAT_ENS_1…8, older ones lack columns.
Only the columns named here are looked at. The one about natural persons (MRUN) never is, and a RUT in the
range of people is dropped at the door.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from networks.directory import cells, check_digits, decoding, names
from networks.directory.codes import Dependency, SchoolStatus
from networks.directory.errors import DirectoryError, DirectoryWarning, WarningKind
from networks.directory.regions import Region, region_for, region_of_comuna
from networks.directory.table import Record, Table, open_table

REQUIRED_COLUMNS: Final = ("RBD", "NOM_RBD", "COD_COM_RBD", "NOM_COM_RBD", "COD_DEPE", "ESTADO_ESTAB")
PUPIL_COLUMNS: Final = ("MAT_TOTAL", "MATRICULA")
"""One of the two is needed: the number of pupils, or the flag that there are any."""

_WHERE_TO_FIND_IT: Final = (
    "Descarga «Directorio de establecimientos educacionales» desde el sitio de datos abiertos del Ministerio "
    "de Educación, descomprímelo y elige el archivo CSV."
)
_PEOPLE_COLUMNS: Final = re.compile(r"(_ALU$|^DOC_)")
_LEGAL_PERSON: Final = "1"
_DEPENDENCIES: Final[dict[int | None, Dependency]] = {member.value: member for member in Dependency}
_STATUSES: Final[dict[int | None, SchoolStatus]] = {member.value: member for member in SchoolStatus}


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school as the file tells it. Codes are official; `None` means that the file does not say."""

    line: int
    rbd: int
    check_digit: str
    official_name: str
    year: int | None
    region_code: int | None
    province_code: int | None
    comuna_code: int | None
    comuna_official_name: str
    deprov_code: int | None
    deprov_official_name: str
    dependency: Dependency | None
    status: SchoolStatus | None
    rural: bool | None
    latitude: float | None
    longitude: float | None
    pupils: int | None
    has_pupils: bool
    sostenedor_rut: int | None

    @property
    def display_name(self) -> str:
        """The school's name in Spanish title case."""
        return names.school_display_name(self.official_name, self.rbd)

    @property
    def comuna_name(self) -> str:
        """The comuna's name in Spanish title case."""
        return names.proper_case(self.comuna_official_name)

    @property
    def deprov_name(self) -> str:
        """The provincial department's name in Spanish title case (a DEPROV is not a province)."""
        return names.proper_case(self.deprov_official_name)

    @property
    def region(self) -> Region | None:
        """The school's region."""
        return None if self.region_code is None else region_for(self.region_code)

    @property
    def is_working(self) -> bool:
        """Whether the school works (ESTADO_ESTAB = 1)."""
        return self.status is SchoolStatus.WORKING


@dataclass(frozen=True, slots=True)
class Directory:
    """A whole file, read to its end without errors; `warnings` are in file order."""

    year: int | None
    schools: tuple[SchoolRow, ...]
    warnings: tuple[DirectoryWarning, ...]


def read_directory(path: Path, *, max_bytes: int = decoding.MAX_BYTES) -> Directory:
    """Read a file of the official directory.

    Nothing is returned unless the whole file could be read, so a caller that writes what it gets never
    writes half. Raises `DirectoryError` otherwise.
    """
    return parse_directory(decoding.read_bytes(path, max_bytes=max_bytes), max_bytes=max_bytes)


def parse_directory(content: bytes, *, max_bytes: int = decoding.MAX_BYTES) -> Directory:
    """Read the official directory from the bytes of an uploaded file; as `read_directory` otherwise."""
    table = open_table(decoding.decode(content, max_bytes=max_bytes))
    _check_columns(table)
    parser = _Parser()
    schools = tuple(parser.school(record) for record in table.records())
    if not schools:
        raise DirectoryError(f"El archivo solo trae el encabezado, sin establecimientos. {_WHERE_TO_FIND_IT}")
    if not table.ends_with_newline:
        parser.warn_unfinished(schools[-1])
    return Directory(year=_single_year(schools), schools=schools, warnings=tuple(parser.warnings))


def _check_columns(table: Table) -> None:
    if any(_PEOPLE_COLUMNS.search(column) for column in table.columns):
        raise DirectoryError(
            "Este archivo trae datos de estudiantes o docentes, así que no lo leímos. Aquí va el directorio "
            f"de establecimientos, que no tiene datos de personas. {_WHERE_TO_FIND_IT}"
        )
    missing = table.missing(REQUIRED_COLUMNS)
    if not any(table.has(column) for column in PUPIL_COLUMNS):
        missing.append("MAT_TOTAL")
    if len(missing) > len(REQUIRED_COLUMNS) // 2:
        raise DirectoryError(
            f"Este archivo no es el directorio oficial de establecimientos. {_WHERE_TO_FIND_IT}"
        )
    if missing:
        which = "falta la columna" if len(missing) == 1 else "faltan las columnas"
        raise DirectoryError(
            f"Al archivo le {which} {', '.join(missing)}. Si lo editaste, vuelve a usar el original. "
            f"{_WHERE_TO_FIND_IT}"
        )


def _single_year(schools: tuple[SchoolRow, ...]) -> int | None:
    years = Counter(school.year for school in schools if school.year is not None)
    if len(years) > 1:
        listed = ", ".join(str(year) for year in sorted(years))
        raise DirectoryError(f"El archivo mezcla varios años ({listed}). Importa un año a la vez.")
    return next(iter(years), None)


class _Parser:
    """Turns records into schools, remembering what it has seen and what deserves a look."""

    def __init__(self) -> None:
        self.warnings: list[DirectoryWarning] = []
        self._line_of: dict[int, int] = {}

    def school(self, record: Record) -> SchoolRow:
        rbd = self._rbd(record)
        comuna = cells.optional_code(record, "COD_COM_RBD")
        if comuna is None:
            self._warn(WarningKind.NO_COMUNA, record, rbd, "no trae comuna")
        region = cells.optional_code(record, "COD_REG_RBD")
        latitude, longitude = self._coordinates(record, rbd)
        pupils = cells.optional_number(record, "MAT_TOTAL")
        return SchoolRow(
            line=record.line,
            rbd=rbd,
            check_digit=self._check_digit(record, rbd),
            official_name=record.text("NOM_RBD"),
            year=cells.optional_code(record, "AGNO"),
            region_code=region if region or comuna is None else region_of_comuna(comuna),
            province_code=cells.optional_code(record, "COD_PRO_RBD"),
            comuna_code=comuna,
            comuna_official_name=record.text("NOM_COM_RBD"),
            deprov_code=cells.optional_code(record, "COD_DEPROV_RBD"),
            deprov_official_name=record.text("NOM_DEPROV_RBD"),
            dependency=self._dependency(record, rbd),
            status=self._status(record, rbd),
            rural=cells.flag(record, "RURAL_RBD"),
            latitude=latitude,
            longitude=longitude,
            pupils=pupils,
            has_pupils=pupils > 0 if pupils is not None else cells.flag(record, "MATRICULA") is True,
            sostenedor_rut=self._sostenedor(record, rbd),
        )

    def warn_unfinished(self, last: SchoolRow) -> None:
        self.warnings.append(
            DirectoryWarning(
                WarningKind.UNFINISHED_LAST_LINE,
                last.line,
                last.rbd,
                f"Línea {last.line}: el archivo termina sin salto de línea. Revisa que esté completo.",
            )
        )

    def _warn(self, kind: WarningKind, record: Record, rbd: int, what: str) -> None:
        message = f"Línea {record.line}, RBD {rbd}: {what}."
        self.warnings.append(DirectoryWarning(kind, record.line, rbd, message))

    def _rbd(self, record: Record) -> int:
        rbd = cells.number(record, "RBD")
        if not rbd:
            raise DirectoryError(
                f"La línea {record.line} no trae RBD. Corrígela o descarga el archivo de nuevo."
            )
        if rbd in self._line_of:
            raise DirectoryError(
                f"El RBD {rbd} aparece en las líneas {self._line_of[rbd]} y {record.line}. El directorio "
                f"trae una "
                f"fila por establecimiento: quizás elegiste otro archivo. {_WHERE_TO_FIND_IT}"
            )
        self._line_of[rbd] = record.line
        return rbd

    def _check_digit(self, record: Record, rbd: int) -> str:
        digit = record.text("DGV_RBD").upper()
        if digit and not check_digits.is_expected_digit(rbd, digit):
            expected = check_digits.rbd_check_digit(rbd)
            self._warn(
                WarningKind.CHECK_DIGIT,
                record,
                rbd,
                f"el dígito verificador es {digit}, se esperaba {expected}",
            )
        return digit

    def _dependency(self, record: Record, rbd: int) -> Dependency | None:
        dependency = _DEPENDENCIES.get(cells.optional_number(record, "COD_DEPE"))
        if dependency is None:
            text = record.text("COD_DEPE")
            self._warn(WarningKind.DEPENDENCY, record, rbd, f"la dependencia «{text}» no se conoce")
        return dependency

    def _status(self, record: Record, rbd: int) -> SchoolStatus | None:
        status = _STATUSES.get(cells.optional_number(record, "ESTADO_ESTAB"))
        if status is None:
            text = record.text("ESTADO_ESTAB")
            self._warn(WarningKind.STATUS, record, rbd, f"el estado «{text}» no se conoce")
        return status

    def _sostenedor(self, record: Record, rbd: int) -> int | None:
        """Return the institution's RUT; a person's is left out and only the fact is told."""
        number = check_digits.parse_rut(record.text("RUT_SOSTENEDOR"))
        if number is None:
            return None
        legal_person = record.text("P_JURIDICA") in {"", _LEGAL_PERSON}
        if legal_person and check_digits.is_institution(number):
            return number
        self._warn(
            WarningKind.NATURAL_PERSON, record, rbd, "el sostenedor es una persona y su RUT no se leyó"
        )
        return None

    def _coordinates(self, record: Record, rbd: int) -> tuple[float | None, float | None]:
        texts = [record.text(column) for column in ("LATITUD", "LONGITUD")]
        if not all(texts):
            return None, None
        place = cells.coordinates(*texts)
        if place is None:
            self._warn(
                WarningKind.COORDINATES, record, rbd, "las coordenadas no están en Chile o no se entienden"
            )
            return None, None
        return place
