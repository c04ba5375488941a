"""The board and the page that puts an alert off, on a phone and a desk."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.browsers import IN_BROWSER, check, open_page
from tests.factories import NetworkFactory, make_person
from tests.results import make_release

pytestmark = IN_BROWSER


def test_the_board_reads_well_and_an_alert_is_put_off(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    with program_context(program):
        make_release(program)
        NetworkFactory.create(name="Red que empieza")
        facilitator = make_person(program, RoleCode.FACILITATOR)
    page = open_page(browser, live_server, facilitator)
    page.goto("/demo/tablero/")
    expect(page.get_by_role("row")).to_have_count(3)
    check(page, "board", (360, 1440))

    page.get_by_role("link", name=re.compile("Nadie coordina la red. Red que empieza")).click()
    page.get_by_label("Hasta el").fill("2026-01-15")
    page.get_by_label("Por qué").fill("La nombran esta semana.")
    page.get_by_role("button", name="Posponer").click()
    expect(page.get_by_text("Elige un día posterior a hoy.").first).to_be_visible()
    check(page, "snooze", (360,))
