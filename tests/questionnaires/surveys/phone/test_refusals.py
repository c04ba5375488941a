"""What the server may answer besides a receipt, and what the person then reads. Each answer is a real one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from questionnaires.surveys.guessing import WINDOWS
from questionnaires.surveys.locks import ALONE
from questionnaires.surveys.models import Survey
from tests.questionnaires.surveys.phone.acts import (
    ALL,
    answers_kept,
    arrived,
    count_sendings,
    fill,
    kept,
    pause_clock,
    said,
    send,
    signal_comes_back,
    thanked,
)
from tests.questionnaires.surveys.test_browser import look, phone, violations
from tests.surveys import OpenSurvey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> Page:
    """A questionnaire that was filled in."""
    opened, _ = phone(browser)
    opened.goto(f"{live_server.url}/r/{made.codes[0]}/")
    fill(opened)
    return opened


def test_a_code_that_another_phone_used(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    """404, on two of three phones with the same code."""
    pages = [phone(browser)[0] for _ in range(3)]
    for page in pages:
        page.goto(f"{live_server.url}/r/{made.codes[0]}/")
        fill(page)
    send(pages[0])
    thanked(pages[0])

    for page in pages[1:]:
        tries = count_sendings(page)
        send(page)
        expect(page.get_by_role("alert")).to_contain_text("este código ya se usó")
        signal_comes_back(page)
        assert kept(page) == 1
        assert len(tries) == 1
    look(pages[1], "phone-refused-360")
    assert violations(pages[1]) == []
    assert arrived(made.survey) == 1
    pages[1].goto(f"{live_server.url}/r/")
    expect(pages[1].get_by_role("heading", name="1 respuesta guardada sin enviar")).to_be_visible()
    look(pages[1], "phone-unsent-refused-360")
    assert violations(pages[1]) == []
    pages[1].on("dialog", lambda dialog: dialog.accept())
    pages[1].get_by_role("button", name="Borrar de este teléfono").click()
    expect(pages[1].get_by_role("heading", name="no queda nada por enviar")).to_be_visible()
    assert kept(pages[1]) == 0


def test_other_answers_under_a_key_that_was_used(
    page: Page, live_server: LiveServer, made: OpenSurvey
) -> None:
    """409: the same questionnaire open twice on one phone, sent twice with different answers."""
    second = page.context.new_page()
    second.goto(page.url)
    second.locator("fieldset.item").first.locator("input").nth(3).check()
    send(second)
    thanked(second)
    tries = count_sendings(page)

    send(page)

    expect(page.get_by_role("alert")).to_contain_text("vale lo primero que se envió")
    said(page, ALL + "No se envió")
    assert violations(page) == []
    signal_comes_back(page)
    assert len(tries) == 1
    assert [answers[:2] for answers in answers_kept(made.survey)] == [[4, 1]]


def test_more_than_the_server_takes(page: Page, made: OpenSurvey) -> None:
    """413, never sent again by itself."""
    page.evaluate("document.querySelector('fieldset.item input').value = 'x'.repeat(120000)")
    page.locator("fieldset.item").nth(1).locator("input").nth(1).check()
    tries = count_sendings(page)

    send(page)

    expect(page.get_by_role("alert")).to_contain_text("es más de lo que el servidor puede recibir")
    signal_comes_back(page)
    assert len(tries) == 1
    assert kept(page) == 1
    assert arrived(made.survey) == 0


def test_an_answer_to_correct(page: Page, made: OpenSurvey) -> None:
    """422: its field is named and led to; nothing else is lost."""
    page.evaluate("document.querySelector('fieldset.item input').value = '77'")
    page.locator("fieldset.item").nth(1).locator("input").nth(1).check()
    send(page)
    expect(page.get_by_text("Falta corregir algo")).to_be_visible()
    said(page, "44 de 45 · Guardado en este teléfono")
    look(page, "phone-correct-360")
    assert violations(page) == []
    wrong = page.locator(".error-summary a")
    expect(wrong).to_have_attribute(
        "href", "#" + str(page.locator("fieldset.item").first.get_attribute("id"))
    )
    expect(page.locator("fieldset.item").first).to_have_accessible_description(re.compile("elige una"))

    page.locator("fieldset.item input").first.check()
    send(page)

    thanked(page)
    assert [answers[:3] for answers in answers_kept(made.survey)] == [[1, 2, 1]]


def test_too_many_wrong_codes_from_here(page: Page, made: OpenSurvey) -> None:
    """429: the pause is kept, its end is said, and then it goes by itself."""
    for _ in range(WINDOWS[0][1]):
        Client().get("/r/BBBBBB/")
    page.clock.install()
    tries = count_sendings(page)

    send(page)

    said(page, re.compile(r"^45 de 45 · El servidor está ocupado, se enviará solo a las \d\d:\d\d$"))
    look(page, "phone-busy-360")
    assert violations(page) == []
    signal_comes_back(page)
    page.clock.run_for(290_000)
    assert len(tries) == 1
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM cache_entries")
    page.clock.run_for(15_000)
    thanked(page)
    assert len(tries) == 2
    assert arrived(made.survey) == 1


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let the server wait for a lock as little as the web process does (lar.settings.databases)."""

    def set_timeout(connection: BaseDatabaseWrapper, **_signal: object) -> None:
        if connection.alias == "default":
            connection.cursor().execute("SET lock_timeout = '500ms'")

    connection_created.connect(set_timeout)
    yield
    connection_created.disconnect(set_timeout)


@pytest.mark.usefixtures("impatient")
def test_a_server_that_can_not_right_now(page: Page, made: OpenSurvey) -> None:
    """503, from a database that did not answer in time."""
    page.clock.install()
    pause_clock(page)
    tries = count_sendings(page)
    with survey_held(made.survey):
        send(page)
        said(page, ALL + "El servidor está ocupado, se enviará solo")
        signal_comes_back(page)
        page.clock.run_for(25_000)
        assert len(tries) == 1

    page.clock.run_for(15_000)

    thanked(page)
    assert len(tries) == 2
    assert arrived(made.survey) == 1


@contextmanager
def survey_held(survey: Survey) -> Iterator[None]:
    """Hold the survey's lock, as a sealing that takes long would."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(ALONE, [survey.pk])
        yield


@pytest.mark.parametrize("asked", ["0", "soon", "99999999", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_pause_that_makes_no_sense(page: Page, made: OpenSurvey, asked: str) -> None:
    """An hour at most, whatever a server in between says."""
    page.route(
        "**/r/*/",
        lambda route: (
            route.fulfill(status=503, headers={"Retry-After": asked}, body="")
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    page.clock.install()
    pause_clock(page)
    send(page)
    expect(page.locator("[data-lar-progress]")).to_contain_text("El servidor está ocupado, se enviará solo")
    page.unroute_all()

    page.clock.fast_forward(3_601_000)

    thanked(page)
    assert arrived(made.survey) == 1
