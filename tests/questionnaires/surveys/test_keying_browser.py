"""Two people key the same paper in a real browser: by keys alone, with a difference, without JavaScript."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.actions import give_paper_links
from questionnaires.surveys.counts import has_answers
from questionnaires.surveys.models import PaperKeying
from questionnaires.surveys.queries.paper import keying_urls
from tests.browsers import EVERY_WIDTH
from tests.factories import make_coordinator
from tests.questionnaires.surveys.test_browser import CHROMIUM, browser, signed_in, violations
from tests.surveys import OpenSurvey, make_network, make_open_survey

__all__ = ["browser"]

# A folder to look at the pages in; nothing is written without it.
SHOTS = os.environ.get("LAR_SHOTS", "")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        network = make_network(14, name="Red Marga Marga")
        make_coordinator(program, network, email="coordina@ejemplo.cl")
        made = make_open_survey(program, network=network)
        made.survey = give_paper_links(made.survey, by=made.facilitator)
        return made


def paths(made: OpenSurvey) -> tuple[str, str]:
    with program_context(made.survey.program_id):
        urls = keying_urls(made.survey)
    assert urls is not None
    return urls[0][urls[0].index("/r/") :], urls[1][urls[1].index("/r/") :]


def typist(browser: Browser, url: str, *, width: int = 1440, javascript: bool = True) -> Page:
    """A person with nothing but the link: her own browser, without a session."""
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, locale="es-CL", java_script_enabled=javascript)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


def look(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def key(page: Page, code: str, keys: str) -> None:
    """Type a whole paper without touching anything but keys."""
    page.get_by_label("Código escrito en el papel").focus()
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    page.keyboard.type(keys)


def test_two_people_key_a_paper_and_settle_what_differs(
    browser: Browser, live_server: LiveServer, program: Program, made: OpenSurvey
) -> None:
    first_url, second_url = (live_server.url + path for path in paths(made))
    code = made.codes[0]

    one = typist(browser, first_url)
    complaints: list[str] = []
    one.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    key(one, code, "4" * 40 + "12789")
    expect(one.get_by_role("button", name="Guardar este papel")).to_be_focused()
    one.keyboard.press("Enter")
    expect(one.get_by_role("status")).to_contain_text("Deja el papel para la segunda digitación")
    expect(one.get_by_label("Código escrito en el papel")).to_be_focused()
    assert one.context.cookies() == []
    with program_context(program):
        assert PaperKeying.objects.count() == 1
        assert not has_answers(made.survey.pk)

    other = typist(browser, second_url)
    key(other, code, "4" * 40 + "15789")
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", name="Mira otra vez el papel")).to_be_visible()
    expect(other.locator(".row")).to_have_count(1)
    expect(other.locator(".row")).to_contain_text(
        "La primera vez: 2 (En desacuerdo). Ahora: 5 (Muy de acuerdo)."
    )
    look(other, "keying-difference-1440")
    assert violations(other) == []
    other.keyboard.type("2")
    other.keyboard.press("Enter")

    expect(other.get_by_role("status")).to_contain_text("Coincide y quedó guardado como respuesta")
    with program_context(program):
        assert not PaperKeying.objects.exists()
        assert has_answers(made.survey.pk)
    assert complaints == []


def test_a_wrong_key_stays_where_it_is(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page = typist(browser, live_server.url + paths(made)[0])

    key(page, made.codes[0], "446")

    third = page.locator("input.key").nth(2)
    expect(third).to_be_focused()
    expect(third).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Backspace")
    page.keyboard.type("5")
    expect(page.locator("input.key").nth(3)).to_be_focused()
    expect(page.locator(".said").nth(2)).to_have_text("Muy de acuerdo")


def test_it_works_without_javascript(
    browser: Browser, live_server: LiveServer, program: Program, made: OpenSurvey
) -> None:
    first_url, second_url = (live_server.url + path for path in paths(made))
    for url in (first_url, second_url):
        page = typist(browser, url, javascript=False)
        page.get_by_label("Código escrito en el papel").fill(made.codes[0])
        rows = page.locator("input.key").all()
        for row in rows[:-1]:
            row.fill("3")
        page.locator("button").click()
        expect(page.get_by_role("alert")).to_contain_text("no es una de las que sirven: pregunta 45")
        expect(rows[0]).to_have_value("3")
        rows[-1].fill("9")
        page.locator("button").click()
        expect(page.get_by_role("status")).to_be_visible()

    with program_context(program):
        assert has_answers(made.survey.pk)


@pytest.mark.parametrize("width", EVERY_WIDTH)
def test_the_pages_fit(browser: Browser, live_server: LiveServer, made: OpenSurvey, width: int) -> None:
    first_url, second_url = (live_server.url + path for path in paths(made))
    page = typist(browser, first_url, width=width)
    key(page, "ABC", "445")
    look(page, f"keying-{width}")
    fits(page, width)
    page.locator("button").click()
    expect(page.get_by_role("alert")).to_contain_text("son seis letras")
    look(page, f"keying-wrong-{width}")
    fits(page, width)

    key_whole(browser, first_url, made.codes[0], "4" * 45)
    page = key_whole(browser, second_url, made.codes[0], "9" * 3 + "4" * 42, width=width)
    expect(page.get_by_role("heading", name="Mira otra vez el papel")).to_be_visible()
    look(page, f"keying-differences-{width}")
    fits(page, width)


def key_whole(browser: Browser, url: str, code: str, keys: str, *, width: int = 1440) -> Page:
    page = typist(browser, url, width=width)
    key(page, code, keys)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?"))
    return page


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


@pytest.mark.parametrize("width", EVERY_WIDTH)
def test_the_page_with_the_links(
    browser: Browser, live_server: LiveServer, made: OpenSurvey, width: int
) -> None:
    key_whole(browser, live_server.url + paths(made)[0], made.codes[0], "4" * 45)
    page = signed_in(browser, live_server, made.facilitator, width)
    page.goto(f"{live_server.url}/demo/aplicaciones/{made.survey.pk}/papel/")

    expect(page.get_by_text("Hay papeles digitados una sola vez")).to_be_visible()
    look(page, f"paper-{width}")
    fits(page, width)
