"""Answering in another language: chosen on the page, without a script, and kept nowhere."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.editing import put_item
from questionnaires.instruments.errors import InstrumentRefused
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import InstrumentContent, ItemContent, ItemKind, translatable
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.codes import ticket_of
from tests.surveys import OpenSurvey, make_open_survey

# A few sentences as somebody who writes English would put them; the rest only has to be told apart.
ENGLISH = {
    "cuestionario.título": "Professional capital of the network",
    "escala.1": "Strongly disagree",
    "escala.5": "Strongly agree",
    "ítem.abierta": "What have you learned this year?",
}


def in_english(content: InstrumentContent) -> dict[str, str]:
    rest = {key: f"English text of {key.split('.')[1]}" for key in translatable(content)}
    return {**rest, **ENGLISH}


def content() -> InstrumentContent:
    question = ItemContent("abierta", "KP_D", "¿Qué aprendiste este año?", kind=ItemKind.OPEN)
    spanish = put_item(read_instrument(DEMO_CAPITAL), item=question)
    return replace(spanish, translations={"en": in_english(spanish)})


@pytest.fixture
def version(inside: Program) -> QuestionnaireVersion:
    return publish_version(load_instrument(content(), by=None), by=None)


@pytest.fixture
def made(inside: Program, version: QuestionnaireVersion) -> OpenSurvey:
    return make_open_survey(inside, version=version)


def ask(made: OpenSurvey, query: str = "") -> str:
    response = Client().get(f"/r/{made.codes[0]}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def send(made: OpenSurvey, **fields: str) -> Any:
    survey = made.survey
    ticket = ticket_of(survey.program_id, survey.pk, survey.version_id)
    return Client().post(
        f"/r/{made.codes[0]}/", {"ticket": ticket, "client_key": str(uuid.uuid4()), **fields}
    )


def test_a_translation_that_lacks_a_text_is_not_published(inside: Program) -> None:
    whole = content()
    lacking = {key: text for key, text in whole.translations["en"].items() if key != "escala.5"}

    with pytest.raises(InstrumentRefused, match=r"escala\.5"):
        publish_version(load_instrument(replace(whole, translations={"en": lacking}), by=None), by=None)


def test_spanish_comes_first_and_each_language_says_its_own_name(made: OpenSurvey) -> None:
    page = ask(made)

    assert "¿Qué aprendiste este año?" in page
    assert '<strong lang="es-CL">Español</strong>' in page
    assert re.search(r'<button[^>]*name="ver_en" value="en" lang="en"[^>]*>English</button>', page)
    assert 'form="respuestas"' in page
    assert "No se guarda en qué idioma respondiste" in page


@pytest.mark.parametrize("query", ["?idioma=en", "?idioma=EN", "?idioma=arn", "?idioma=" + "x" * 300])
def test_an_address_may_name_a_language_and_any_other_is_spanish(made: OpenSurvey, query: str) -> None:
    assert ("Strongly agree" in ask(made, query)) is (query == "?idioma=en")


def test_what_is_in_english_says_so_and_the_rest_is_spanish(made: OpenSurvey) -> None:
    page = ask(made, "?idioma=en")

    assert '<html lang="es-CL">' in page
    assert '<h1 lang="en">Professional capital of the network</h1>' in page
    assert '<span lang="en">What have you learned this year?</span>' in page
    assert re.search(r'<div class="options"[^>]* lang="en"', page)
    assert "Pregunta 1 de" in page
    assert "Enviar mis respuestas" in page
    assert '<input type="hidden" name="idioma" value="en">' in page


def test_changing_language_keeps_what_was_marked_and_written_and_sends_nothing(made: OpenSurvey) -> None:
    key = str(uuid.uuid4())

    page = send(made, ver_en="en", client_key=key, kp_h_01="4", abierta="A <escucharnos>.").content.decode()

    assert "Strongly agree" in page
    assert re.search(r'name="kp_h_01" value="4"[^>]* checked', page)
    assert "A &lt;escucharnos&gt;.</textarea>" in page
    assert f'name="client_key" value="{key}"' in page
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT lar_survey_has_answers(%s)", [made.survey.pk])
        assert cursor.fetchone() == (False,)


def test_back_to_spanish_too(made: OpenSurvey) -> None:
    page = send(made, ver_en="", idioma="en", kp_h_01="4").content.decode()

    assert "Strongly agree" not in page
    assert re.search(r'name="kp_h_01" value="4"[^>]* checked', page)


def test_a_form_that_comes_back_is_in_the_language_it_was_in(made: OpenSurvey) -> None:
    response = send(made, idioma="en", kp_h_01="9")

    assert response.status_code == 422
    assert "Strongly agree" in response.content.decode()


def test_the_language_is_no_part_of_what_is_kept(made: OpenSurvey) -> None:
    key = str(uuid.uuid4())

    first = send(made, idioma="en", client_key=key, kp_h_01="4")
    again = send(made, client_key=key, kp_h_01="4")

    assert [first.status_code, again.status_code] == [201, 200]


def test_changing_language_with_a_wrong_code_is_a_wrong_code(made: OpenSurvey) -> None:
    response = Client().post("/r/ZZZZZZ/", {"ver_en": "en"})

    assert response.status_code == 404
    assert "Strongly agree" not in response.content.decode()
