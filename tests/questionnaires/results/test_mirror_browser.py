"""Espejo and the years in a real browser: three widths, no violation, nothing that scrolls sideways."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.statistics import Expected
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.actions import expect_results, prepare_survey, publish_mirror
from questionnaires.surveys.models import Expectation
from tests.factories import CycleFactory, make_coordinator
from tests.results import give_purpose_and_lever, make_release
from tests.surveys import make_network, make_open_survey, make_plan

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
# A folder to look at the pages in; nothing is written without it.
SHOTS = os.environ.get("LAR_SHOTS", "")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


SAID = {
    "PN": Expected(9, 0),
    "CP": Expected(6, 2),
    "CC": Expected(4, 3),
    "KP": Expected(7, 1),
    "PR": Expected(7, 2),
}


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


def signed_in(
    browser: Browser, live_server: LiveServer, user: User, width: int, *, javascript: bool = True
) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="es-CL", java_script_enabled=javascript
    )
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return context.new_page()


def look(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_pages(browser: Browser, live_server: LiveServer, program: Program, width: int) -> None:
    with program_context(program):
        network = make_network(14, name="Red Marga Marga")
        coordinator = make_coordinator(program, network)
        made = make_open_survey(program, network=network)
        give_purpose_and_lever(network)
        before = prepare_survey(
            CycleFactory.create(network=network, year=2025), plan=make_plan(), by=made.facilitator
        )
        make_release(program, 40, network=network, survey=before, year=2025)
        said = {
            "PN": Expected(9, 0),
            "CP": Expected(6, 2),
            "CC": Expected(4, 3),
            "KP": Expected(7, 1),
            "PR": Expected(7, 2),
        }
        expect_results(made.survey, expected=said, by=coordinator)
        publish_mirror(made.survey, published=True, by=coordinator)
        made.survey.refresh_from_db()
        release = make_release(program, network=network, survey=made.survey)
    pages = {
        "expect": f"/demo/aplicaciones/{made.survey.pk}/espejo/",
        "mirror": f"/demo/resultados/{release.pk}/espejo/",
        "report": f"/demo/resultados/{release.pk}/",
    }
    for name, address in pages.items():
        page = signed_in(browser, live_server, coordinator, width)
        response = page.goto(live_server.url + address)
        assert response is not None
        assert response.status == 200, name
        look(page, f"{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert violations(page) == [], name
        page.context.close()


def test_by_keyboard_and_without_javascript(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    with program_context(program):
        made = make_open_survey(program, network=make_network(14, name="Red Itata"))
        coordinator = make_coordinator(program, made.survey.network)
    page = signed_in(browser, live_server, coordinator, 360, javascript=False)
    page.goto(f"{live_server.url}/demo/aplicaciones/{made.survey.pk}/espejo/")

    page.locator("#id_agree_PN_0").focus()
    for _step in range(8):
        page.keyboard.press("ArrowRight")
    page.locator("#id_against_PN").select_option("4")
    page.get_by_role("button", name="Guardar lo que espero").click()
    refused = page.get_by_text("Son más de 10 personas: 7 de acuerdo y 4 en desacuerdo.").first.is_visible()
    look(page, "expect-wrong")
    page.locator("#id_against_PN").select_option("1")
    page.get_by_role("button", name="Guardar lo que espero").click()
    page.wait_for_url(f"**/aplicaciones/{made.survey.pk}/")

    assert refused
    with program_context(program):
        assert list(Expectation.objects.values_list("node", "agree", "against")) == [("PN", 7, 1)]
