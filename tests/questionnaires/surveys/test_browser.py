"""Answering on a real phone-sized browser, with and without JavaScript; the team's pages beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.models import Survey
from tests.browsers import EVERY_WIDTH
from tests.factories import make_coordinator
from tests.surveys import OpenSurvey, make_draft, make_network, make_open_survey, submit

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PHONE = ViewportSize(width=360, height=740)
# A folder to look at the pages in; nothing is written without it.
SHOTS = os.environ.get("LAR_SHOTS", "")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program, network=make_network(14, name="Red Marga Marga"))


def phone(browser: Browser, *, javascript: bool = True) -> tuple[Page, list[str]]:
    """Open a phone; the list fills with what its browser complains about."""
    context = browser.new_context(viewport=PHONE, locale="es-CL", java_script_enabled=javascript)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def look(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def marks(page: Page, label: str, *, items: int = 45) -> None:
    """Mark the same option in the first ``items`` questions, as a thumb would."""
    for item in page.locator("fieldset.item").all()[:items]:
        item.get_by_text(label, exact=True).click()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_answering_without_javascript(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page, _ = phone(browser, javascript=False)
    page.goto(f"{live_server.url}/r/")
    page.get_by_label("Código").fill(made.codes[0].lower())
    page.get_by_role("button", name="Abrir el cuestionario").click()

    marks(page, "De acuerdo", items=44)
    page.get_by_role("button", name="Enviar mis respuestas").click()

    expect(page.get_by_role("heading", name="Recibimos tus respuestas")).to_be_visible()
    assert page.context.cookies() == []


def test_answering_with_javascript(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page, complaints = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    look(page, "answer-360")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    marks(page, "De acuerdo", items=43)
    expect(page.locator("[data-lar-progress]")).to_have_text("43 de 45 · Guardado en este teléfono")
    page.reload()
    expect(page.locator("[data-lar-progress]")).to_have_text("43 de 45 · Guardado en este teléfono")
    look(page, "answer-360-marked")

    page.get_by_role("button", name="Enviar mis respuestas").click()
    expect(page.locator("[data-lar-missing]")).to_contain_text("Quedan 2 preguntas sin responder")
    page.get_by_role("button", name="Enviar mis respuestas").click()

    expect(page.get_by_role("heading", name="Recibimos tus respuestas")).to_be_visible()
    look(page, "receipt-360")
    assert violations(page) == []
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert page.context.cookies() == []
    assert complaints == []


def test_a_shared_phone_keeps_nothing(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    marks(page, "De acuerdo", items=2)
    assert page.evaluate("Object.keys(localStorage).length") == 1

    page.get_by_label("Este teléfono lo usan otras personas").check()
    marks(page, "En desacuerdo", items=3)

    assert page.evaluate("Object.keys(localStorage).length") == 0
    expect(page.locator("[data-lar-progress]")).to_have_text("3 de 45")


def test_the_keyboard_is_enough(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    first = page.locator("fieldset.item").first.get_by_role("radio").first

    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")

    expect(page.get_by_role("radio", name="En desacuerdo", exact=True).first).to_be_checked()


def test_the_pages_that_only_say_something(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    for name, address in {
        "door-360": "/r/",
        "unknown-360": "/r/BBBBBB/",
        "privacy-360": "/privacidad/demo/",
    }.items():
        page.goto(live_server.url + address)
        look(page, name)
        assert violations(page) == [], name


# --- The team -------------------------------------------------------------------------------------


def signed_in(browser: Browser, live_server: LiveServer, user: User, width: int) -> Page:
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="es-CL")
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


@pytest.mark.parametrize("width", EVERY_WIDTH)
def test_the_teams_pages(browser: Browser, live_server: LiveServer, program: Program, width: int) -> None:
    with program_context(program):
        network = make_network(14, name="Red Marga Marga")
        coordinator = make_coordinator(program, network)
        made = make_open_survey(program, network=network, code_keeper="team")
        other = make_network(9, name="Red Itata")
        draft: Survey = make_draft(program, network=other)
    for code in made.codes[:6]:
        assert submit(made.survey, code).status_code == 201
    survey, facilitator = made.survey, made.facilitator
    pages = {
        "survey": (coordinator, f"/demo/aplicaciones/{survey.pk}/"),
        "mirada": (coordinator, f"/demo/aplicaciones/{survey.pk}/mirada/"),
        "versions": (coordinator, "/demo/cuestionarios/"),
        "preview": (coordinator, f"/demo/cuestionarios/{survey.version_id}/vista-previa/?significados"),
        "link": (coordinator, f"/demo/redes/{network.pk}/enlace-de-lectura/"),
        "draft": (facilitator, f"/demo/aplicaciones/{draft.pk}/"),
        "change": (facilitator, f"/demo/aplicaciones/{draft.pk}/preparacion/"),
        "many": (facilitator, "/demo/aplicaciones/abrir/"),
    }
    for name, (user, address) in pages.items():
        page = signed_in(browser, live_server, user, width)
        response = page.goto(live_server.url + address)
        assert response is not None
        assert response.status == 200, name
        look(page, f"{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert violations(page) == [], name
        page.context.close()
