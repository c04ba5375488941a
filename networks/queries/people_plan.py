"""What a spreadsheet of people would change, row by row: read in the same number of queries for any size."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Membership
from networks.directory.check_digits import is_expected_digit
from networks.likeness import name_key, near_addresses, same_names
from networks.models import Authority, Coordination, Network, NetworkSchool, School, Territory
from networks.people_sheet import SheetRow
from networks.rules import MAX_COORDINATORS

Place = TypeVar("Place", Network, Territory)
_RBD = re.compile(r"^(\d{1,6})(?:\s*-\s*([\dkK]))?$")


class Outcome(StrEnum):
    ERROR = "error"
    NEW = "new"
    ADDS = "adds"
    NOTHING = "nothing"


@dataclass
class Line:
    """A row and what it would do: places where the role begins, schools that come along, what to know.

    ``joined`` is the network that ``schools`` enter.
    """

    row: SheetRow
    day: date
    role: RoleCode | None = None
    is_new: bool = False
    networks: list[Network] = field(default_factory=list)
    territories: list[Territory] = field(default_factory=list)
    gives_role: bool = False
    schools: list[School] = field(default_factory=list)
    joined: Network | None = None
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.errors:
            return Outcome.ERROR
        if not (self.networks or self.territories or self.gives_role or self.schools):
            return Outcome.NOTHING
        return Outcome.NEW if self.is_new else Outcome.ADDS


@dataclass
class PeoplePlan:
    """Every line in the file's order."""

    lines: list[Line]

    @property
    def can_be_applied(self) -> bool:
        return bool(self.changes) and not self.errors

    @property
    def errors(self) -> int:
        return sum(line.outcome is Outcome.ERROR for line in self.lines)

    @property
    def warnings(self) -> int:
        return sum(bool(line.warnings) for line in self.lines)

    @property
    def changes(self) -> int:
        return sum(line.outcome in (Outcome.NEW, Outcome.ADDS) for line in self.lines)

    def counts(self) -> dict[str, int]:
        return {str(one): sum(line.outcome is one for line in self.lines) for one in Outcome}


def plan_people(rows: Sequence[SheetRow], today: date) -> PeoplePlan:
    """Compare the rows with the programme and with each other. Reads only; about ten queries."""
    known = _Known(rows)
    lines = [_line(row, today, known) for row in rows]
    _repeated(lines)
    _teams(lines, known)
    _likeness(lines, known)
    return PeoplePlan(lines)


