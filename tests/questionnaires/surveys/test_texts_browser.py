"""Own words, own questions and another language on a real phone; the reviewers' and the team's pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.results.actions import publish_release, publish_voices, review_text
from questionnaires.results.models import TextUse
from questionnaires.results.queries.voices import texts_of
from questionnaires.surveys.models import Survey
from tests.browsers import EVERY_WIDTH, IN_BROWSER, PHONE, fits, look, open_page, sized, violations
from tests.factories import make_coordinator, make_person
from tests.questionnaires.surveys.test_languages import content
from tests.surveys import OpenSurvey, make_network, make_open_survey
from tests.texts import QUESTIONS, kept_texts, open_with_questions, seal, write

WIDTHS = {360: 740, 768: 1024, 1440: 900}

pytestmark = IN_BROWSER


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    """A questionnaire in two languages, with an open question and one of the network's own."""
    with program_context(program):
        version = publish_version(load_instrument(content(), by=None), by=None)
        network = make_network(14, name="Red Marga Marga")
        return make_open_survey(
            program, network=network, version=version, own_items=["El horario nos sirve."]
        )


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_words_and_marks_survive_the_change_of_language_and_arrive(
    browser: Browser, live_server: LiveServer, made: OpenSurvey, javascript: bool
) -> None:
    page = open_page(browser, live_server, size=PHONE, javascript=javascript)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    page.locator("fieldset.item").first.get_by_role("radio").nth(3).check()
    page.locator("textarea").fill("Aprendí a escuchar.")

    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Professional capital of the network")
    expect(page.locator("textarea")).to_have_value("Aprendí a escuchar.")
    expect(page.locator("fieldset.item").first.get_by_role("radio").nth(3)).to_be_checked()
    look(page, f"answer-english-{javascript}")

    page.get_by_role("button", name="Enviar mis respuestas").click()
    if javascript:
        page.get_by_role("button", name="Enviar mis respuestas").click()
    expect(page.get_by_role("heading", name="Recibimos tus respuestas")).to_be_visible()
    assert kept_texts() == [("abierta", "Aprendí a escuchar.")]


def test_words_wait_on_the_phone(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page = open_page(browser, live_server, size=PHONE)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    page.locator("textarea").fill("Sin señal también.")
    expect(page.locator("[data-lar-progress]")).to_contain_text("1 de")
    page.reload()

    expect(page.locator("textarea")).to_have_value("Sin señal también.")
    assert violations(page) == []
    assert fits(page)
    page.locator("textarea").scroll_into_view_if_needed()
    look(page, "answer-open-360")


@pytest.fixture
def results(program: Program) -> Survey:
    made = open_with_questions(program)
    praise = ["Nos escuchamos.", "Rosa siempre nos anima.", "Que en la reunión todas hablan."]
    write(made, [dict.fromkeys(QUESTIONS, praise[n % 3] + " " + "Aprendemos. " * (n % 2)) for n in range(9)])
    sealed = seal(made)
    with program_context(program):
        publish_release(sealed)
        return Survey.objects.select_related("network", "program").get(pk=sealed.pk)


def decide(survey: Survey, by: User) -> None:
    for question in texts_of(survey):
        for text in question.texts:
            masked = text.text.replace("Rosa", "[nombre]")
            review_text(
                survey, text_key=text.key, use=TextUse.QUOTE, masked=masked, theme="Escucharse", by=by
            )


@pytest.mark.parametrize("width", EVERY_WIDTH)
def test_the_pages_of_review_and_the_report(
    browser: Browser, live_server: LiveServer, program: Program, results: Survey, width: int
) -> None:
    with program_context(program):
        first, second = (
            make_person(program, RoleCode.FACILITATOR, name=name) for name in ("Ana Rojas", "Luz")
        )
        decide(results, first)
        release = results.releases.get()
    page = open_page(browser, live_server, second, sized(width, WIDTHS[width]))
    place = f"{live_server.url}/{program.slug}"

    page.goto(f"{place}/voces/")
    look(page, f"voices-home-{width}")
    page.get_by_role("link", name=results.network.name).click()
    look(page, f"voices-list-{width}")
    assert violations(page) == []
    page.get_by_role("link", name="Revisar el siguiente").click()
    look(page, f"voices-text-{width}")
    assert violations(page) == []
    assert fits(page)
    page.get_by_role("button", name="Estoy de acuerdo").click()
    expect(page.get_by_text("Tu revisión quedó guardada")).to_be_visible()
    with program_context(program):
        decide(results, second)
    page.goto(f"{place}/voces/{results.pk}/publicar/")
    look(page, f"voices-publish-{width}")
    assert violations(page) == []
    assert fits(page)

    with program_context(program):
        publish_voices(results, by=second)
        team = make_coordinator(program, results.network, name="Coordina")
    page = open_page(browser, live_server, team, sized(width, WIDTHS[width]))
    page.goto(f"{place}/resultados/{release.pk}/#voces")
    expect(page.get_by_role("heading", name="Voces")).to_be_visible()
    assert re.search(r"\[nombre\] siempre nos anima", page.content())
    assert violations(page) == []
    assert fits(page)
    look(page, f"report-voices-{width}")
