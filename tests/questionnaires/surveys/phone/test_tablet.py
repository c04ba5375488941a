"""A tablet that passes around: each person finds it as the first one did."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.questionnaires.surveys.phone.acts import arrived, fill, kept, pause_clock, said, send
from tests.questionnaires.surveys.test_browser import look, marks, violations
from tests.surveys import OpenSurvey

DOOR = "/r/?tableta=1"
IDLE = 180_000

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tablet(browser: Browser, live_server: LiveServer) -> Page:
    page = browser.new_context(viewport=ViewportSize(width=768, height=1024), locale="es-CL").new_page()
    page.goto(live_server.url + DOOR)
    page.clock.install()
    return page


def enter(page: Page, code: str) -> None:
    expect(page.get_by_text("Tableta compartida")).to_be_visible()
    page.get_by_label("Código").fill(code.lower())
    page.get_by_role("button", name="Abrir el cuestionario").click()


def begin(page: Page, code: str) -> None:
    enter(page, code)
    expect(page.get_by_role("button", name="Dejar de responder y borrar")).to_be_visible()


def stop_the_clock(page: Page) -> None:
    """From here the tablet's time passes only as it is told, counted from a last touch."""
    page.wait_for_timeout(500)  # the last scrolling is over
    pause_clock(page)
    page.keyboard.press("Shift")


def is_as_new(page: Page, entries: int) -> None:
    """Nothing of anybody is on the screen, in its history or on its disk."""
    expect(page.get_by_text("Tableta compartida")).to_be_visible()
    expect(page.get_by_label("Código")).to_have_value("")
    assert page.url.endswith(DOOR)
    assert page.locator(".receipt, fieldset").count() == 0
    assert page.evaluate("history.length") == entries
    assert kept(page) == 0
    assert page.evaluate("Object.keys(sessionStorage)") == ["lar.tablet"]
    assert page.evaluate("caches.open('lar-answer').then((pages) => pages.keys())") == []
    assert page.evaluate("document.cookie") == ""
    page.go_back()
    assert page.url == "about:blank", "behind it is only what was there before the tablet began"


def test_one_after_the_other(tablet: Page, made: OpenSurvey) -> None:
    entries = tablet.evaluate("history.length")
    seen: list[str] = []
    tablet.on("framenavigated", lambda frame: seen.append(frame.url))
    for turn, code in enumerate(made.codes[:2]):
        begin(tablet, code)
        fill(tablet)
        said(tablet, "45 de 45")
        assert kept(tablet) == 0
        send(tablet)
        expect(tablet.get_by_text("Esta pantalla se borra sola en 10 segundos.")).to_be_visible()
        if turn == 0:
            tablet.clock.run_for(7_000)
            expect(tablet.locator(".receipt")).to_be_visible()
            tablet.clock.run_for(3_500)
        else:
            look(tablet, "tablet-receipt-768")
            assert violations(tablet) == []
            tablet.clock.run_for(10_500)
        expect(tablet.get_by_text("Tableta compartida")).to_be_visible()
    assert arrived(made.survey) == 2
    assert [address for address in seen if not address.endswith(DOOR)] == [], "no code in any address"
    is_as_new(tablet, entries)


def test_who_leaves_half_way_leaves_nothing(tablet: Page, made: OpenSurvey) -> None:
    entries = tablet.evaluate("history.length")
    begin(tablet, made.codes[0])
    marks(tablet, "De acuerdo", items=3)
    stop_the_clock(tablet)
    tablet.clock.run_for(IDLE - 2_000)
    expect(tablet.get_by_role("button", name="Sigo aquí")).to_have_count(0)

    tablet.clock.run_for(2_500)
    expect(tablet.get_by_role("button", name="Sigo aquí")).to_be_focused()
    expect(tablet.get_by_role("button", name="Sigo aquí")).to_have_accessible_description(
        "Esta pantalla se borra sola en 10 segundos."
    )
    look(tablet, "tablet-idle-768")
    tablet.clock.resume()  # without time axe would wait for ever
    assert violations(tablet) == []
    tablet.clock.run_for(10_500)

    is_as_new(tablet, entries)


def test_who_is_still_there_goes_on(tablet: Page, made: OpenSurvey) -> None:
    begin(tablet, made.codes[0])
    marks(tablet, "De acuerdo", items=3)
    tablet.clock.run_for(IDLE + 5_000)

    tablet.get_by_role("button", name="Sigo aquí").click()

    stop_the_clock(tablet)
    tablet.clock.run_for(IDLE - 1_000)
    said(tablet, "3 de 45")
    tablet.clock.run_for(12_000)
    expect(tablet.get_by_text("Tableta compartida")).to_be_visible()


def test_who_prefers_to_stop_wipes_at_once(tablet: Page, made: OpenSurvey) -> None:
    entries = tablet.evaluate("history.length")
    begin(tablet, made.codes[0])
    marks(tablet, "De acuerdo", items=3)

    tablet.get_by_role("button", name="Dejar de responder y borrar").click()

    is_as_new(tablet, entries)
    assert arrived(made.survey) == 0


def test_a_code_left_in_the_door_is_wiped(tablet: Page, made: OpenSurvey) -> None:
    tablet.get_by_label("Código").fill(made.codes[0])

    tablet.clock.run_for(IDLE + 11_000)

    expect(tablet.get_by_label("Código")).to_have_value("")


def test_a_wrong_code_is_said_and_not_remembered(tablet: Page, made: OpenSurvey) -> None:
    entries = tablet.evaluate("history.length")
    enter(tablet, "bbbbbb")

    expect(tablet.get_by_text("Ese código no abre ningún cuestionario.")).to_be_visible()
    assert violations(tablet) == []
    is_as_new(tablet, entries)


def test_without_signal_it_waits_and_says_so(tablet: Page, made: OpenSurvey) -> None:
    tablet.context.set_offline(True)
    enter(tablet, made.codes[0])
    expect(tablet.get_by_role("alert")).to_contain_text("No hay conexión")
    assert violations(tablet) == []
    tablet.context.set_offline(False)
    tablet.get_by_role("button", name="Abrir el cuestionario").click()
    expect(tablet.get_by_role("button", name="Dejar de responder y borrar")).to_be_visible()
    fill(tablet)
    tablet.context.set_offline(True)
    send(tablet)
    said(tablet, "45 de 45 · Sin conexión: no cierres esta página, se enviará sola")

    tablet.clock.run_for(2 * IDLE)
    said(tablet, "45 de 45 · Sin conexión: no cierres esta página, se enviará sola")
    tablet.context.set_offline(False)

    expect(tablet.get_by_text("Esta pantalla se borra sola en")).to_be_visible()
    assert arrived(made.survey) == 1


def test_a_slip_read_by_its_qr_leaves_no_address(
    tablet: Page, live_server: LiveServer, made: OpenSurvey
) -> None:
    tablet.goto(f"{live_server.url}/r/{made.codes[0]}/")

    expect(tablet.get_by_role("button", name="Dejar de responder y borrar")).to_be_visible()
    assert tablet.url.endswith(DOOR)
    fill(tablet)
    assert kept(tablet) == 0
