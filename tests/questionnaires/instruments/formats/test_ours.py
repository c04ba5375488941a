"""Our sheets filled in by people: every mistake said at its row, and the template good as it is."""

from __future__ import annotations

import json
from io import BytesIO

import openpyxl
import pytest

from questionnaires.instruments.formats import (
    InstrumentContent,
    Severity,
    missing_translations,
    read_instrument_file,
    template,
    to_csv_and_json,
    to_json,
    write_xlsx,
)
from questionnaires.instruments.formats.ours_xlsx import EXAMPLE
from questionnaires.instruments.formats.sheets import to_sheets
from tests.questionnaires.instruments.formats.builders import told, workbook

Sheets = dict[str, list[list[str]]]


@pytest.fixture
def sheets() -> Sheets:
    return {name: [list(row) for row in rows] for name, rows in to_sheets(EXAMPLE).items()}


def test_the_template_can_be_imported_as_it_is() -> None:
    reading = read_instrument_file(template())

    assert reading.content == EXAMPLE
    assert reading.problems == ()


def test_the_template_guides_and_offers_what_can_be_chosen() -> None:
    book = openpyxl.load_workbook(BytesIO(template()))

    assert book.sheetnames == ["léeme", "cuestionario", "escala", "dimensiones", "ítems", "idiomas"]
    chosen = {rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation}
    assert {'"sí,no"', '"escala,abierta"', '"palanca,contiene otras,efecto"'} <= chosen


def test_nothing_written_is_a_formula() -> None:
    hostile = InstrumentContent(
        **{name: getattr(EXAMPLE, name) for name in EXAMPLE.__dataclass_fields__ if name != "title"},
        title='=HYPERLINK("http://ejemplo.cl","clic")',
    )

    cells = [
        cell
        for sheet in openpyxl.load_workbook(BytesIO(write_xlsx(hostile)))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]

    assert {cell.data_type for cell in cells} == {"s"}
    assert hostile.title in {cell.value for cell in cells}


def test_the_csv_opens_in_a_spreadsheet_without_surprises() -> None:
    hostile = EXAMPLE.items[0].__class__("a", "PN", "=1+1", high_score_meaning="-x")
    content = InstrumentContent(
        **{name: getattr(EXAMPLE, name) for name in EXAMPLE.__dataclass_fields__ if name != "items"},
        items=(hostile,),
    )

    table, about = to_csv_and_json(content, name="mi")

    assert table == "\ufeffcode;node;text;reversed;high_score_meaning;kind\r\na;PN;'=1+1;0;'-x;scale\r\n"
    assert json.loads(about)["items_file"] == "mi.csv"


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "sentence"),
    [
        ("cuestionario", 1, 1, "con espacio", "El código «con espacio» lleva solo letras"),
        ("cuestionario", 2, 1, "uno", "El número de versión va de 1 a 999."),
        ("cuestionario", 3, 1, "español", "«español» no es un código de idioma"),
        ("cuestionario", 4, 1, "", "Falta «título» del cuestionario."),
        ("escala", 1, 0, "7", "En «escala», fila 2: Se esperaba el punto 1, no «7»"),
        ("escala", 2, 1, "", "En «escala», fila 3: Falta el texto de este punto de la escala."),
        ("escala", 5, 2, "quizás", "En «escala», fila 6: «acuerdo» va con «sí» o «no», no «quizás»."),
        ("escala", 5, 2, "no", "Los puntos que son acuerdo son los últimos de la escala."),
        ("escala", 3, 2, "sí", "una escala impar deja al menos uno neutro al centro"),
        ("escala", 2, 1, "De acuerdo", "Dos puntos de la escala tienen el mismo texto"),
        ("dimensiones", 6, 2, "CC", "fila 7: La dimensión «PR» está contenida en «CC», que ya está dentro"),
        ("dimensiones", 3, 2, "ZZ", "En «dimensiones», fila 4: La dimensión «CP» está contenida en «ZZ»"),
        ("dimensiones", 2, 0, "PN", "En «dimensiones», fila 3: La dimensión «PN» ya está más arriba"),
        ("dimensiones", 1, 3, "motor", "En «dimensiones», fila 2: «motor» no es una clase"),
        ("dimensiones", 1, 1, "", "En «dimensiones», fila 2: La dimensión «PN» necesita un nombre"),
        ("ítems", 1, 1, "ZZ", "En «ítems», fila 2: El ítem «pn_01» nombra la dimensión «ZZ»"),
        ("ítems", 1, 2, "", "En «ítems», fila 2: El ítem «pn_01» no tiene enunciado."),
        ("ítems", 1, 2, "x" * 401, "En «ítems», fila 2: El enunciado de «pn_01» tiene 401 caracteres"),
        ("ítems", 2, 0, "pn_01", "En «ítems», fila 3: El ítem «pn_01» ya está más arriba"),
        ("ítems", 2, 3, "tal vez", "En «ítems», fila 3: «invertido» va con «sí» o «no», no «tal vez»."),
        ("ítems", 3, 3, "sí", "En «ítems», fila 4: El ítem «abierta_01» es una pregunta abierta"),
        ("ítems", 3, 5, "dibujo", "En «ítems», fila 4: «dibujo» no es un tipo de ítem"),
        ("ítems", 2, 2, "El propósito de la red me resulta claro.", "fila 3: Los ítems «pn_01» y «cc_01»"),
        ("ítems", 0, 2, "texto", "En «ítems»: Falta la columna «enunciado»: agrégala en la primera fila."),
    ],
)
def test_each_mistake_is_said_where_it_is(
    sheets: Sheets, sheet: str, row: int, column: int, text: str, sentence: str
) -> None:
    sheets[sheet][row][column] = text

    reading = read_instrument_file(workbook(**sheets))

    assert reading.content is None
    assert any(sentence in one for one in told(reading, Severity.ERROR)), told(reading, Severity.ERROR)


