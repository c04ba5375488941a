"""The spreadsheet of people: its template, and its rows as they are written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from lar.authorization import ROLES, RoleCode
from lar.documents.problems import Problem
from lar.documents.spreadsheets import Choice, Sheet, write_workbook
from lar.documents.tables import Row, Table, UnreadableError, decode, delimiter_of, read_text, read_workbook
from networks.likeness import name_key

MAX_PEOPLE: Final = 1000
BETWEEN: Final = "|"
"""Between two networks or two RBD in one cell: names of networks have commas and slashes."""
NAME, EMAIL, ROLE, PLACES, SINCE, SCHOOLS = "nombre", "correo", "rol", "redes o territorios", "desde", "rbd"
COLUMNS: Final = (NAME, EMAIL, ROLE, PLACES, SINCE, SCHOOLS)
NEEDED: Final = (NAME, EMAIL, ROLE)
ROLE_WORDS: Final = {
    "administracion": RoleCode.ADMINISTRATOR,
    "facilitacion": RoleCode.FACILITATOR,
    "coordinacion": RoleCode.COORDINATOR,
    "autoridad": RoleCode.AUTHORITY,
}
_ALSO: Final = {
    "administradora": RoleCode.ADMINISTRATOR,
    "administrador": RoleCode.ADMINISTRATOR,
    "facilitadora": RoleCode.FACILITATOR,
    "facilitador": RoleCode.FACILITATOR,
    "coordinadora": RoleCode.COORDINATOR,
    "coordinador": RoleCode.COORDINATOR,
}
_DAY_FORMS: Final = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y", "%d/%m/%Y")


@dataclass(frozen=True)
class SheetRow:
    """A row as it was written; ``number`` is that of the file."""

    number: int
    name: str = ""
    email: str = ""
    role: str = ""
    places: str = ""
    since: str = ""
    schools: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def role_code(self) -> RoleCode | None:
        key = name_key(self.role)
        by_label = {name_key(role.label): code for code, role in ROLES.items()}
        return {**ROLE_WORDS, **_ALSO, **by_label}.get(key)

    @property
    def place_names(self) -> list[str]:
        return [" ".join(name.split()) for name in self.places.split(BETWEEN) if name.strip()]

    @property
    def school_words(self) -> list[str]:
        return [word.strip() for word in self.schools.split(BETWEEN) if word.strip()]

    def day(self, today: date) -> date | None:
        """The day as written, ``today`` when the cell is blank, ``None`` when it is no day."""
        if not self.since:
            return today
        for form in _DAY_FORMS:
            try:
                return datetime.strptime(self.since, form).date()  # noqa: DTZ007  # a day as written has no zone
            except ValueError:
                continue
        return None


def template() -> bytes:
    """The workbook to fill in: the columns, the roles to pick from, and a second sheet that explains."""
    words = ("Coordinación", "Autoridad", "Facilitación", "Administración")
    people = Sheet(
        _("Personas"),
        [list(COLUMNS)],
        widths=(28, 32, 18, 36, 14, 18),
        choices=(Choice(2, words, _("Elige un rol de la lista.")),),
        blank_rows=MAX_PEOPLE,
    )
    guide = Sheet(_("Cómo llenarla"), [[_("columna"), _("qué se escribe")], *_guide()], widths=(22, 90))
    return write_workbook([people, guide], title=_("Planilla de personas"))


def _guide() -> list[list[str]]:
    return [
        [NAME, _("Nombre y apellido. Quien ya tiene cuenta conserva su nombre.")],
        [EMAIL, _("El correo con que entra. Una fila por persona y rol.")],
        [ROLE, _("Coordinación, Autoridad, Facilitación o Administración.")],
        [
            PLACES,
            _(
                "El nombre de la red (coordinación) o del territorio (autoridad), como está en la "
                "plataforma. Si son varios, sepáralos con |. En los demás roles queda vacío."
            ),
        ],
        [SINCE, _("Desde qué día, por ejemplo 02-03-2026. Vacío: desde hoy.")],
        [
            SCHOOLS,
            _(
                "Opcional, solo en coordinación y con una sola red: los RBD de los establecimientos que "
                "entran a la red, separados con |, con o sin dígito verificador."
            ),
        ],
    ]


def read_people(data: bytes) -> tuple[list[SheetRow], list[Problem]]:
    """Read a CSV or an XLSX; problems are about the whole file, and with them there are no rows."""
    try:
        table = _table(data)
    except UnreadableError as error:
        return [], [error.problem]
    heads = {_head(column): column for column in reversed(table.columns) if column}
    missing = [column for column in NEEDED if _head(column) not in heads]
    if missing:
        words = _("Falta la columna «%(name)s». Usa los títulos de la plantilla.")
        return [], [Problem(words % {"name": name}) for name in missing]
    if not table.rows:
        return [], [Problem(_("La planilla no tiene personas: escribe una por fila, bajo los títulos."))]
    if len(table.rows) > MAX_PEOPLE:
        return [], [Problem(_("Hay más de %d personas: divide la planilla.") % MAX_PEOPLE)]
    return [_sheet_row(row, heads) for row in table.rows], list(table.problems)


def _table(data: bytes) -> Table:
    if data[:4] == b"PK\x03\x04":
        return next(iter(read_workbook(data).values()))
    text, _guessed = decode(data)
    return read_text(text, delimiter=delimiter_of(text))


def _head(column: str) -> str:
    return name_key(column)


def _sheet_row(row: Row, heads: dict[str, str]) -> SheetRow:
    cells = [row.get(heads.get(_head(column), "")) for column in COLUMNS]
    return SheetRow(row.number, *cells)
