"""What may be taken home of a release: the same numbers in three kinds of file, and nothing more."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat
import pytest
from django.test import Client

from lar.audit.models import Event
from lar.disclosure import Audience, State
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.exports import ExportedRelease, to_csv, to_sav, to_xlsx
from questionnaires.results.released import ReleasedSurvey
from tests.factories import make_coordinator
from tests.questionnaires.results.golden_networks import golden_release
from tests.results import make_release
from tests.surveys import make_network

HASH = "ab" * 32


def exported(respondents: int = 14, **changes: Any) -> ExportedRelease:
    released = golden_release(respondents)
    known = replace(released.circumstances, **changes)
    return ExportedRelease(replace(released, circumstances=known), HASH, 1)


def sheet(data: bytes, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return list(book[name].iter_rows(values_only=True))


def records(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_sav(data: bytes, folder: Path) -> Any:
    path = folder / "read.sav"
    path.write_bytes(data)
    return pyreadstat.read_sav(str(path), user_missing=True)


def test_the_workbook_has_its_sheets_a_frozen_head_and_no_merged_cell() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([exported()], title="Resultados")))
    names = ["Léeme", "Participación", "Dimensiones", "Ítems", "Tendencia", "Acuerdos", "Diccionario"]
    assert book.sheetnames == names
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "A2"
    assert not any(page.merged_cells.ranges for page in book.worksheets)
    assert any(HASH in row for row in sheet(to_xlsx([exported()], title="R"), "Léeme"))


@pytest.mark.parametrize("respondents", [6, 14, 40])
def test_items_of_the_workbook_say_what_the_gate_let_through(respondents: int) -> None:
    one = exported(respondents)
    head, *rows = sheet(to_xlsx([one], title="R"), "Ítems")
    assert len(rows) == len(one.table.items)
    states = set()
    for item, values in zip(one.table.items, rows, strict=True):
        row = dict(zip(head, values, strict=True))
        states.add(item.state)
        shown = [row["Respuestas"], row["Desacuerdo"], row["Ni acuerdo ni desacuerdo"], row["Acuerdo"]]
        aside = [row["No aplica"], row["No sé"], row["Sin responder"]]
        if item.state is State.RESERVED:
            assert {*shown, *aside, row["% de acuerdo"]} == {"reservado"}
        elif item.state is State.MASKED:
            assert shown[0] == item.n
            assert sorted(words.split()[0] for words in shown[1:]) == ["a", "a", "al"]
            assert row["% de acuerdo"].startswith(("al menos", "a lo más"))
        else:
            assert shown == [item.n, *(cell.low for cell in item.cells)]
            assert isinstance(row["% de acuerdo"], float)
            assert aside == [item.not_applicable, item.dont_know, item.missing]
        points = [row.get(label) for label in one.table.scale.labels]
        assert [count for count in points if count is not None] == list(item.points)
    assert State.RESERVED in states
    assert (State.FULL in states) == (respondents == 40)


def test_a_masked_item_of_the_dimension_leaves_intervals_in_words() -> None:
    one = exported()
    head, *rows = sheet(to_xlsx([one], title="R"), "Dimensiones")
    found = {values[1]: dict(zip(head, values, strict=True)) for values in rows}
    masked = [dimension for dimension in one.table.dimensions if dimension.items_masked]
    assert masked
    for dimension in masked:
        low, high = dimension.cells[-1].low, dimension.cells[-1].high
        assert found[dimension.code]["Acuerdo"] == f"entre {low} y {high}"


def test_years_stand_side_by_side_and_another_version_does_not() -> None:
    now, before = exported(), exported(6, year=2025)
    head, *rows = sheet(to_xlsx([now, before], title="R"), "Tendencia")
    assert head[2:] == ("2025", "n de 2025", "2026", "n de 2026")
    purpose = next(row for row in rows if row[0] == "PN")
    assert purpose[3] == before.table.dimension("PN").n
    assert purpose[5] == now.table.dimension("PN").n
    other = replace(before.released, instrument=replace(before.released.instrument, version=9))
    head, *_rows = sheet(to_xlsx([now, ExportedRelease(other, HASH, 1)], title="R"), "Tendencia")
    assert head[2:] == ("2026", "n de 2026")


@pytest.mark.parametrize("respondents", [6, 14, 40])
def test_the_csv_adds_up_to_what_is_published(respondents: int) -> None:
    one = exported(respondents)
    rows = records(to_csv([one]))
    for item in one.table.items:
        mine = [row for row in rows if row["item"] == item.code]
        if not item.is_published:
            assert [(row["publicado"], row["n"], row["minimo"]) for row in mine] == [("0", "", "")]
            continue
        inside = [row for row in mine if int(row["respuesta"]) > 0]
        assert [int(row["minimo"]) for row in inside] == [cell.low for cell in item.cells]
        assert [int(row["maximo"]) for row in inside] == [cell.high for cell in item.cells]
        assert sum(float(row["punto_medio"].replace(",", ".")) for row in inside) == item.n
        aside = {int(row["respuesta"]): int(row["minimo"]) for row in mine if int(row["respuesta"]) < 0}
        assert aside == {-7: item.not_applicable, -8: item.dont_know, -9: item.missing}
    assert {row["huella"] for row in rows} == {HASH}


def test_the_sav_carries_labels_and_missing_values(tmp_path: Path) -> None:
    one = exported(40)
    frame, about = read_sav(to_sav([one], label="Resultados"), tmp_path)
    item = next(item for item in one.table.items if item.state is State.FULL)
    name = f"{item.code}_v{one.version}"
    assert name in frame.columns
    assert about.column_names_to_labels[name].startswith(item.text)
    assert about.variable_value_labels["respuesta"] == {
        1: "Desacuerdo",
        2: "Ni acuerdo ni desacuerdo",
        3: "Acuerdo",
        -7: "No aplica",
        -8: "No sabe",
        -9: "Sin respuesta",
    }
    spans = about.missing_ranges["respuesta"]
    assert {(span["lo"], span["hi"]) for span in spans} == {(-7, -7), (-8, -8), (-9, -9)}
    counts = dict(zip(frame["respuesta"], frame[name], strict=True))
    assert [counts[code] for code in (1, 2, 3)] == [cell.low for cell in item.cells]
    assert counts[-9] == item.missing
    reserved = next(item for item in one.table.items if item.state is State.RESERVED)
    assert frame[f"{reserved.code}_v{one.version}"].isna().all()


def test_an_audience_without_items_gets_none() -> None:
    one = replace(exported(), audience=Audience.AUTHORITY)
    assert records(to_csv([one])) == []


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    network = '=HYPERLINK("http://mal.cl")'
    one = exported(network=network)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([one], title="=1+1")))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert all(row["red"] == f"'{network}" for row in records(to_csv([one])))
    frame, _about = read_sav(to_sav([one], label="=1+1"), tmp_path)
    assert set(frame["red"]) == {network}


@pytest.mark.django_db
def test_the_team_takes_them_home_and_it_is_written_down(program: Program) -> None:
    with program_context(program):
        network = make_network(14, name="Red Itata")
        coordinator = make_coordinator(program, network)
        release = make_release(program, network=network)
    client = Client()
    client.force_login(coordinator)
    for kind, ending in (("planilla", "xlsx"), ("csv", "csv"), ("spss", "sav")):
        answer = client.get(f"/{program.slug}/resultados/{release.pk}/datos/{kind}/")
        assert answer.status_code == 200
        assert f'filename="resultados-red-itata-2026.{ending}"' in answer["Content-Disposition"]
        assert len(answer.content) > 500
    assert client.get(f"/{program.slug}/resultados/{release.pk}/datos/otro/").status_code == 404
    with program_context(program):
        events = Event.objects.filter(action="release.exported").order_by("pk")
        assert [event.details["kind"] for event in events] == ["planilla", "csv", "spss"]


def test_the_golden_release_is_what_it_was() -> None:
    """So that the tests above look at tables with every state in them."""
    released: ReleasedSurvey = golden_release(40)
    assert {item.state for item in released.network.items} >= {State.FULL, State.MASKED, State.RESERVED}


def test_the_networks_own_questions_are_marked_and_stay_out_of_what_compares() -> None:
    one = exported()
    own = replace(one, released=replace(one.released, own={Audience.NETWORK: golden_release(6).network}))
    head, *rows = sheet(to_xlsx([own], title="R"), "Ítems")
    marked = [values for values in rows if values[head.index("Dimensión")] == "propia de la red"]
    assert len(marked) == len(one.table.items)
    assert len(rows) == 2 * len(one.table.items)
    for name in ("Tendencia", "Dimensiones", "Diccionario"):
        assert sheet(to_xlsx([own], title="R"), name) == sheet(to_xlsx([one], title="R"), name)
    assert to_csv([own]) == to_csv([one])
