"""XLSForm: scales become items, groups dimensions, and any other row a sentence with its place."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.instruments.formats import (
    InstrumentContent,
    ItemKind,
    Reading,
    Severity,
    read_instrument_file,
)
from tests.questionnaires.instruments.formats.builders import AGREEMENT, Grid, told, workbook

CHOICES: Grid = [("list_name", "name", "label"), *(("acuerdo", code, label) for code, label in AGREEMENT)]
SETTINGS: Grid = [("form_title", "form_id", "default_language"), ("Mi red", "mi_red", "")]


def read(survey: Grid, choices: Grid = CHOICES, form_settings: Grid = SETTINGS, **more: Grid) -> Reading:
    return read_instrument_file(workbook(survey=survey, choices=choices, settings=form_settings, **more))


def content_of(reading: Reading) -> InstrumentContent:
    assert reading.content is not None, [str(problem) for problem in reading.problems]
    return reading.content


def test_a_likert_form_becomes_an_instrument() -> None:
    reading = read(
        [
            ("type", "name", "label", "appearance"),
            ("begin_group", "confianza", "Confianza", ""),
            ("select_one acuerdo", "c1", "Confío en mis colegas.", "likert"),
            ("select_one acuerdo", "c2", "Pido <b>ayuda</b> en la **red**.", "likert"),
            ("end_group", "", "", ""),
            ("begin group", "final", "Para terminar", ""),
            ("text", "abierta", "¿Qué cambiarías?", ""),
            ("end group", "", "", ""),
        ]
    )

    content = content_of(reading)
    assert (reading.format, content.code, content.title) == ("xlsform", "mi_red", "Mi red")
    assert content.scale_labels == tuple(label for _code, label in AGREEMENT)
    assert content.agreement_points == 2
    assert (content.not_applicable_label, content.dont_know_label) == (None, None)
    assert [(node.code, node.label) for node in content.nodes] == [
        ("CONFIANZA", "Confianza"),
        ("FINAL", "Para terminar"),
    ]
    assert [(item.code, item.node, item.text, item.kind) for item in content.items] == [
        ("c1", "CONFIANZA", "Confío en mis colegas.", ItemKind.SCALE),
        ("c2", "CONFIANZA", "Pido ayuda en la red.", ItemKind.SCALE),
        ("abierta", "FINAL", "¿Qué cambiarías?", ItemKind.OPEN),
    ]
    assert told(reading, Severity.UNSUPPORTED) == []


def test_groups_named_as_the_models_nodes_are_those_nodes() -> None:
    reading = read(
        [
            ("type", "name", "label"),
            ("begin_group", "pn", "Lo que nos une"),
            ("select_one acuerdo", "a", "Una frase."),
            ("end_group", "", ""),
            ("begin_group", "g2", "Colaboración profunda"),
            ("select_one acuerdo", "b", "Otra frase."),
            ("end_group", "", ""),
        ]
    )

    content = content_of(reading)
    assert [node.code for node in content.nodes] == ["PN", "LR", "CP", "CC", "KP", "PR"]
    assert [item.node for item in content.items] == ["PN", "CP"]


def test_groups_inside_groups_keep_their_place() -> None:
    content = content_of(
        read(
            [
                ("type", "name", "label"),
                ("begin_group", "capital", "Capital profesional"),
                ("begin_group", "humano", "Capital humano"),
                ("select_one acuerdo", "a", "Una frase."),
                ("end_group", "", ""),
                ("end_group", "", ""),
            ]
        )
    )

    assert [(node.code, node.parent, node.kind.value) for node in content.nodes] == [
        ("CAPITAL", "", "composite"),
        ("HUMANO", "CAPITAL", "effect"),
    ]


def test_what_has_no_place_here_is_listed_by_its_row() -> None:
    reading = read(
        [
            ("type", "name", "label", "relevant", "required", "constraint", "hint"),
            ("start", "inicio", "", "", "", "", ""),
            ("note", "aviso", "Lee con calma", "", "", "", ""),
            ("calculate", "suma", "", "", "", "", ""),
            ("select_one acuerdo", "a", "Una frase.", "${b} = 1", "yes", ". > 1", "Piensa bien"),
            ("select_multiple acuerdo", "m", "Marca varias", "", "", "", ""),
            ("select_one acuerdo", "b", "Otra, ${a}.", "", "", "", ""),
            ("begin_repeat", "r", "Por persona", "", "", "", ""),
            ("select_one acuerdo", "d", "Dentro.", "", "", "", ""),
            ("end_repeat", "", "", "", "", "", ""),
            ("geopoint", "donde", "¿Dónde estás?", "", "no", "", ""),
            ("hologram", "x", "¿?", "", "", "", ""),
            ("select_one nadie", "y", "Sin lista.", "", "", "", ""),
        ]
    )

    assert [item.code for item in content_of(reading).items] == ["a"]
    unsupported = told(reading, Severity.UNSUPPORTED)
    rows = [int(match.group(1)) for text in unsupported if (match := re.search(r"fila (\d+)", text))]
    assert rows == [2, 3, 4, 5, 5, 5, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert "las respuestas son anónimas" in unsupported[0]
    assert "«relevant» no se importa: aquí todas las personas ven todas las preguntas" in unsupported[3]
    assert "«hologram»" in unsupported[-2]
    assert "la lista «nadie» no está" in unsupported[-1]


def test_a_second_scale_is_left_out_with_its_rows() -> None:
    choices: Grid = [*CHOICES, ("sino", "s", "Sí"), ("sino", "n", "No")]

    reading = read(
        [
            ("type", "name", "label"),
            ("select_one sino", "x", "¿Vas a las reuniones?"),
            ("select_one acuerdo", "a", "Una frase."),
            ("select_one acuerdo", "b", "Otra frase."),
        ],
        choices,
    )

    assert [item.code for item in content_of(reading).items] == ["a", "b"]
    assert (
        "fila 2: La pregunta «x» no se importa: se responde con otras opciones"
        in told(reading, Severity.UNSUPPORTED)[0]
    )


def test_a_scale_from_most_to_least_is_turned_and_said() -> None:
    choices: Grid = [
        ("list_name", "name", "label"),
        *(("acuerdo", str(place), label) for place, (_code, label) in enumerate(reversed(AGREEMENT))),
        ("acuerdo", "88", "No aplica"),
        ("acuerdo", "99", "No sabe / No responde"),
        ("acuerdo", "100", "Prefiero no responder"),
    ]

    reading = read([("type", "name", "label"), ("select_one acuerdo", "a", "Una frase.")], choices)

    content = content_of(reading)
    assert content.scale_labels == tuple(label for _code, label in AGREEMENT)
    assert (content.not_applicable_label, content.dont_know_label) == ("No aplica", "No sabe / No responde")
    assert any("se dio vuelta" in text for text in told(reading, Severity.WARNING))
    assert any("«Prefiero no responder»" in text for text in told(reading, Severity.UNSUPPORTED))


def test_six_points_split_in_two_halves() -> None:
    labels = ("Nunca", "Casi nunca", "A veces", "A menudo", "Casi siempre", "Siempre")
    choices: Grid = [("list_name", "name", "label"), *(("f", str(n), one) for n, one in enumerate(labels, 1))]

    content = content_of(read([("type", "name", "label"), ("select_one f", "a", "Una frase.")], choices))

    assert content.agreement_points == 3
    assert [block.value for block in content.scale.blocks] == ["desacuerdo", "acuerdo"]


def test_spanish_is_the_instruments_language_and_the_others_its_translations() -> None:
    reading = read(
        [
            ("type", "name", "label::English (en)", "label::Español (es)"),
            ("select_one yn", "a", "I learn.", "Aprendo."),
            ("select_one yn", "b", "", "Enseño."),
        ],
        [
            ("list_name", "name", "label::English (en)", "label::Español (es)"),
            ("yn", "n", "Never", "Nunca"),
            ("yn", "y", "Always", "Siempre"),
        ],
        [("form_title", "default_language"), ("My net", "English (en)")],
    )

    content = content_of(reading)
    assert content.language == "es"
    assert content.scale_labels == ("Nunca", "Siempre")
    assert content.translations["en"]["escala.2"] == "Always"
    assert content.translations["en"]["ítem.a"] == "I learn."
    warnings = told(reading, Severity.WARNING)
    assert any("«en» como traducción" in text for text in warnings)
    assert any("A la traducción «en» le falta" in text and "ítem.b" in text for text in warnings)


def test_our_two_columns_say_which_items_are_reversed_and_what_a_high_score_means() -> None:
    reading = read(
        [
            ("type", "name", "label", "reversed", "high_score_meaning"),
            ("select_one acuerdo", "a", "Una frase.", 1, "Un puntaje alto indica que va mal."),
            ("select_one acuerdo", "b", "Otra frase.", 0, "Un puntaje alto indica que va bien."),
        ]
    )

    assert [(item.is_reversed, item.high_score_meaning) for item in content_of(reading).items] == [
        (True, "Un puntaje alto indica que va mal."),
        (False, "Un puntaje alto indica que va bien."),
    ]
    assert not any("inversos" in text for text in told(reading, Severity.WARNING))


def test_without_a_scale_nothing_is_imported_and_it_says_what_is_missing() -> None:
    reading = read([("type", "name", "label"), ("text", "a", "¿Qué opinas?")])

    assert reading.content is None
    assert told(reading, Severity.ERROR) == [
        "No se encontró una escala: hace falta al menos una pregunta de opción única con sus puntos en "
        "orden, de menos a más acuerdo."
    ]


def test_a_survey_sheet_without_its_columns_is_refused() -> None:
    reading = read([("tipo", "name", "label"), ("text", "a", "¿Qué opinas?")])

    assert "En «survey»: Falta la columna «type»: agrégala en la primera fila." in told(
        reading, Severity.ERROR
    )


def test_other_sheets_and_settings_are_told() -> None:
    reading = read(
        [("type", "name", "label"), ("select_one acuerdo", "a", "Una frase.")],
        form_settings=[("form_title", "style", "public_key"), ("Mi red", "pages", "abc")],
        external_choices=[("list_name", "name"), ("regiones", "1")],
    )

    unsupported = told(reading, Severity.UNSUPPORTED)
    assert "En «external_choices»: La hoja «external_choices» no se importa." in unsupported
    assert "En «settings», fila 2: Estos ajustes no se importan: style, public key." in unsupported


TYPES = st.sampled_from(
    [
        *(
            "select_one acuerdo",
            "select_one otra",
            "select_one nadie",
            "text",
            "note",
            "integer",
            "calculate",
        ),
        *("begin_group", "end_group", "begin_repeat", "end_repeat", "select_multiple acuerdo", "raro", ""),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TYPES, st.sampled_from(["", "Una frase.", "Otra frase.", "Hola ${x}"])), max_size=12)
)
def test_no_row_of_a_form_disappears(rows: list[tuple[str, str]]) -> None:
    survey: Grid = [
        ("type", "name", "label"),
        *((kind, f"n{n}", text) for n, (kind, text) in enumerate(rows)),
    ]
    choices: Grid = [*CHOICES, ("otra", "1", "Azul"), ("otra", "2", "Rojo")]

    reading = read(survey, choices)

    if reading.content is None:
        assert any(problem.severity is Severity.ERROR for problem in reading.problems)
        return
    imported = {item.code for item in reading.content.items}
    told_rows = {problem.row for problem in reading.problems if problem.sheet == "survey"}
    nodes = {node.code for node in reading.content.nodes}
    for place, (kind, _text) in enumerate(rows):
        is_kept = f"n{place}" in imported or f"N{place}" in nodes or kind == "end_group"
        assert is_kept or place + 2 in told_rows, (place, kind)
