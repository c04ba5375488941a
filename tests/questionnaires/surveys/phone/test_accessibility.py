"""Answering by keyboard, by ear, with large letters and with large thumbs, in every state of the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.guessing import WINDOWS
from questionnaires.surveys.models import Survey
from tests.questionnaires.surveys.phone.acts import (
    ALL,
    WAITING,
    answers_kept,
    fill,
    said,
    send,
    thanked,
)
from tests.questionnaires.surveys.test_browser import look, marks, phone, violations
from tests.surveys import OpenSurvey, make_open_survey, submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Half of the smallest phone: what is left of 360 px when everything is twice as large.
ZOOMED = ViewportSize(width=180, height=370)
TARGET = 44

# Targets smaller than a thumb; a link within a sentence is as high as its line (WCAG 2.5.8).
SMALL = """(least) => {
    const wanted = ".button, summary, textarea, .options label, .shared-phone, #code, .error-summary a";
    return Array.from(document.querySelectorAll(wanted))
        .filter((one) => one.offsetParent && !one.closest("[hidden]"))
        .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
        .filter(([, box]) => box.height < least || box.width < least)
        .map(([html, box]) => `${Math.round(box.width)}×${Math.round(box.height)} ${html}`);
}"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


# --- Each state of the pages: how one gets there -----------------------------------------------------


def at_the_form(page: Page, url: str, made: OpenSurvey) -> None:
    page.goto(f"{url}/r/{made.codes[0]}/")
    expect(page.get_by_role("heading", name="Antes de empezar")).to_be_visible()


