"""LimeSurvey: arrays and lists become items, and what has no place is listed; text and XML say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.instruments.formats import (
    InstrumentContent,
    ItemKind,
    Reading,
    Severity,
    read_instrument_file,
)
from tests.questionnaires.instruments.formats.builders import AGREEMENT, lss, told, tsv


def content_of(reading: Reading) -> InstrumentContent:
    assert reading.content is not None, [str(problem) for problem in reading.problems]
    return reading.content


def group(number: str, name: str, **more: str) -> dict[str, str]:
    return {"class": "G", "type/scale": number, "name": name, "language": "es"} | more


def question(code: str, kind: str, text: str, **more: str) -> dict[str, str]:
    return {
        "class": "Q",
        "type/scale": kind,
        "name": code,
        "relevance": "1",
        "text": text,
        "language": "es",
    } | more


def part(kind: str, code: str, text: str, **more: str) -> dict[str, str]:
    return {"class": kind, "type/scale": "0", "name": code, "text": text, "language": "es"} | more


ABOUT = [
    {"class": "S", "name": "language", "text": "es"},
    {"class": "S", "name": "format", "text": "G"},
    {"class": "SL", "name": "surveyls_title", "text": "Nuestra red", "language": "es"},
    {"class": "SL", "name": "surveyls_welcometext", "text": "<p>Hola.</p><p>Gracias.</p>", "language": "es"},
]
ARRAY = [
    question("conf", "F", "¿Cuánto estás de acuerdo?"),
    part("SQ", "SQ001", "Confío en mis colegas."),
    part("SQ", "SQ002", "Pido ayuda."),
    *(part("A", f"A{code}", label) for code, label in AGREEMENT),
]


def test_an_array_becomes_its_sentences() -> None:
    reading = read_instrument_file(tsv([*ABOUT, group("1", "Confianza"), *ARRAY]))

    content = content_of(reading)
    assert (reading.format, content.title, content.introduction) == (
        "limesurvey-txt",
        "Nuestra red",
        "Hola.\n\nGracias.",
    )
    assert content.scale_labels == tuple(label for _code, label in AGREEMENT)
    assert [(item.code, item.node, item.text) for item in content.items] == [
        ("conf_SQ001", "CONFIANZA", "Confío en mis colegas."),
        ("conf_SQ002", "CONFIANZA", "Pido ayuda."),
    ]
    assert told(reading, Severity.UNSUPPORTED) == [
        "Fila 3: Los ajustes y textos del programa de origen (apariencia, fechas, correos…) no se importan: "
        "filas 3.",
        "Fila 7: El encabezado de «conf» («¿Cuánto estás de acuerdo?») no se importa: sus frases van solas. "
        "Revisa que se entiendan sin él.",
    ]


@pytest.mark.parametrize(
    ("kind", "labels", "dont_know"),
    [
        ("A", ("1", "2", "3", "4", "5"), None),
        ("B", tuple(str(point) for point in range(1, 11)), None),
        ("C", ("No", "Sí"), "No sé"),
        ("E", ("Disminuyó", "Sigue igual", "Aumentó"), None),
    ],
)
def test_arrays_with_answers_of_their_own(kind: str, labels: tuple[str, ...], dont_know: str | None) -> None:
    rows = [question("q", kind, ""), part("SQ", "a", "Una frase."), part("SQ", "b", "Otra frase.")]

    content = content_of(read_instrument_file(tsv([*ABOUT, group("1", "G"), *rows])))

    assert (content.scale_labels, content.dont_know_label) == (labels, dont_know)


@pytest.mark.parametrize("kind", ["L", "!", "O", "5", "Y"])
def test_single_choices_are_items(kind: str) -> None:
    answers = [part("A", f"A{code}", label) for code, label in AGREEMENT]
    rows = [question("q1", kind, "Una frase."), *answers, question("q2", kind, "Otra frase."), *answers]

    content = content_of(read_instrument_file(tsv([*ABOUT, group("1", "G"), *rows])))

    assert [item.code for item in content.items] == ["q1", "q2"]
    assert len(content.scale_labels) == (2 if kind == "Y" else 5)


def test_texts_are_open_questions() -> None:
    rows = [*ARRAY, question("que", "T", "¿Qué cambiarías?")]

    content = content_of(read_instrument_file(tsv([*ABOUT, group("1", "G"), *rows])))

    assert [item.kind for item in content.items] == [ItemKind.SCALE, ItemKind.SCALE, ItemKind.OPEN]


@pytest.mark.parametrize("kind", ["M", "N", "D", "R", "X", "*", "1", ":", ";", "|", "Q", "G", "Ñ"])
def test_other_types_are_left_out_with_their_parts(kind: str) -> None:
    rows = [*ARRAY, question("otra", kind, "Otra cosa."), part("SQ", "x", "X"), part("A", "y", "Y")]

    reading = read_instrument_file(tsv([*ABOUT, group("1", "G"), *rows]))

    assert len(content_of(reading).items) == 2
    assert any(
        text.startswith("Fila 15: La pregunta «otra» no se importa, ni sus frases u opciones: ")
        for text in told(reading, Severity.UNSUPPORTED)
    )


def test_conditions_quotas_and_settings_are_listed_by_row() -> None:
    rows = [
        group("1", "G", relevance="age > 3", text="De qué trata"),
        question("q", "F", "", relevance="x == 1", mandatory="Y", other="N", random_order="1", help="Ayuda"),
        part("SQ", "a", "Una frase.", relevance="y == 2"),
        part("SQ", "b", "Una frase con <img src='x.png'> imagen."),
        *(part("A", code, label) for code, label in AGREEMENT),
        {"class": "QTA", "name": "cuota"},
        question("z", "T", "Hola {TOKEN:FIRSTNAME}"),
        part("SQ", "a", "Suelta."),
    ]

    reading = read_instrument_file(tsv([*ABOUT, *rows]))

    text = "\n".join(told(reading, Severity.UNSUPPORTED))
    for expected in (
        "Fila 6: La condición del grupo «G» («age > 3»)",
        "Fila 6: La descripción del grupo «G» no se importa.",
        "Fila 7: La condición de «q» («x == 1»)",
        "Fila 7: De «q» no se importa: la ayuda, que sea obligatoria, el orden al azar.",
        "Fila 8: La condición de la frase «a» de «q» («y == 2»)",
        "Fila 9: De este texto queda fuera una imagen.",
        "Fila 15: La fila «cuota» no se importa: es una cuota",
        "Fila 16: La pregunta «z» no se importa, ni sus frases u opciones: su texto toma respuestas",
    ):
        assert expected in text


def test_the_second_language_is_matched_by_number_and_code() -> None:
    about = [*ABOUT, {"class": "S", "name": "additional_languages", "text": "en"}]
    english = [
        group("1", "Trust", language="en"),
        question("conf", "F", "", language="en"),
        part("SQ", "SQ001", "I trust my colleagues.", language="en"),
        part("SQ", "SQ002", "I ask for help.", language="en"),
        *(part("A", f"A{code}", f"Level {code}", language="en") for code, _label in AGREEMENT),
    ]

    content = content_of(read_instrument_file(tsv([*about, group("1", "Confianza"), *ARRAY, *english])))

    assert len(content.items) == 2
    assert content.translations["en"]["ítem.conf_SQ002"] == "I ask for help."
    assert content.translations["en"]["escala.5"] == "Level 5"
    assert content.translations["en"]["dimensión.CONFIANZA"] == "Trust"


def test_the_same_code_twice_is_told() -> None:
    rows = [*ARRAY, question("conf", "T", "¿Otra vez?"), part("A", "x", "De la repetida")]

    reading = read_instrument_file(tsv([*ABOUT, group("1", "G"), *rows]))

    unsupported = told(reading, Severity.UNSUPPORTED)
    assert "Fila 15: La pregunta «conf» no se importa: ese código ya está más arriba." in unsupported
    assert "Fila 16: La fila «x» no se importa: su pregunta tampoco." in unsupported


def words_of(key: str, field: str, texts: dict[str, str]) -> list[dict[str, str]]:
    return [{key: number, field: text, "language": "es"} for number, text in texts.items()]


def dump(version: int) -> bytes:
    """The same survey as LimeSurvey writes it before and since version 4."""
    groups = [{"gid": "7", "group_order": "1"}]
    questions = [
        {"qid": "10", "parent_qid": "0", "gid": "7", "type": "F", "title": "conf", "question_order": "1"},
        {"qid": "20", "parent_qid": "0", "gid": "7", "type": "M", "title": "varias", "question_order": "2"},
        {"qid": "30", "parent_qid": "0", "gid": "7", "type": "T", "title": "que", "question_order": "3"},
    ]
    questions[2] |= {"relevance": "conf_SQ001 > 3", "mandatory": "Y"}
    subquestions = [
        {"qid": "12", "parent_qid": "10", "title": "SQ002", "question_order": "2", "scale_id": "0"},
        {"qid": "11", "parent_qid": "10", "title": "SQ001", "question_order": "1", "scale_id": "0"},
    ]
    answers = [
        {"aid": str(place), "qid": "10", "code": f"A{code}", "sortorder": str(place), "scale_id": "0"}
        for place, (code, _label) in enumerate(AGREEMENT, start=1)
    ]
    texts = {"10": "", "11": "Confío en mis colegas.", "12": "Pido ayuda.", "20": "Varias", "30": "¿Qué?"}
    labels = {str(place): label for place, (_code, label) in enumerate(AGREEMENT, start=1)}
    tables = {
        "surveys": [{"sid": "1", "language": "es", "format": "G"}],
        "surveys_languagesettings": [
            {
                "surveyls_language": "es",
                "surveyls_title": "Nuestra red",
                "surveyls_welcometext": "<p>Hola.</p>",
            }
        ],
        "question_attributes": [{"qid": "10", "attribute": "random_order", "value": "1"}],
        "quota": [{"id": "1", "name": "cuota"}],
    }
    if version < 400:
        for row in groups:
            row |= {"group_name": "Confianza", "language": "es"}
        for row in (*questions, *subquestions):
            row |= {"question": texts[row["qid"]], "language": "es"}
        for row in answers:
            row |= {"answer": labels[row.pop("aid")], "language": "es"}
    else:
        tables["group_l10ns"] = words_of("gid", "group_name", {"7": "Confianza"})
        tables["question_l10ns"] = words_of("qid", "question", texts)
        tables["answer_l10ns"] = words_of("aid", "answer", labels)
    tables |= {
        "groups": groups,
        "questions": questions,
        "subquestions": subquestions,
        "answers": answers,
    }
    return lss(version, tables)


@pytest.mark.parametrize("version", [177, 623])
def test_both_generations_of_lss_say_the_same(version: int) -> None:
    reading = read_instrument_file(dump(version))

    content = content_of(reading)
    assert (reading.format, content.title, content.introduction) == ("limesurvey-lss", "Nuestra red", "Hola.")
    assert content.scale_labels == tuple(label for _code, label in AGREEMENT)
    assert [(item.code, item.text, item.kind.value) for item in content.items] == [
        ("conf_SQ001", "Confío en mis colegas.", "scale"),
        ("conf_SQ002", "Pido ayuda.", "scale"),
        ("que", "¿Qué?", "open"),
    ]
    assert [node.label for node in content.nodes] == ["Confianza"]
    text = "\n".join(told(reading, Severity.UNSUPPORTED))
    for expected in (
        "En «questions», fila 1: De «conf» no se importa: el orden al azar.",
        "En «questions», fila 2: La pregunta «varias» no se importa: permite marcar varias opciones",
        "En «questions», fila 3: La condición de «que» («conf_SQ001 > 3»)",
        "En «questions», fila 3: De «que» no se importa: que sea obligatoria.",
        "En «quota»: La tabla «quota» no se importa (filas: 1): aquí no hay cuotas.",
    ):
        assert expected in text


def test_an_xml_with_definitions_is_refused() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document>&b;</document>'
    )

    reading = read_instrument_file(bomb)

    assert told(reading, Severity.ERROR) == ["El XML trae definiciones que no se aceptan por seguridad."]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<?xml version='1.0'?><document><a>", "El XML está incompleto o dañado: vuelve a exportarlo."),
        (
            b"<?xml version='1.0'?><document><LimeSurveyDocType>Group</LimeSurveyDocType></document>",
            "Este XML no es un cuestionario de LimeSurvey: exporta la encuesta completa como «.lss».",
        ),
    ],
)
def test_other_xml_says_what_to_export(data: bytes, sentence: str) -> None:
    assert told(read_instrument_file(data), Severity.ERROR) == [sentence]


CLASSES = st.sampled_from(
    ["Q F", "Q L", "Q T", "Q M", "Q X", "SQ", "A", "G", "S", "SL", "AS", "QTA", "C", "raro"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(CLASSES, st.sampled_from(["", "1", "x > 1"])), max_size=12))
def test_no_question_of_a_survey_disappears(rows: list[tuple[str, str]]) -> None:
    """Each row is imported or told; parts of a question that stays out are told with it."""
    written = [*ABOUT, group("1", "G"), *ARRAY]
    first = len(written) + 2
    for place, (kind, relevance) in enumerate(rows):
        name, _space, type_ = kind.partition(" ")
        row = {"class": name, "type/scale": type_ or "0", "name": f"n{place}", "text": f"Frase {place}."}
        written.append(row | {"relevance": relevance, "language": "es"})

    reading = read_instrument_file(tsv(written))

    content = content_of(reading)
    codes = " ".join(item.code for item in content.items)
    told_rows = {problem.row for problem in reading.problems}
    settings_row = next((str(one) for one in reading.problems if "filas 3" in one.message), "")
    for place, (kind, _relevance) in enumerate(rows):
        number = place + first
        if kind.startswith("Q ") or kind in {"AS", "QTA", "C", "raro"}:
            assert f"n{place}" in codes or number in told_rows, (place, kind)
        elif kind == "S" or kind == "SL":
            assert str(number) in settings_row, (place, kind)
        elif kind == "G":
            assert number in told_rows or any(node.label == f"n{place}" for node in content.nodes), place
