"""The official directory into the database: counts first, then all of it or nothing, and only once."""

from __future__ import annotations

import json
import os
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from lar.audit.models import PlatformEvent
from networks.directory import reader
from networks.models import Comuna, Deprov, Region, School, SchoolSostenedor, Sostenedor

DATA = Path(reader.__file__).parent / "data"
DEMO = DATA / "directorio_demo.csv"
TRUNCATED = Path(__file__).parents[1] / "directory" / "fixtures" / "truncated.csv"

pytestmark = pytest.mark.django_db

TABLES = (Region, Comuna, Deprov, Sostenedor, School, SchoolSostenedor)


def run(command: str, *args: object, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command(command, *(str(arg) for arg in args), stdout=out, stderr=StringIO(), **options)
    return dict(json.loads(out.getvalue()))


def rows() -> list[int]:
    return [model._base_manager.count() for model in TABLES]


def lines(*schools: str, year: int = 2024) -> str:
    header = "AGNO;RBD;DGV_RBD;NOM_RBD;RUT_SOSTENEDOR;COD_COM_RBD;NOM_COM_RBD;COD_DEPE;ESTADO_ESTAB;MAT_TOTAL"
    return "\r\n".join([header, *(f"{year};{school}" for school in schools), ""])


def write(folder: Path, *schools: str, year: int = 2024) -> Path:
    path = folder / f"directorio_{year}.csv"
    path.write_text(lines(*schools, year=year), encoding="utf-8")
    return path


def test_without_apply_it_counts_and_writes_nothing() -> None:
    found = run("import_schools", DEMO)

    assert found["applied"] is False
    assert (found["rows"], found["working"], found["with_pupils"]) == (258, 249, 248)
    assert found["changes"]["schools"] == {"create": 258, "update": 0, "unchanged": 0}
    assert rows() == [0, 0, 0, 0, 0, 0]
    assert not PlatformEvent.objects.exists()


def test_apply_writes_everything_and_leaves_one_event() -> None:
    found = run("import_schools", DEMO, apply=True, sostenedores=DATA / "sostenedores_demo.csv")

    assert rows()[:3] == [6, 20, 8]
    assert School.objects.count() == 258
    assert School.objects.filter(is_working=True, has_pupils=True).count() == 248
    assert SchoolSostenedor.objects.filter(valid_from=date(2024, 3, 1), valid_to=None).count() == 255
    assert not Sostenedor.objects.filter(schools__isnull=False, name="").exists()
    event = PlatformEvent.objects.get()
    assert event.action == "directory.imported"
    assert event.details["changes"] == found["changes"]


def test_twice_changes_nothing() -> None:
    run("import_schools", DEMO, apply=True)
    before = rows()

    again = run("import_schools", DEMO, apply=True)

    changed = {name: (part["create"], part["update"]) for name, part in again["changes"].items()}
    assert set(changed.values()) == {(0, 0)}
    assert rows() == before


def test_a_cut_file_leaves_nothing_half_written() -> None:
    with pytest.raises(CommandError, match="cortado"):
        run("import_schools", TRUNCATED, apply=True)

    assert rows() == [0, 0, 0, 0, 0, 0]


def test_a_fault_while_writing_rolls_everything_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("networks.actions.directory._write_holders", fail)

    with pytest.raises(RuntimeError):
        run("import_schools", DEMO, apply=True)

    assert rows() == [0, 0, 0, 0, 0, 0]


def test_far_fewer_schools_than_known_are_refused_unless_accepted(tmp_path: Path) -> None:
    run("import_schools", DEMO, apply=True)
    few = write(tmp_path, "90001;K;ESCUELA EL TRIGAL;57900001;5107;QUINTERO;6;1;200")

    assert run("import_schools", few)["changes"]["schools"]["update"] == 1
    with pytest.raises(CommandError, match="--accept-drop"):
        run("import_schools", few, apply=True)
    assert School.objects.get(rbd=90001).name == "Escuela El Trigal del Bosque"

    run("import_schools", few, apply=True, accept_drop=True)
    assert School.objects.get(rbd=90001).name == "Escuela El Trigal"
    assert School.objects.count() == 258


def test_an_older_year_does_not_undo_a_newer_one(tmp_path: Path) -> None:
    school = "90001;K;ESCUELA EL TRIGAL;57900001;5107;QUINTERO;6;1;200"
    run("import_schools", write(tmp_path, school, year=2025), apply=True)

    with pytest.raises(CommandError, match="ya tiene el directorio de 2025"):
        run("import_schools", write(tmp_path, school, year=2024), apply=True)


def test_the_next_year_dates_the_change_of_sostenedor_and_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    run("import_schools", DEMO, apply=True)
    before = School.objects.get(rbd=90003)
    next_year = write(tmp_path, "90003;;ESCUELA X;57900002;5107;QUINTERO;6;1;200", year=2025)

    run("import_schools", next_year, apply=True, accept_drop=True)

    periods = SchoolSostenedor.objects.filter(school=90003).order_by("valid_from")
    assert [(p.sostenedor.rut[:10], p.valid_from, p.valid_to) for p in periods] == [
        ("57.900.001", date(2024, 3, 1), date(2025, 3, 1)),
        ("57.900.002", date(2025, 3, 1), None),
    ]
    after = School.objects.get(rbd=90003)
    assert (after.deprov_id, after.is_rural) == (before.deprov_id, before.is_rural)
    assert (after.name, after.directory_year) == ("Escuela X", 2025)


def test_transfers_are_dated_and_repeatable() -> None:
    run("import_schools", DEMO, apply=True)

    assert run("import_transfers", DATA / "traspasos_demo.csv")["changes"]["create"] == 25
    assert SchoolSostenedor.objects.filter(valid_from=date(2026, 1, 1)).count() == 0
    run("import_transfers", DATA / "traspasos_demo.csv", apply=True)
    again = run("import_transfers", DATA / "traspasos_demo.csv", apply=True)

    assert again["changes"] == {"create": 0, "update": 0, "unchanged": 25}
    holders = SchoolSostenedor.objects.filter(school=90032).order_by("valid_from")
    assert [(h.valid_from, h.valid_to) for h in holders] == [
        (date(2024, 3, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), None),
    ]
    # The directory of the year in between says the former one: nothing to change.
    assert run("import_schools", DEMO)["changes"]["school_sostenedores"]["unchanged"] == 255


def test_a_school_that_passes_twice_in_one_list_has_three_periods(tmp_path: Path) -> None:
    run("import_schools", DEMO, apply=True)
    path = tmp_path / "traspasos.csv"
    path.write_text(
        "RBD;RUT_SOSTENEDOR;desde\n90032;57900001;01-01-2025\n90032;57900002;01-01-2026\n", encoding="utf-8"
    )

    run("import_transfers", path, apply=True)

    ends = (
        SchoolSostenedor.objects.filter(school=90032)
        .order_by("valid_from")
        .values_list("valid_to", flat=True)
    )
    assert list(ends) == [date(2025, 1, 1), date(2026, 1, 1), None]


def test_an_unknown_school_in_a_transfer_list_stops_it(tmp_path: Path) -> None:
    path = tmp_path / "traspasos.csv"
    path.write_text("RBD;RUT_SOSTENEDOR;desde\n1;57900001;01-01-2025\n", encoding="utf-8")

    with pytest.raises(CommandError, match="el RBD 1 no está en el directorio"):
        run("import_transfers", path, apply=True)


def test_schools_are_listed_as_in_a_spanish_dictionary() -> None:
    region = Region.objects.create(code=16, name="Ñuble")
    for code, name in enumerate(["Ñiquén", "Ninhue", "Núñez", "Yungay", "Ñuñoa", "Olmué", "Nunoa"], 16_101):
        Comuna.objects.create(code=code, name=name, region=region)

    assert list(Comuna.objects.values_list("name", flat=True)) == [
        "Ninhue",
        "Nunoa",
        "Núñez",
        "Ñiquén",
        "Ñuñoa",
        "Olmué",
        "Yungay",
    ]


@pytest.mark.skipif("LAR_DIRECTORY_CSV" not in os.environ, reason="needs the official file")
def test_the_official_file() -> None:
    path = os.environ["LAR_DIRECTORY_CSV"]

    first = run("import_schools", path, apply=True)
    second = run("import_schools", path, apply=True)

    counts = ("rows", "working", "with_pupils", "working_with_pupils")
    assert [first[name] for name in counts] == [16_694, 12_037, 11_049, 11_048]
    assert first["seconds"] < 60
    assert second["changes"]["schools"] == {"create": 0, "update": 0, "unchanged": 16_694}
    assert School.objects.count() == 16_694
