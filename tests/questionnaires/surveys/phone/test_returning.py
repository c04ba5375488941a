"""Coming back to a phone: turned off, days later, without signal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.editing import put_item
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import ItemContent, ItemKind
from questionnaires.instruments.formats.content import translatable
from tests.questionnaires.surveys.phone.acts import (
    WAITING,
    arrived,
    fill,
    kept,
    said,
    send,
    service_worker_ready,
)
from tests.questionnaires.surveys.test_browser import PHONE, look, marks, phone, violations
from tests.surveys import OpenSurvey, make_open_survey
from tests.texts import QUESTIONS

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_phone_turned_off_while_it_waits(
    same_phone: Callable[[], BrowserContext], live_server: LiveServer, made: OpenSurvey
) -> None:
    address = f"{live_server.url}/r/{made.codes[0]}/"
    page = same_phone().new_page()
    page.goto(address)
    service_worker_ready(page)
    fill(page)
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)

    context = same_phone()
    context.set_offline(True)
    page = context.new_page()
    reply = page.goto(address)
    assert reply is not None
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    said(page, WAITING)
    page.goto(f"{live_server.url}/r/")
    expect(page.get_by_role("heading", name="1 respuesta por enviar")).to_be_visible()
    look(page, "phone-unsent-360")
    assert violations(page) == []

    page = same_phone().new_page()
    page.goto(f"{live_server.url}/r/")
    expect(page.get_by_role("status")).to_contain_text("Enviado (recibo ")
    assert kept(page) == 0
    assert page.evaluate("(path) => caches.match(path).then(Boolean)", f"/r/{made.codes[0]}/") is False
    assert arrived(made.survey) == 1


@pytest.mark.parametrize("at_the_door", [True, False])
def test_coming_back_days_later(
    browser: Browser, live_server: LiveServer, made: OpenSurvey, at_the_door: bool
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    marks(page, "De acuerdo", items=2)
    expect(page.get_by_text("hasta 30 días")).to_be_visible()

    page.clock.install(time=timezone.now() + timedelta(days=29))
    page.reload()
    said(page, "2 de 45 · Guardado en este teléfono")

    page.clock.set_system_time(timezone.now() + timedelta(days=31))
    page.goto(f"{live_server.url}/r/" + ("" if at_the_door else f"{made.codes[0]}/"))
    expect(page.get_by_text("Pasaron más de 30 días")).to_be_visible()
    look(page, f"phone-expired-{'door' if at_the_door else 'form'}-360")
    assert violations(page) == []
    assert kept(page) == 0


def test_a_clock_set_back_expires_nothing_and_stops_no_sending(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    fill(page)
    page.clock.install(time=timezone.now() - timedelta(days=400))
    page.reload()
    said(page, "45 de 45 · Guardado en este teléfono")

    send(page)

    expect(page.get_by_text("Enviado (recibo ")).to_be_visible()
    assert arrived(made.survey) == 1


def test_an_iphone_says_seven_days(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page = browser.new_context(viewport=PHONE, user_agent=IPHONE).new_page()
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")

    expect(page.get_by_text("hasta 7 días sin volver a esta página")).to_be_visible()
    assert violations(page) == []


IN_ENGLISH = "What do you value?"


@pytest.fixture
def in_two_languages(program: Program) -> OpenSurvey:
    """Two questions for one's own words among others, all of them in English too."""
    content = read_instrument(DEMO_CAPITAL)
    for code, text in QUESTIONS.items():
        content = put_item(content, item=ItemContent(code, "KP_D", text, kind=ItemKind.OPEN))
    english = {key: f"{text} (in English)" for key, text in translatable(content).items()}
    content = replace(content, translations={"en": {**english, "ítem.valoras": IN_ENGLISH}})
    with program_context(program):
        version = publish_version(load_instrument(content, by=None), by=None)
        return make_open_survey(program, version=version)


def test_what_was_written_and_marked_comes_back_in_any_language(
    same_phone: Callable[[], BrowserContext], live_server: LiveServer, in_two_languages: OpenSurvey
) -> None:
    page = same_phone().new_page()
    address = f"{live_server.url}/r/{in_two_languages.codes[0]}/"
    page.goto(address)
    own = page.locator("textarea[name=valoras]")
    own.fill("Que nos escuchamos.")
    page.locator("fieldset.item input").nth(2).check()
    expect(page.locator("[data-lar-progress]")).to_contain_text("2 de ")

    page = same_phone().new_page()
    page.goto(address)
    expect(page.locator("textarea[name=valoras]")).to_have_value("Que nos escuchamos.")
    expect(page.locator("fieldset.item input").nth(2)).to_be_checked()

    page.get_by_role("button", name="English").click()
    expect(page.get_by_text(IN_ENGLISH)).to_be_visible()
    expect(page.locator("textarea[name=valoras]")).to_have_value("Que nos escuchamos.")
    expect(page.locator("fieldset.item input").nth(2)).to_be_checked()
    look(page, "phone-english-360")
    assert violations(page) == []
    assert kept(page) == 1
    assert arrived(in_two_languages.survey) == 0


def test_another_language_on_a_shared_phone_carries_what_was_marked(
    browser: Browser, live_server: LiveServer, in_two_languages: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{in_two_languages.codes[0]}/")
    page.get_by_label("Este teléfono lo usan otras personas").check()
    page.locator("textarea[name=valoras]").fill("Que nos escuchamos.")

    page.get_by_role("button", name="English").click()

    expect(page.get_by_text(IN_ENGLISH)).to_be_visible()
    expect(page.locator("textarea[name=valoras]")).to_have_value("Que nos escuchamos.")
    expect(page.get_by_label("Este teléfono lo usan otras personas")).to_be_checked()
    page.locator("fieldset.item input").nth(2).check()
    expect(page.locator("[data-lar-progress]")).to_contain_text("2 de ")
    assert kept(page) == 0
