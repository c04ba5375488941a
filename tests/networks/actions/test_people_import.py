"""People by spreadsheet: read, told row by row, applied in one act, and nothing the second time."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.tenancy.models import Membership, Program
from networks.actions.people_import import apply_people, keep_people
from networks.errors import NotAllowedNow
from networks.likeness import near_addresses, same_names
from networks.models import Authority, Coordination, PeopleImport
from networks.people_sheet import COLUMNS, SheetRow, read_people, template
from networks.queries.people_plan import Outcome, plan_people
from tests.factories import (
    NetworkFactory,
    NetworkSchoolFactory,
    SchoolFactory,
    TerritoryFactory,
    UserFactory,
    make_coordinator,
    make_person,
)

MAY = date(2026, 5, 4)

pytestmark = pytest.mark.django_db


def row(number: int = 2, **cells: str) -> SheetRow:
    plain = {"name": "Nora Paz", "email": "nora@ejemplo.cl", "role": "Coordinación", "places": "Red Itata"}
    return SheetRow(number, **{**plain, **cells})


def csv_of(*lines: str) -> bytes:
    return "\r\n".join([";".join(COLUMNS), *lines]).encode()


def test_the_template_is_read_back(inside: Program) -> None:
    book = openpyxl.load_workbook(BytesIO(template()))
    book.worksheets[0].append(["Nora Paz", "nora@ejemplo.cl", "Coordinación", "Red Itata", date(2026, 3, 2)])
    out = BytesIO()
    book.save(out)

    rows, problems = read_people(out.getvalue())

    assert problems == []
    assert rows == [row(since="2026-03-02 00:00:00")]
    assert rows[0].day(MAY) == date(2026, 3, 2)


@pytest.mark.parametrize("written", ["02-03-2026", "02/03/2026", "2026-03-02"])
def test_days_as_people_write_them(inside: Program, written: str) -> None:
    assert row(since=written).day(MAY) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"nombre;rol\r\nNora;Coordinacion", "Falta la columna «correo»"),
        (csv_of(), "no tiene personas"),
        (b"PK\x03\x04roto", "dañado"),
    ],
)
def test_a_file_that_is_something_else_says_what_to_do(inside: Program, data: bytes, words: str) -> None:
    rows, problems = read_people(data)

    assert rows == []
    assert words in str(problems[0])


def test_everything_is_done_in_one_act_and_nothing_the_second_time(inside: Program) -> None:
    itata, nuble = NetworkFactory.create(name="Red Itata"), NetworkFactory.create(name="Red Ñuble")
    territory = TerritoryFactory.create(name="SLEP Itata")
    school = SchoolFactory.create(rbd=10012, check_digit="9")
    data = csv_of(
        "Nora Paz;Nora@ejemplo.cl;coordinadora;red itata | Red Ñuble;02-03-2026;",
        "Eva Soto;eva@ejemplo.cl;Autoridad;SLEP Itata;;",
        "Ana Ruiz;ana@ejemplo.cl;Facilitación;;;",
        "Luz Vera;luz@ejemplo.cl;Coordinación;Red Itata;;10012-9",
    )
    rows, _problems = read_people(data)

    first = apply_people(keep_people(rows, file_name="a.csv", by=None), on=MAY, by=None)
    held = _everything()
    second = plan_people(rows, MAY)

    assert [line.outcome for line in first.lines] == [Outcome.NEW] * 4
    assert [line.outcome for line in second.lines] == [Outcome.NOTHING] * 4
    assert itata.coordinations.count() == 2
    assert nuble.coordinations.get().valid_from == date(2026, 3, 2)
    assert Authority.objects.get().territory == territory
    assert itata.schools.get().school == school
    assert Membership.objects.filter(role=RoleCode.FACILITATOR).count() == 1
    again = keep_people(rows, file_name="a.csv", by=None)
    apply_people(again, on=MAY, by=None)
    assert _everything() == held


def _everything() -> tuple[int, ...]:
    return (
        Membership.objects.count(),
        Coordination.objects.count(),
        Authority.objects.count(),
        Job.objects.filter(kind="networks.people.invite").count(),
    )


def test_one_error_stops_everything_and_says_its_row(inside: Program) -> None:
    NetworkFactory.create(name="Red Itata")
    rows = [row(), row(3, email="eva@ejemplo", places="Red Itatta", name="Eva Soto")]
    planned = keep_people(rows, file_name="a.csv", by=None)

    with pytest.raises(NotAllowedNow):
        apply_people(planned, on=MAY, by=None)

    errors = plan_people(rows, MAY).lines[1].errors
    assert errors == [
        "El correo «eva@ejemplo» no está bien escrito.",
        "No encontramos la red «Red Itatta» en el programa. ¿Será «Red Itata»?",
    ]
    assert not Coordination.objects.exists()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"name": ""}, "Falta el nombre"),
        ({"role": "jefa"}, "«jefa» no es un rol"),
        ({"places": ""}, "Falta la red"),
        ({"since": "ayer"}, "«ayer» no es una fecha"),
        ({"places": "Red Itata|Red Ñuble", "schools": "10012"}, "una sola red"),
        ({"email": "sin-acceso@ejemplo.cl"}, "desactivada"),
    ],
)
def test_what_is_wrong_with_a_row(inside: Program, cells: dict[str, str], words: str) -> None:
    NetworkFactory.create(name="Red Itata")
    NetworkFactory.create(name="Red Ñuble")
    UserFactory.create(email="sin-acceso@ejemplo.cl", name="Nora Paz", is_active=False)

    line = plan_people([row(2, **cells)], MAY).lines[0]

    assert line.outcome is Outcome.ERROR
    assert any(words in error for error in line.errors)


def test_a_team_of_six_is_refused(inside: Program) -> None:
    network = NetworkFactory.create(name="Red Itata")
    for _person in range(4):
        make_coordinator(inside, network)
    rows = [row(2), row(3, email="eva@ejemplo.cl", name="Eva Soto")]

    outcomes = [line.outcome for line in plan_people(rows, MAY).lines]

    assert outcomes == [Outcome.NEW, Outcome.ERROR]


def test_a_repeated_row_is_done_once(inside: Program) -> None:
    NetworkFactory.create(name="Red Itata")

    plan = plan_people([row(2), row(3, email="NORA@ejemplo.cl")], MAY)

    assert [line.outcome for line in plan.lines] == [Outcome.NEW, Outcome.NOTHING]
    assert "Repite la fila 2." in plan.lines[1].warnings


def test_people_who_look_like_the_same_one_are_told(inside: Program) -> None:
    NetworkFactory.create(name="Red Itata")
    make_person(inside, RoleCode.FACILITATOR, name="Paz, NORA", email="npaz@slep.cl")
    make_person(inside, RoleCode.FACILITATOR, name="Otra Persona", email="norra@ejemplo.cl")

    line = plan_people([row()], MAY).lines[0]

    assert line.outcome is Outcome.NEW
    assert any("npaz@slep.cl" in words for words in line.warnings)
    assert any("casi igual a norra@ejemplo.cl" in words for words in line.warnings)


def test_likeness_compares_words_and_slips() -> None:
    names = same_names(
        [("a@x.cl", "Ana Pérez"), ("b@x.cl", "perez, ana"), ("c@x.cl", "Ana"), ("d@x.cl", "Ana")]
    )
    near = near_addresses(["ana@x.cl", "anna@x.cl", "aan@x.cl", "eva@x.cl", "equipo1@x.cl", "equipo2@x.cl"])

    assert names == {"a@x.cl": ["b@x.cl"], "b@x.cl": ["a@x.cl"]}
    assert near["ana@x.cl"] == ["aan@x.cl", "anna@x.cl"]
    assert "equipo1@x.cl" not in near
    assert "eva@x.cl" not in near


def test_schools_are_warned_of_and_never_refused(inside: Program) -> None:
    network = NetworkFactory.create(name="Red Itata")
    known = SchoolFactory.create(rbd=10012, name="Escuela Uno", is_working=False)
    there = NetworkSchoolFactory.create(network=network).school

    line = plan_people([row(schools=f"10012-1 | 7 | {there.rbd}")], MAY).lines[0]

    assert line.outcome is Outcome.NEW
    assert line.schools == [known]
    assert [words.split(":")[0] for words in line.warnings] == ["RBD 10012-1", "RBD 10012-1", "RBD 7"]


def test_somebody_who_left_is_not_brought_back_by_an_old_sheet_twice(inside: Program) -> None:
    NetworkFactory.create(name="Red Itata")
    planned = keep_people([row()], file_name="a.csv", by=None)
    apply_people(planned, on=MAY, by=None)

    with pytest.raises(NotAllowedNow, match="ya se aplicó"):
        apply_people(planned, on=MAY, by=None)

    kept = PeopleImport.objects.get()
    assert (kept.rows, kept.summary["new"]) == ([], 1)
    assert kept.applied_at is not None
    assert kept.applied_at <= timezone.now()
    assert Event.objects.filter(action="people.sheet_applied").count() == 1


@pytest.mark.parametrize("many", [1, 3, 50])
def test_a_plan_asks_the_same_of_the_database(
    inside: Program, many: int, django_assert_num_queries: object
) -> None:
    NetworkFactory.create(name="Red Itata")
    SchoolFactory.create(rbd=10012)
    rows = [
        row(n, email=f"p{n}@ejemplo.cl", name=f"Persona {n}", schools="10012") for n in range(2, 2 + many)
    ]

    with django_assert_num_queries(7):  # type: ignore[operator]
        assert len(plan_people(rows, MAY).lines) == many
