"""What the questionnaire says of an answer, and what becomes of it on the phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect
from playwright.sync_api import Response as Reply
from pytest_django.live_server_helper import LiveServer

from tests.questionnaires.surveys.phone.acts import (
    ALL,
    WAITING,
    answers_kept,
    arrived,
    fill,
    kept,
    said,
    send,
    signal_comes_back,
    thanked,
)
from tests.questionnaires.surveys.test_browser import look, marks, phone, violations
from tests.surveys import OpenSurvey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> Page:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    return page


def test_it_is_sent_by_itself_when_the_signal_comes_back(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page = opened(browser, live_server, made)
    fill(page)
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)
    look(page, "phone-waiting-360")
    assert violations(page) == []
    expect(page.get_by_role("radio").first).to_be_disabled()
    expect(page.get_by_role("alert")).to_contain_text("todavía no llega")
    assert kept(page) == 1
    assert arrived(made.survey) == 0

    page.context.set_offline(False)

    receipt = thanked(page)
    expect(page.get_by_role("status")).to_contain_text(f"Enviado (recibo {receipt})")
    page.get_by_text("Ver y copiar mis respuestas").click()
    expect(page.locator("pre")).to_contain_text("Pregunta 1 de 45")
    look(page, "phone-sent-360")
    assert violations(page) == []
    assert kept(page) == 0
    assert arrived(made.survey) == 1


def test_every_state_has_its_words(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page = opened(browser, live_server, made)
    said(page, "0 de 45")
    marks(page, "De acuerdo", items=1)
    said(page, "1 de 45 · Guardado en este teléfono")
    fill(page)
    held: list[Route] = []
    page.route("**/r/*/", lambda route: held.append(route))
    send(page)
    said(page, ALL + "Enviando")
    assert violations(page) == []

    held[0].abort()
    said(page, WAITING)

    page.unroute_all()
    signal_comes_back(page)
    receipt = thanked(page)
    expect(page.get_by_role("status")).to_have_text(
        f"Enviado (recibo {receipt}). Ya no queda guardado en este teléfono."
    )


def test_a_switch_touched_while_it_waits_changes_nothing_of_what_is_sent(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page = opened(browser, live_server, made)
    fill(page)
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)

    page.get_by_label("Este teléfono lo usan otras personas").check()

    said(page, ALL + "Sin conexión: no cierres esta página, se enviará sola")
    assert kept(page) == 0
    page.context.set_offline(False)
    thanked(page)
    assert [set(answers) for answers in answers_kept(made.survey)] == [{1}]


def test_the_switch_given_back_keeps_again(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page = opened(browser, live_server, made)
    shared = page.get_by_label("Este teléfono lo usan otras personas")
    shared.check()
    marks(page, "De acuerdo", items=2)
    said(page, "2 de 45")
    assert kept(page) == 0

    shared.uncheck()

    said(page, "2 de 45 · Guardado en este teléfono")
    assert kept(page) == 1


def test_a_phone_without_room_says_that_the_page_must_stay(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    fill(page)
    said(page, "45 de 45")
    page.context.set_offline(True)
    send(page)

    said(page, ALL + "Sin conexión: no cierres esta página, se enviará sola")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    page.context.set_offline(False)
    thanked(page)
    assert arrived(made.survey) == 1


def test_a_hotels_sign_in_page_is_no_receipt(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page = opened(browser, live_server, made)
    fill(page)
    page.route("**/r/*/", lambda route: route.fulfill(status=200, body="<h1>Wi-Fi</h1>"))
    send(page)

    said(page, ALL + "El servidor está ocupado, se enviará solo")
    assert kept(page) == 1


def test_a_replay_brings_the_receipt_of_the_first_sending(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page = opened(browser, live_server, made)
    fill(page)
    first: list[int] = []

    def lose(route: Route) -> None:
        first.append(route.fetch().status)
        route.abort()

    page.route("**/r/*/", lose)
    send(page)
    said(page, WAITING)
    page.unroute_all()
    replies: list[Reply] = []
    page.on("response", lambda reply: replies.append(reply))
    signal_comes_back(page)

    thanked(page)
    assert first == [201]
    assert [reply.status for reply in replies if reply.request.method == "POST"] == [200]
    assert arrived(made.survey) == 1


def test_one_s_own_answers_can_be_read_copied_and_deleted(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page = opened(browser, live_server, made)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    marks(page, "De acuerdo", items=1)
    page.get_by_text("Ver y copiar mis respuestas").click()
    expect(page.locator("pre")).to_contain_text(re.compile(r"Pregunta 1 de 45[^\n]+\nDe acuerdo"))
    page.get_by_role("button", name="Copiar").click()
    expect(page.get_by_role("button", name="Copiado")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.count("Pregunta ") == 45
    assert copied.count("(sin responder)") == 44
    page.on("dialog", lambda dialog: dialog.accept())

    page.get_by_role("button", name="Borrar de este teléfono").click()

    said(page, "0 de 45")
    assert kept(page) == 0
