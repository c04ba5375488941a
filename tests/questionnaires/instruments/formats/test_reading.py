"""A file is what its content says; what can't be read says what to do; everything has a ceiling."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from lar.documents import tables
from questionnaires.instruments.formats import (
    Severity,
    read_instrument_file,
    to_csv_and_json,
    to_json,
    write_xlsx,
)
from questionnaires.instruments.formats.ours_xlsx import EXAMPLE
from questionnaires.instruments.formats.reading import LABELS
from questionnaires.instruments.formats.sheets import to_sheets
from tests.questionnaires.instruments.formats.builders import told, tsv, workbook


def archive(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def only_error(data: bytes) -> str:
    reading = read_instrument_file(data)
    assert reading.content is None and reading.has_errors
    [sentence] = told(reading, Severity.ERROR)
    return sentence


def test_each_format_of_ours_is_known_by_its_content() -> None:
    table, about = to_csv_and_json(EXAMPLE)

    found = [
        read_instrument_file(write_xlsx(EXAMPLE)),
        read_instrument_file(to_json(EXAMPLE).encode()),
        read_instrument_file(table.encode(), beside=about.encode()),
    ]

    assert [reading.format for reading in found] == ["xlsx", "json", "csv"]
    assert {reading.format for reading in found} <= set(LABELS)


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b"", "El archivo está vacío."),
        (b"  \n\n", "El archivo está vacío."),
        (b"%PDF-1.7 ...", "Es un PDF, y de un PDF no se puede leer un cuestionario."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Es una planilla o un documento antiguo (.xls o .doc)"),
        (b"\x89PNG\r\n", "Es una imagen."),
        (b"\x1f\x8b\x08", "Es un archivo comprimido"),
        (b"<!doctype html><html>", "El archivo es una página o un XML de otro tipo."),
        (b"PK\x03\x04 roto", "El archivo está incompleto o dañado"),
        (b"{ no es json", "El JSON no se pudo leer"),
        (b'{"code": "x"}', "Este JSON no trae los ítems: súbelo junto con su CSV."),
        (b"code;node;text\na;PN;Hola.\n", "Este CSV trae solo los ítems: súbelo junto con su JSON"),
        (b"nombre;apellido\nAna;Soto\n", "No se reconoce el formato del archivo."),
        (b"a\x00b\x00c", "El archivo no es de texto."),
        (archive(survey__x=b"1"), "El archivo es un zip"),
        (archive(word__document=b"1"), "El archivo es un documento de Word"),
        (archive(**{"survey_123.lss": b"<document/>"}), "Es un archivo de LimeSurvey con respuestas (.lsa)"),
        (workbook(Hoja1=[("a", "b"), (1, 2)]), "La planilla no trae las hojas de un cuestionario"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_what_is_not_an_instrument_says_what_to_do(data: bytes, start: str) -> None:
    assert only_error(data).startswith(start)


def test_a_file_that_is_too_heavy_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("questionnaires.instruments.formats.reading.MAX_BYTES", 100)

    assert "pesa más de" in only_error(write_xlsx(EXAMPLE))


def test_a_workbook_that_unpacks_into_too_much_is_refused() -> None:
    zeros = b"0" * (tables.MAX_UNZIPPED + 1)
    bomb = archive(**{"xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": zeros})

    assert len(bomb) < 200_000
    assert only_error(bomb).startswith("La planilla ocupa demasiado al abrirla")


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_with_definitions_inside_is_refused(member: str) -> None:
    """Entities that multiply are the same bomb in any part of the archive."""
    definitions = b"<!DOCTYPE x [<!ENTITY a '" + b"a" * 100 + b"'>"
    definitions += b"".join(
        b"<!ENTITY %c '%s'>" % (66 + n, b"&%c;" % (97 if n == 0 else 65 + n) * 20) for n in range(8)
    )
    definitions += b"]>"
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(write_xlsx(EXAMPLE))) as whole, zipfile.ZipFile(out, "w") as changed:
        for name in whole.namelist():
            content = whole.read(name)
            if name == member:
                head, _end, body = content.partition(b"?>")
                body = body.replace(b"</t>", b"&I;</t>", 1).replace(b'name="', b'name="&I;', 1)
                content = head + b"?>" + definitions + body
            changed.writestr(name, content)

    assert only_error(out.getvalue()).startswith("La planilla no se pudo abrir")


def test_too_many_members_are_refused() -> None:
    many = {f"xl__m{number}.xml": b"" for number in range(tables.MAX_MEMBERS + 1)}

    assert only_error(archive(**{"xl__workbook.xml": b"<w/>"}, **many)).startswith(
        "La planilla ocupa demasiado"
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["x"]] * (tables.MAX_ROWS + 1), f"Hay más de {tables.MAX_ROWS} filas"),
        ([["x"] * (tables.MAX_COLUMNS + 1)], f"Hay más de {tables.MAX_COLUMNS} columnas"),
    ],
)
def test_sheets_have_a_ceiling(rows: list[list[str]], sentence: str) -> None:
    assert sentence in only_error(workbook(survey=rows))


def test_blank_rows_to_the_end_of_the_sheet_hide_nothing() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "survey"
    book.active["A1"] = "type"
    book.active.cell(row=tables.LAST_ROW, column=1, value="perdida")
    out = BytesIO()
    book.save(out)

    assert f"Hay más de {tables.MAX_ROWS} filas" in only_error(out.getvalue())


def test_formatted_blank_cells_have_a_ceiling_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_CELLS", 50)

    assert "La hoja trae demasiadas celdas" in only_error(workbook(survey=[["x"] * 10] * 6))


def test_text_files_have_the_same_ceilings() -> None:
    header = b"class\ttype/scale\tname\ttext\n"

    assert "Hay más de" in only_error(header + b"G\t1\ta\tb\n" * (tables.MAX_ROWS + 1))
    assert "Una celda tiene más de" in only_error(header + b"G\t1\ta\t" + b"b" * (tables.MAX_CELL + 1))
    assert "Las comillas del archivo no calzan" in only_error(header + b'G\t1\ta\t"b\n')


def test_a_formula_counts_as_the_value_it_last_had() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in to_sheets(EXAMPLE).items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        book.get_worksheet_by_name("cuestionario").write_formula("B5", '="Cuestionario"', value=EXAMPLE.title)

    assert read_instrument_file(out.getvalue()).content == EXAMPLE


def test_a_formula_without_a_value_is_told() -> None:
    rows = [("campo", "valor"), ("código", '="a"&"b"'), ("título", "Hola")]

    reading = read_instrument_file(workbook(cuestionario=rows))

    [lost] = told(reading, Severity.UNSUPPORTED)
    assert lost.startswith("En «cuestionario», fila 2: Esta fila tiene una fórmula sin valor guardado")


def test_old_encodings_are_read_and_said() -> None:
    table, about = to_csv_and_json(EXAMPLE)
    latin = table.lstrip("\ufeff").encode("cp1252")

    reading = read_instrument_file(latin, beside=about.encode())

    assert reading.content == EXAMPLE
    assert any("Windows-1252" in text for text in told(reading, Severity.WARNING))


def test_commas_and_utf16_are_read_too() -> None:
    table, about = to_csv_and_json(EXAMPLE)
    limesurvey = tsv([{"class": "S", "name": "language", "text": "es"}]).decode("utf-8-sig")

    reading = read_instrument_file(table.replace(";", ",").encode("utf-16"), beside=about.encode())

    assert reading.content == EXAMPLE
    assert read_instrument_file(limesurvey.encode("utf-16")).format == "limesurvey-txt"