def test_sheets_and_columns_are_known_however_they_are_written(sheets: Sheets) -> None:
    sheets["ITEMS "] = sheets.pop("ítems")
    sheets["ITEMS "][0] = ["CODIGO", "Dimension", "enunciado", "Invertido", "Puntaje Alto", "TIPO"]

    assert read_instrument_file(workbook(**sheets)).content == EXAMPLE


def test_without_dimensions_an_instrument_has_the_models(sheets: Sheets) -> None:
    del sheets["dimensiones"], sheets["idiomas"]

    content = read_instrument_file(workbook(**sheets)).content

    assert content is not None
    assert [node.code for node in content.nodes] == ["PN", "LR", "CP", "CC", "KP", "PR"]


def test_what_is_not_of_the_template_is_told_and_the_rest_imported(sheets: Sheets) -> None:
    sheets["notas"] = [["una nota"]]
    sheets["cuestionario"].append(["autoría", "Ana"])
    sheets["ítems"][0].append("comentario")
    sheets["ítems"][1].append("Ojo")
    sheets["idiomas"][1][1] = "Otro título"

    reading = read_instrument_file(workbook(**sheets))

    assert reading.content == EXAMPLE
    assert [str(problem)[:60] for problem in reading.problems] == [
        "En «notas»: La hoja «notas» no se lee: no es de esta plantil",
        "En «cuestionario», fila 9: El campo «autoría» no se lee: los",
        "En «ítems», fila 2: La columna «comentario» no se lee: no es",
        "En «idiomas», fila 2: El texto de «cuestionario.título» se l",
    ]


def test_an_unfinished_translation_is_a_warning_with_its_keys(sheets: Sheets) -> None:
    sheets["idiomas"][0].append("en")
    for row in sheets["idiomas"][1:-1]:
        row.append(f"{row[1]} (en)")

    reading = read_instrument_file(workbook(**sheets))

    assert reading.content is not None
    assert missing_translations(reading.content) == {"en": ["ítem.abierta_01"]}
    assert told(reading, Severity.WARNING) == [
        "A la traducción «en» le falta el texto de «ítem.abierta_01»: complétala antes de publicar."
    ]


def test_a_translation_of_something_else_is_an_error(sheets: Sheets) -> None:
    sheets["idiomas"][0].append("en")
    sheets["idiomas"].append(["ítem.otro", "", "Other"])

    [error] = told(read_instrument_file(workbook(**sheets)), Severity.ERROR)

    assert "La traducción a «en» nombra «ítem.otro», que no está en el cuestionario." in error


def test_json_of_another_shape_is_refused_without_falling() -> None:
    whole = json.loads(to_json(EXAMPLE))

    for key, wrong in (("items", "x"), ("items", [1]), ("nodes", {}), ("translations", [1]), ("scale", 3)):
        reading = read_instrument_file(json.dumps(whole | {key: wrong}).encode())
        assert reading.content is None and reading.has_errors, key

    reading = read_instrument_file(json.dumps(whole | {"autor": "Ana"}).encode())
    assert reading.content == EXAMPLE
    assert told(reading, Severity.UNSUPPORTED) == ["«autor» no se lee: no es parte de un cuestionario."]
