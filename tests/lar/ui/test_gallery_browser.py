"""The gallery in a real browser: nothing refused by the policy, nothing too wide, nothing out of reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browsers import EVERY_WIDTH, IN_BROWSER, violations

ADDRESSES = ["/componentes/", "/componentes/responder/"]
MIN_TARGET = 44
"""CSS pixels: what a thumb can hit."""

CONTROLS = "a, button, summary, select, input, textarea, label:has(input)"
TOO_SMALL = """([controls, least]) => [...document.querySelectorAll(controls)]
  .filter(each => {
    const box = each.getBoundingClientRect();
    const inSentence = getComputedStyle(each).display === "inline";
    const insideLabel = each.tagName !== "LABEL" && each.closest("label");
    return box.width > 0 && !inSentence && !insideLabel && box.height < least - 0.5;
  })
  .map(each => `${each.tagName}.${each.className} ${each.innerText}`)"""

pytestmark = IN_BROWSER


def _open(browser: Browser, live_server: LiveServer, address: str, width: int) -> tuple[Page, list[str]]:
    """Open a page at a width; the list fills with what the browser complains about."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page = browser.new_page(viewport={"width": width, "height": 900}, locale="es-CL")
    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(live_server.url + address)
    return page, complaints


@pytest.mark.parametrize("width", EVERY_WIDTH)
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_within_reach_of_everybody(
    browser: Browser, live_server: LiveServer, address: str, width: int
) -> None:
    page, complaints = _open(browser, live_server, address, width)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TOO_SMALL, [CONTROLS, MIN_TARGET]) == []
    assert complaints == []
    page.close()


def test_letters_are_ours(browser: Browser, live_server: LiveServer) -> None:
    page, _ = _open(browser, live_server, "/componentes/responder/", 360)

    loaded = page.evaluate(
        "document.fonts.ready.then(faces => [...faces].filter(f => f.status === 'loaded').map(f => f.family))"
    )

    assert [family.strip('"') for family in loaded] == ["Atkinson Hyperlegible Next"]
    page.close()


def test_running_job_turns_into_the_finished_one_by_itself(browser: Browser, live_server: LiveServer) -> None:
    page, complaints = _open(browser, live_server, "/componentes/", 768)
    waiting = page.locator(".job[hx-get]")
    assert waiting.count() == 2

    expect(waiting).to_have_count(0, timeout=8_000)

    assert page.locator(".job-done").count() == 3
    assert complaints == []
    page.close()


def test_answers_can_be_chosen_with_the_keyboard_alone(browser: Browser, live_server: LiveServer) -> None:
    page, _ = _open(browser, live_server, "/componentes/responder/", 360)
    page.locator("input[name=d2]").first.focus()

    for _step in range(3):
        page.keyboard.press("ArrowDown")

    assert page.locator("input[name=d2]:checked").get_attribute("value") == "4"
    page.close()