class _Known:
    """What the programme has of the people, places and schools of a file."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self.networks = {name_key(network.name): network for network in Network.objects.all()}
        self.territories = {name_key(one.name): one for one in Territory.objects.all()}
        emails = {row.email.casefold() for row in rows}
        # Addresses are kept in lower case.
        self.users = {user.email.casefold(): user for user in User.objects.filter(email__in=emails)}
        members = Membership.objects.filter(program_id=current_program_id(), valid_to=None)
        self.members = list(members.values_list("user__email", "user__name", "role"))
        keys = [user.pk for user in self.users.values()]
        self.teams = Counter(Coordination.objects.filter(valid_to=None).values_list("network", flat=True))
        self.coordinations = _periods(Coordination, "network", keys)
        self.authorities = _periods(Authority, "territory", keys)
        rbds = {int(match[1]) for row in rows for word in row.school_words if (match := _RBD.match(word))}
        self.schools = School.objects.in_bulk(list(rbds))
        self.in_networks = set(
            NetworkSchool.objects.filter(school__in=rbds, valid_to=None).values_list("network", "school")
        )


Periods = dict[tuple[int, int], list[date | None]]


def _periods(model: type[Coordination] | type[Authority], place: str, users: list[int]) -> Periods:
    found: Periods = defaultdict(list)
    for user, key, until in model.objects.filter(user__in=users).values_list("user", place, "valid_to"):
        found[user, key].append(until)
    return found


def _line(row: SheetRow, today: date, known: _Known) -> Line:
    line = Line(row, row.day(today) or today, row.role_code)
    _check_person(line, today, known)
    if line.role is None:
        line.errors.append(
            _("«%(role)s» no es un rol: elige uno de la lista de la plantilla.") % {"role": row.role}
        )
        return line
    user = known.users.get(row.email.casefold())
    line.is_new = user is None
    if line.role is RoleCode.COORDINATOR:
        networks = _places(line, known.networks, _("la red"))
        line.networks = [one for one in networks if not _holds(known.coordinations, user, one.pk, line.day)]
        _schools(line, networks, known)
    elif line.role is RoleCode.AUTHORITY:
        areas = _places(line, known.territories, _("el territorio"))
        line.territories = [one for one in areas if not _holds(known.authorities, user, one.pk, line.day)]
    else:
        line.gives_role = (row.email.casefold(), line.role) not in {
            (e.casefold(), r) for e, _n, r in known.members
        }
        if row.place_names:
            line.warnings.append(
                _("Ese rol es de todo el programa: no se usa lo escrito en redes o territorios.")
            )
    if row.school_words and line.role is not RoleCode.COORDINATOR:
        line.warnings.append(_("Los RBD solo se usan en filas de coordinación."))
    return line


def _check_person(line: Line, today: date, known: _Known) -> None:
    row = line.row
    if len(row.name.split()) == 0:
        line.errors.append(_("Falta el nombre."))
    elif len(row.name) > 120:
        line.errors.append(_("El nombre es demasiado largo: caben 120 letras."))
    try:
        validate_email(row.email)
    except ValidationError:
        line.errors.append(_("El correo «%(email)s» no está bien escrito.") % {"email": row.email[:80]})
    if row.day(today) is None:
        line.errors.append(
            _("«%(day)s» no es una fecha: escríbela como 02-03-2026.") % {"day": row.since[:40]}
        )
    user = known.users.get(row.email.casefold())
    if user is not None and not user.is_active:
        line.errors.append(_("Esa cuenta está desactivada. Pide a quien opera la plataforma que la active."))
    elif user is not None and name_key(user.name) != name_key(row.name):
        line.warnings.append(
            _("Ese correo ya es de «%(name)s», que conserva su nombre.") % {"name": user.name}
        )


def _places(line: Line, known: dict[str, Place], what: str) -> list[Place]:
    found = []
    if not line.row.place_names:
        line.errors.append(_("Falta %(what)s: escribe su nombre.") % {"what": what})
    for name in dict.fromkeys(line.row.place_names):
        place = known.get(name_key(name))
        if place is None:
            near = get_close_matches(name_key(name), known, n=1)
            hint = _(" ¿Será «%(name)s»?") % {"name": known[near[0]].name} if near else ""
            words = _("No encontramos %(what)s «%(name)s» en el programa.")
            line.errors.append(words % {"what": what, "name": name[:120]} + hint)
        elif isinstance(place, Network) and place.left_on is not None and place.left_on <= line.day:
            line.warnings.append(_("«%(name)s» ya salió del programa.") % {"name": place.name})
            found.append(place)
        else:
            found.append(place)
    return found


def _holds(periods: Periods, user: User | None, place: int, day: date) -> bool:
    """Whether she has the role there on that day or later: then nothing begins."""
    if user is None:
        return False
    return any(until is None or until > day for until in periods.get((user.pk, place), []))


def _schools(line: Line, networks: list[Network], known: _Known) -> None:
    """The schools that come along with a network. What is odd about them is told, never refused."""
    words = line.row.school_words
    if not words:
        return
    if len(networks) != 1:
        line.errors.append(_("Con RBD la fila lleva una sola red: deja una fila por red."))
        return
    line.joined = networks[0]
    for word in dict.fromkeys(words):
        match = _RBD.match(word)
        school = known.schools.get(int(match[1])) if match else None
        if match is None or school is None:
            line.warnings.append(
                _("RBD %(rbd)s: no está en el directorio oficial y queda fuera.") % {"rbd": word[:20]}
            )
            continue
        if match[2] and not is_expected_digit(school.rbd, match[2]):
            line.warnings.append(
                _("RBD %(rbd)s: el dígito no calza con %(right)s. Entra %(name)s; revisa que sea esa.")
                % {"rbd": word, "right": school.rbd_dv, "name": school.name}
            )
        if not school.is_working:
            line.warnings.append(
                _("RBD %(rbd)s: %(name)s figura cerrada.") % {"rbd": word, "name": school.name}
            )
        if (networks[0].pk, school.pk) not in known.in_networks:
            line.schools.append(school)
            known.in_networks.add((networks[0].pk, school.pk))


def _repeated(lines: Iterable[Line]) -> None:
    """What an earlier row already does is not done twice."""
    first: dict[tuple[str, str, int], int] = {}
    for line in lines:
        address = line.row.email.casefold()
        places: list[Network] | list[Territory]
        for kind, places in (("n", line.networks), ("t", line.territories)):
            for place in list(places):
                earlier = first.setdefault((address, kind, place.pk), line.row.number)
                if earlier != line.row.number:
                    places.remove(place)  # type: ignore[arg-type]  # each list holds its own kind
                    _say_repeated(line, earlier)
        if line.gives_role and line.role:
            earlier = first.setdefault((address, line.role.value, 0), line.row.number)
            if earlier != line.row.number:
                line.gives_role = False
                _say_repeated(line, earlier)


def _say_repeated(line: Line, earlier: int) -> None:
    line.warnings.append(_("Repite la fila %(row)d.") % {"row": earlier})


def _teams(lines: Iterable[Line], known: _Known) -> None:
    """A team has five people at most, those of the file included."""
    sizes = Counter(known.teams)
    for line in lines:
        for network in line.networks:
            sizes[network.pk] += 1
            if sizes[network.pk] > MAX_COORDINATORS:
                line.errors.append(
                    _("«%(name)s» quedaría con más de cinco personas en su equipo.") % {"name": network.name}
                )


def _likeness(lines: Sequence[Line], known: _Known) -> None:
    """Tell of people who look like the same one twice: same name, or almost the same address."""
    written = [(line.row.email.casefold(), line.row.name) for line in lines if line.row.email]
    there = [(email.casefold(), name) for email, name, _role in known.members]
    names = same_names([*written, *there])
    near = near_addresses([email for email, _name in [*written, *there]])
    for line in lines:
        address = line.row.email.casefold()
        also = names.get(address, [])
        if also:
            line.warnings.append(
                _("Hay otra persona con el mismo nombre y otro correo: %(others)s. ¿Es la misma?")
                % {"others": ", ".join(also[:3])}
            )
        alike = [other for other in near.get(address, []) if other not in also]
        if alike:
            line.warnings.append(
                _("El correo es casi igual a %(others)s. Revisa que no haya un error de tipeo.")
                % {"others": ", ".join(alike[:3])}
            )
