"""Reading files of answers from elsewhere: whole and clean, or every reason why not by row."""

from __future__ import annotations

import io
import random
import zipfile
from typing import Any

import openpyxl
import pytest

from lar.documents.problems import Severity
from questionnaires.surveys.response_files import MAX_TOLD, ResponsesRead, read_responses
from questionnaires.surveys.versions import AnswerShape

SHAPE = AnswerShape(("A1", "A2", "B1"), 6, (-7,), ("abierta",))


def read(data: bytes | str, *, asked: int = 30, least: int = 1) -> ResponsesRead:
    return read_responses(data.encode() if isinstance(data, str) else data, SHAPE, asked=asked, least=least)


def sheet(*rows: tuple[Any, ...], more: tuple[tuple[Any, ...], ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in rows:
        page.append(row)
    for row in more:
        (book["otra"] if "otra" in book.sheetnames else book.create_sheet("otra")).append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(found: ResponsesRead) -> str:
    return "\n".join(map(str, found.problems))


def test_points_codes_and_blanks_in_the_order_of_the_items() -> None:
    found = read("B1;A1;a2\n1;6;3\n−7;;-9\n2.0;4,0;5\n")

    assert found.rows == ((6, 3, 1), (-9, -9, -7), (4, 5, 2))
    assert not found.problems
    assert found.counts() == {
        "responses": 3,
        "items": 3,
        "on_scale": 6,
        "not_applicable": 1,
        "dont_know": 0,
        "missing": 2,
    }


def test_a_workbook_reads_the_same() -> None:
    data = sheet(("A1", "A2", "B1"), (6, 3.0, "1"), (None, -9, -7))

    assert read(data).rows == ((6, 3, 1), (-9, -9, -7))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7", "7 no está en la escala, que va de 1 a 6"),
        ("0", "0 no está en la escala"),
        ("-8", "no ofrece «no sabe»"),
        ("3.5", "«3.5» no es un número de la escala"),
        ("de acuerdo", "«de acuerdo» no es un número"),
        ("NA", "«NA» puede decir dos cosas"),
        ("=1+1", "es una fórmula"),
        ("99999999999999999999", "no es un número de la escala"),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_item(text: str, words: str) -> None:
    found = read(f"A1;A2;B1\n1;2;3\n1;{text};3\n")

    assert found.has_errors
    assert told(found).startswith("Fila 3: A2: ")
    assert words in told(found)


@pytest.mark.parametrize("column", ["submitdate", "nombre", "id", "RUT"])
def test_an_unknown_column_is_refused_by_its_name(column: str) -> None:
    found = read(f"{column};A1;A2;B1\nx;1;2;3\n")

    assert found.has_errors
    assert f"«{column}» no es un ítem de este cuestionario" in told(found)
    assert found.rows == ()


def test_missing_columns_repeated_ones_texts_and_row_numbers_are_refused() -> None:
    assert "Falta la columna «B1»" in told(read("A1;A2\n1;2\n"))
    assert "Faltan 2 columnas: «A2», «B1»" in told(read("A1\n1\n"))
    assert "está dos veces" in told(read("A1;A1;A2;B1\n1;1;2;3\n"))
    assert "pregunta abierta" in told(read("A1;A2;B1;abierta\n1;2;3;hola\n"))
    assert "columna sin título" in told(read('"";A1;A2;B1\n1;1;2;3\n2;1;2;3\n'))
    assert len(read('"";A1;A2;B1\n1;1;2;3\n2;1;2;3\n').problems) == 1


def test_formulas_of_a_workbook_are_told_when_they_have_no_value() -> None:
    found = read(sheet(("A1", "A2", "B1"), (1, "=1+1", 3)))

    assert found.has_errors
    assert "fórmula sin valor guardado" in told(found)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "está vacío"),
        (b"  \n", "está vacío"),
        (b"%PDF-1.7 x", "no es una tabla"),
        (b'{"a": 1}', "no es una tabla"),
        (b"<html>", "no es una tabla"),
        (b"\xd0\xcf\x11\xe0 x", ".xls"),
        (b"A1;A2\x00;B1\n", "no es una tabla"),
        (b"PK\x03\x04 roto", "incompleto o dañado"),
        (sheet(("A1", "A2", "B1"), (1, 2, 3))[:900], "incompleto o dañado"),
        (sheet(("A1", "A2", "B1"), (1, 2, 3), more=(("x",),)), "más de una hoja"),
        (sheet(), "La planilla está vacía"),
        (b"A1;A2;B1\n", "ninguna respuesta"),
        (b"A1;A2;B1\n1;2;3\n4;5", "Esta fila trae 2 de 3 columnas: el archivo parece cortado"),
        (b'A1;A2;B1\n1;"2;3\n', "parece cortado"),
        (b"A1;A2;B1\n" + b"1;2;3\n" * 5001, "más de 5000 filas"),
    ],
)
def test_what_is_no_whole_table_says_so(data: bytes, words: str) -> None:
    found = read(data, asked=9000)

    assert found.has_errors
    assert words in told(found)


def test_a_zip_that_is_no_workbook_says_so() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("respuestas.csv", "A1;A2;B1\n1;2;3\n")

    assert "no es una planilla .xlsx" in told(read(out.getvalue()))


def test_more_rows_than_people_are_an_error_and_few_rows_a_warning() -> None:
    rows = "A1;A2;B1\n" + "1;2;3\n" * 4

    assert "Hay 4 respuestas y se dijo que las personas convocadas eran 3" in told(read(rows, asked=3))
    few = read(rows, least=5)
    assert not few.has_errors
    assert "menos de 5 respuestas" in told(few)


def test_people_who_left_everything_blank_are_counted_and_told() -> None:
    found = read("A1;A2;B1\n-9;-9;-9\n1;2;3\n")

    assert not found.has_errors
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]
    assert len(found.rows) == 2


def test_many_problems_are_counted_after_the_first_ones() -> None:
    found = read("A1;A2;B1\n" + "9;9;9\n" * 30)

    assert len(found.problems) == MAX_TOLD + 1
    assert "Hay 50 problemas más" in told(found)


def test_bytes_cut_or_changed_anywhere_never_raise_nor_pass_a_wrong_value() -> None:
    chance = random.Random(7)
    good = sheet(("A1", "A2", "B1"), *[(1, 2, 3)] * 20)
    for _ in range(60):
        data = bytearray(good[: chance.randrange(len(good))])
        if data and chance.random() < 0.5:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        assert read(bytes(data)).has_errors
    text = b"A1;A2;B1\n" + b"1;2;3\n" * 20
    for _ in range(200):
        changed = bytearray(text)
        changed[chance.randrange(len(changed))] = chance.randrange(256)
        for row in read(bytes(changed)).rows:
            assert set(row) <= {1, 2, 3, 4, 5, 6, -7, -9}