def before_item_one(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    page.get_by_text("Lo que conviene saber con toda franqueza").click()


def some_left(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    marks(page, "De acuerdo", items=2)
    send(page)
    expect(page.locator("[data-lar-missing]")).to_contain_text(
        "Quedan 43 preguntas sin responder. Ir a la primera"
    )
    page.get_by_text("Ver y copiar mis respuestas").click()


def waiting(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    fill(page)
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)


def refused(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    fill(page)
    assert submit(made.survey, made.codes[0]).status_code == 201
    send(page)
    said(page, ALL + "No se envió")


def to_correct(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    page.evaluate("document.querySelector('fieldset.item input').value = '77'")
    fill(page)
    send(page)
    expect(page.get_by_text("Falta corregir algo")).to_be_visible()


def receipt(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    fill(page)
    send(page)
    thanked(page)
    page.get_by_text("Ver y copiar mis respuestas").click()


def closed(page: Page, url: str, made: OpenSurvey) -> None:
    with program_context(made.survey.program_id):
        Survey.objects.filter(pk=made.survey.pk).update(state="closed", closed_at=F("closes_at"))
    page.goto(f"{url}/r/{made.codes[0]}/")
    expect(page.get_by_role("heading", name="El cuestionario ya se cerró")).to_be_visible()


def door(page: Page, url: str, made: OpenSurvey) -> None:
    page.goto(f"{url}/r/")


def mistyped(page: Page, url: str, made: OpenSurvey) -> None:
    door(page, url, made)
    page.get_by_label("Código").fill("bcd12")
    page.get_by_role("button", name="Abrir el cuestionario").click()
    expect(page.get_by_text("Revisa el código:")).to_be_visible()
    expect(page.get_by_label("Código")).to_have_accessible_description(
        "Revisa el código: son seis letras, sin números ni vocales."
    )


def unknown(page: Page, url: str, made: OpenSurvey) -> None:
    page.goto(f"{url}/r/BBBBBB/")
    expect(page.get_by_text("Ese código no abre ningún cuestionario.")).to_be_visible()


def expired(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    marks(page, "De acuerdo", items=2)
    page.clock.install(time=timezone.now() + timedelta(days=31))
    page.reload()
    expect(page.get_by_text("Pasaron más de 30 días")).to_be_visible()


def unsent(page: Page, url: str, made: OpenSurvey) -> None:
    at_the_form(page, url, made)
    marks(page, "De acuerdo", items=2)
    page.goto(f"{url}/r/")
    expect(page.get_by_role("heading", name="1 respuesta guardada sin enviar")).to_be_visible()


def too_many(page: Page, url: str, made: OpenSurvey) -> None:
    for _ in range(WINDOWS[0][1]):
        Client().get("/r/BBBBBB/")
    page.goto(f"{url}/r/{made.codes[0]}/")
    expect(page.get_by_role("heading", name="Ahora no se pudo")).to_be_visible()


State = Callable[[Page, str, OpenSurvey], None]
STATES: list[State] = [
    before_item_one,
    some_left,
    waiting,
    refused,
    to_correct,
    receipt,
    closed,
    door,
    mistyped,
    unknown,
    expired,
    unsent,
    too_many,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_is_accessible(
    browser: Browser,
    live_server: LiveServer,
    made: OpenSurvey,
    state: Callable[[Page, str, OpenSurvey], None],
) -> None:
    """Axe, thumbs, and twice the size without scrolling sideways."""
    page, _ = phone(browser)

    state(page, live_server.url, made)

    look(page, f"state-{state.__name__}-360")
    assert violations(page) == []
    assert page.evaluate(SMALL, TARGET) == []
    assert page.evaluate(TOO_WIDE) == 0
    page.set_viewport_size(ZOOMED)
    look(page, f"state-{state.__name__}-180")
    assert page.evaluate(TOO_WIDE) == 0, "at 200 %"


def test_before_its_day_it_is_accessible_too(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    with program_context(program):
        made = make_open_survey(program, opens_at=tomorrow, closes_at=tomorrow + timedelta(days=5))
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")

    expect(page.get_by_role("heading", name="Todavía no se abre")).to_be_visible()
    assert violations(page) == []


def test_letters_of_twice_the_size_fit(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    """Text alone, as the phone's settings enlarge it."""
    page = browser.new_context(viewport=ViewportSize(width=360, height=740), bypass_csp=True).new_page()
    at_the_form(page, live_server.url, made)

    page.add_style_tag(content="html { font-size: 200% } body { font-size: 225% }")

    look(page, "letters-200-360")
    assert page.evaluate(TOO_WIDE) == 0


# --- By ear ------------------------------------------------------------------------------------------


def test_a_screen_reader_says_which_question_and_which_option(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    at_the_form(page, live_server.url, made)

    tree = page.locator("fieldset.item").nth(2).aria_snapshot()
    assert tree.startswith('- group "Pregunta 3 de 45 ')
    options = {node["name"]: node for node in radios(page, item=2)}
    assert options["En desacuerdo"]["place"] == "2 de 5"
    assert [node["place"] for node in options.values()] == [
        "1 de 5", "2 de 5", "3 de 5", "4 de 5", "5 de 5", "1 de 2", "2 de 2",
    ]  # fmt: skip
    assert 'group "Otras respuestas"' in tree


def radios(page: Page, *, item: int) -> list[dict[str, Any]]:
    """The options of a question as Chromium's accessibility tree has them, with their place among them."""
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("Accessibility.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    query = f"fieldset.item:nth-of-type({item + 1}) input"
    found = []
    for node in client.send("DOM.querySelectorAll", {"nodeId": root, "selector": query})["nodeIds"]:
        tree = client.send("Accessibility.getPartialAXTree", {"nodeId": node, "fetchRelatives": False})[
            "nodes"
        ][0]
        about = client.send("DOM.getAttributes", {"nodeId": node})["attributes"]
        given = dict(zip(about[::2], about[1::2], strict=True))
        assert tree["role"]["value"] == "radio"
        found.append(
            {"name": tree["name"]["value"], "place": f"{given['aria-posinset']} de {given['aria-setsize']}"}
        )
    return found


def test_what_changes_by_itself_is_announced(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    waiting(page, live_server.url, made)

    expect(page.get_by_role("status")).to_have_text("Sin conexión, se enviará solo")
    expect(page.get_by_role("alert")).to_contain_text("todavía no llega")
    page.context.set_offline(False)
    thanked(page)
    expect(page.locator("main")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Enviado (recibo ")


# --- By keyboard -------------------------------------------------------------------------------------

FOCUSED = """() => {
    const one = document.activeElement;
    const ring = getComputedStyle(one.closest(".options label") || one);
    return { type: one.type || "", name: one.name || "", words: (one.textContent || "").trim(),
             ring: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2 };
}"""


def test_the_whole_page_by_keyboard_alone(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    """From the door to the receipt; every stop is seen, and nothing holds who passes."""
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["words"] == "Ir al contenido"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(made.codes[0].lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Antes de empezar")).to_be_visible()

    stops = walk(page)

    thanked(page)
    assert [stop["words"] for stop in stops if not stop["ring"]] == []
    assert len({stop["name"] for stop in stops if stop["type"] == "radio"}) == 45
    passed = [stop["words"] for stop in stops if stop["type"] != "radio"]
    assert passed[0] == "Ir al contenido"
    assert "Lo que conviene saber con toda franqueza" in passed
    assert "Aviso de privacidad del programa" in passed
    assert [stop["type"] for stop in stops].count("checkbox") == 1
    assert [set(answers) for answers in answers_kept(made.survey)] == [{2}]


def walk(page: Page) -> list[dict[str, Any]]:
    """Go on with Tab; in each question choose the second option with the arrows; send with Enter."""
    stops: list[dict[str, Any]] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        stop: dict[str, Any] = page.evaluate(FOCUSED)
        stops.append(stop)
        if stop["type"] == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        if stop["type"] == "submit":
            page.keyboard.press("Enter")
            return stops
    pytest.fail(f"no way to the end: {stops[-5:]}")


def test_after_the_sending_button_comes_what_is_kept(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    at_the_form(page, live_server.url, made)
    page.get_by_role("button", name="Enviar mis respuestas").focus()

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["words"] == "Ver y copiar mis respuestas"
    page.keyboard.press("Enter")
    expect(page.locator("pre")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["words"] == "Copiar"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["words"] == "Borrar de este teléfono"
