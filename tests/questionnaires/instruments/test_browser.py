"""The editor's pages on a phone and on a wide screen: no accessibility fault, nothing wider than the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version, start_version
from questionnaires.instruments.editing import put_item, put_translation
from questionnaires.instruments.files import DEMO, DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import ItemContent, write_xlsx
from questionnaires.instruments.formats.ours_xlsx import EXAMPLE
from tests.factories import make_person
from tests.questionnaires.surveys.test_browser import CHROMIUM, QUIET

PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1440, height=900)
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
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def open_page(browser: Browser, live_server: LiveServer, user: User, size: ViewportSize) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport=size, locale="es-CL")
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return context.new_page()


def look(page: Page, name: str) -> None:
    """No fault that axe finds, nothing wider than the screen; a picture when somebody asks for it."""
    if SHOTS:
        width = (page.viewport_size or PHONE)["width"]
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_the_editor_is_clean(
    browser: Browser, live_server: LiveServer, program: Program, size: ViewportSize
) -> None:
    with program_context(program):
        person = make_person(program, RoleCode.FACILITATOR)
        first = publish_version(load_instrument(read_instrument(DEMO), by=None), by=None)
        second = start_version(first, by=None)
        content = put_translation(read_instrument(DEMO_CAPITAL), language="en", texts={"escala.1": "No"})
        content = put_item(content, item=ItemContent("kp_h_08", "KP_H", "Un ítem que espera su frase."))
        draft = load_instrument(content, by=None)
    page = open_page(browser, live_server, person, size)
    root = f"{live_server.url}/{program.slug}/cuestionarios/"
    pages = {
        "lista": "",
        "cargar": "cargar/",
        "publicada": f"{first.pk}/",
        "borrador": f"{draft.pk}/",
        "vista-previa": f"{draft.pk}/vista-previa/?significados",
        "datos": f"{draft.pk}/datos/",
        "dimensiones": f"{draft.pk}/dimensiones/",
        "items": f"{draft.pk}/items/",
        "item": f"{second.pk}/items/pn_01/",
        "item-nuevo": f"{draft.pk}/item-nuevo/",
        "idiomas": f"{draft.pk}/traducciones/",
        "traduccion": f"{draft.pk}/traducciones/en/",
        "no-publica": f"{draft.pk}/publicar/",
        "publicar": f"{second.pk}/publicar/",
        "codigos": f"{first.pk}/codigos/",
    }

    for name, place in pages.items():
        page.goto(root + place)
        look(page, name)


def test_a_file_is_corrected_and_loaded(
    browser: Browser, live_server: LiveServer, program: Program, tmp_path: Path
) -> None:
    with program_context(program):
        person = make_person(program, RoleCode.FACILITATOR)
    wrong = replace(EXAMPLE, items=(replace(EXAMPLE.items[0], node="ZZ"), *EXAMPLE.items[1:]))
    (tmp_path / "mal.xlsx").write_bytes(write_xlsx(wrong))
    (tmp_path / "bien.xlsx").write_bytes(write_xlsx(EXAMPLE))
    page = open_page(browser, live_server, person, PHONE)

    page.goto(f"{live_server.url}/{program.slug}/cuestionarios/cargar/")
    page.set_input_files("#id_file", tmp_path / "mal.xlsx")
    page.get_by_role("button", name="Leer el archivo").click()
    expect(page.get_by_text("«ZZ»")).to_be_visible()
    look(page, "revision-con-errores")
    page.get_by_role("link", name="Subir el archivo corregido").click()
    page.set_input_files("#id_file", tmp_path / "bien.xlsx")
    page.get_by_role("button", name="Leer el archivo").click()
    look(page, "revision")
    page.get_by_role("button", name="Guardar como borrador").click()

    expect(page.get_by_text("quedó cargado como borrador")).to_be_visible()
