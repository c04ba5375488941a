"""Answering where signal comes and goes: the network is cut, the page killed, days pass, devices repeat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    Page,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)
from playwright.sync_api import (
    Response as Reply,
)
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.actions import close_survey
from questionnaires.surveys.models import Submission, Survey
from tests.questionnaires.surveys.test_browser import CHROMIUM, PHONE, QUIET, look, marks, phone, violations
from tests.surveys import OpenSurvey, make_network, make_open_survey

SEND = "Enviar mis respuestas"
THANKS = "Recibimos tus respuestas"
WAITING = "45 de 45 · Sin conexión, se enviará solo"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserType]:
    # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            yield playwright.chromium


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    opened = chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield opened
    opened.close()


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(program, network=make_network(14, name="Red Marga Marga"))


def fill(page: Page) -> None:
    """Mark the same option everywhere, at once, as forty-five taps would."""
    page.evaluate(
        "document.querySelectorAll('fieldset.item').forEach((one) => one.querySelector('input').click())"
    )


def send(page: Page) -> None:
    page.get_by_role("button", name=SEND).click()


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-lar-progress]")).to_have_text(words)


def kept(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).length"))


def arrived(survey: Survey) -> int:
    with program_context(survey.program_id):
        return Submission.objects.filter(survey=survey).count()


def test_it_is_sent_by_itself_when_the_signal_comes_back(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
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

    expect(page.get_by_role("heading", name=THANKS)).to_be_visible()
    receipt = page.locator(".receipt").inner_text()
    expect(page.get_by_role("status")).to_contain_text(f"Enviado (recibo {receipt})")
    page.get_by_text("Ver y copiar mis respuestas").click()
    expect(page.locator("pre")).to_contain_text("Pregunta 1 de 45")
    look(page, "phone-sent-360")
    assert violations(page) == []
    assert kept(page) == 0
    assert arrived(made.survey) == 1


@pytest.fixture
def same_phone(chromium: BrowserType, tmp_path: Path) -> Iterator[Callable[[], BrowserContext]]:
    """Turn the same phone on again: what it keeps is on its disk."""
    opened: list[BrowserContext] = []

    def turn_on() -> BrowserContext:
        for before in opened:
            before.close()
        opened[:] = [
            chromium.launch_persistent_context(
                tmp_path / "phone", executable_path=CHROMIUM, args=QUIET, viewport=PHONE, locale="es-CL"
            )
        ]
        return opened[0]

    yield turn_on
    for context in opened:
        context.close()


def service_worker_ready(page: Page) -> None:
    """Wait until the page and its parts are on the phone; the door is the last of them."""
    page.evaluate(
        """async () => {
            await navigator.serviceWorker.ready;
            while (!(await caches.match("/r/"))) await new Promise((next) => setTimeout(next, 50));
        }"""
    )


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
    assert kept(page) == 0


def test_an_iphone_says_seven_days(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
    page = browser.new_context(viewport=PHONE, user_agent=agent).new_page()
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")

    expect(page.get_by_text("hasta 7 días sin volver a esta página")).to_be_visible()


def test_three_devices_with_the_same_code(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    pages = [phone(browser)[0] for _ in range(3)]
    for page in pages:
        page.goto(f"{live_server.url}/r/{made.codes[0]}/")
        fill(page)
    send(pages[0])
    expect(pages[0].get_by_role("heading", name=THANKS)).to_be_visible()

    for page in pages[1:]:
        tries = count_sendings(page)
        send(page)
        expect(page.get_by_role("alert")).to_contain_text("este código ya se usó")
        page.evaluate("window.dispatchEvent(new Event('online'))")
        assert kept(page) == 1
        assert len(tries) == 1
    look(pages[1], "phone-refused-360")
    assert violations(pages[1]) == []
    assert arrived(made.survey) == 1
    pages[1].goto(f"{live_server.url}/r/")
    expect(pages[1].get_by_role("heading", name="1 respuesta guardada sin enviar")).to_be_visible()
    look(pages[1], "phone-unsent-refused-360")
    pages[1].on("dialog", lambda dialog: dialog.accept())
    pages[1].get_by_role("button", name="Borrar de este teléfono").click()
    expect(pages[1].get_by_role("heading", name="no queda nada por enviar")).to_be_visible()
    assert kept(pages[1]) == 0


def count_sendings(page: Page) -> list[str]:
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if request.method == "POST" else None)
    return found


def test_a_busy_server_is_given_its_time(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    fill(page)
    busy = {"Retry-After": "600"}
    page.route(
        "**/r/*/",
        lambda route: (
            route.fulfill(status=503, headers=busy, body="") if is_sending(route) else route.continue_()
        ),
    )
    page.clock.install()
    tries = count_sendings(page)
    send(page)
    expect(page.locator("[data-lar-progress]")).to_have_text(
        re.compile(r"^45 de 45 · El servidor está ocupado, se enviará solo a las \d\d:\d\d$")
    )
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.clock.run_for(500_000)
    assert len(tries) == 1

    page.unroute_all()
    page.clock.run_for(110_000)

    expect(page.get_by_role("heading", name=THANKS)).to_be_visible()
    assert len(tries) == 2
    assert arrived(made.survey) == 1


def is_sending(route: Route) -> bool:
    return route.request.method == "POST"


def test_an_acknowledgement_lost_on_its_way(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    fill(page)
    first: list[int] = []

    def lose(route: Route) -> None:
        first.append(route.fetch().status)
        route.abort()

    page.route("**/r/*/", lose)
    page.clock.install()
    send(page)
    said(page, WAITING)
    page.unroute_all()
    assert first == [201]

    replies: list[Reply] = []
    page.on("response", lambda reply: replies.append(reply))
    page.clock.run_for(20_000)

    expect(page.get_by_role("heading", name=THANKS)).to_be_visible()
    assert [reply.status for reply in replies if reply.request.method == "POST"] == [200]
    assert arrived(made.survey) == 1


def test_a_hotels_sign_in_page_is_no_receipt(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    fill(page)
    page.route("**/r/*/", lambda route: route.fulfill(status=200, body="<h1>Wi-Fi</h1>"))
    send(page)

    said(page, "45 de 45 · El servidor está ocupado, se enviará solo")
    assert kept(page) == 1


def test_a_survey_that_closed_meanwhile(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    fill(page)
    with program_context(made.survey.program_id):
        for extensions in (1, 2):
            Survey.objects.filter(pk=made.survey.pk).update(extensions=extensions)
        made.survey.refresh_from_db()
        close_survey(made.survey, on=made.survey.closes_at, by=None)
    send(page)

    expect(page.get_by_role("alert")).to_contain_text("el cuestionario ya se cerró")
    assert kept(page) == 1


def test_an_answer_to_correct_loses_nothing(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    page.evaluate("document.querySelector('fieldset.item input').value = '77'")
    fill(page)
    send(page)
    expect(page.get_by_text("Falta corregir algo")).to_be_visible()
    said(page, "44 de 45 · Guardado en este teléfono")
    look(page, "phone-correct-360")
    assert violations(page) == []

    page.locator("fieldset.item input").first.check()
    send(page)

    expect(page.get_by_role("heading", name=THANKS)).to_be_visible()
    assert arrived(made.survey) == 1


def test_one_s_own_answers_can_be_read_and_deleted(
    browser: Browser, live_server: LiveServer, made: OpenSurvey
) -> None:
    page, _ = phone(browser)
    page.goto(f"{live_server.url}/r/{made.codes[0]}/")
    marks(page, "De acuerdo", items=1)
    page.get_by_text("Ver y copiar mis respuestas").click()
    expect(page.locator("pre")).to_contain_text(re.compile(r"Pregunta 1 de 45[^\n]+\nDe acuerdo"))
    page.on("dialog", lambda dialog: dialog.accept())

    page.get_by_role("button", name="Borrar de este teléfono").click()

    said(page, "0 de 45")
    assert kept(page) == 0


def test_a_tablet_that_passes_around(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    context = browser.new_context(viewport=ViewportSize(width=768, height=1024), locale="es-CL")
    page = context.new_page()
    page.goto(f"{live_server.url}/r/?tableta=1")
    entries = page.evaluate("history.length")
    for code in made.codes[:2]:
        expect(page.get_by_text("Tableta compartida")).to_be_visible()
        page.get_by_label("Código").fill(code.lower())
        page.get_by_role("button", name="Abrir el cuestionario").click()
        expect(page.get_by_role("button", name="Dejar de responder y borrar")).to_be_visible()
        fill(page)
        said(page, "45 de 45")
        assert kept(page) == 0
        page.clock.install()
        send(page)
        expect(page.get_by_text("Esta pantalla se borra sola en 10 segundos.")).to_be_visible()
        look(page, "tablet-receipt-768")
        assert violations(page) == []
        page.clock.run_for(10_500)
    expect(page.get_by_text("Tableta compartida")).to_be_visible()
    assert page.locator(".receipt").count() == 0
    assert page.evaluate("history.length") == entries
    assert page.evaluate("caches.match('/r/').then(Boolean)") is False
    assert arrived(made.survey) == 2


def test_the_first_load_in_a_browser(browser: Browser, live_server: LiveServer, made: OpenSurvey) -> None:
    """Without the service worker, whose copies are made after the page is ready."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/r/{made.codes[0]}/", wait_until="networkidle")

    assert [address for address in asked if not address.startswith("data:")] == asked
    assert len(asked) <= 4, asked


def test_the_service_worker_reaches_only_the_answering_pages(
    live_server: LiveServer, browser: Browser
) -> None:
    context = browser.new_context()
    reply = context.request.get(f"{live_server.url}/r/sw.js")

    assert reply.headers["content-type"] == "text/javascript"
    assert "set-cookie" not in reply.headers
    assert "service-worker-allowed" not in reply.headers
