"""Notices in a browser: read, marked and switched by keyboard, clean at three widths; the digest's end."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.activities import invite_to_activity
from networks.actions.agreements import write_agreement
from networks.notice_links import stop_token
from tests.browsers import IN_BROWSER, PHONE, check, open_page
from tests.factories import CycleFactory, NetworkFactory, make_coordinator, make_person
from tests.networks.activities.world import make_activity

pytestmark = IN_BROWSER
SIZES = [PHONE, ViewportSize(width=768, height=1024), ViewportSize(width=1440, height=900)]


def test_notices_are_read_marked_and_switched_by_keyboard(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    today = timezone.localdate()
    with program_context(program):
        network = NetworkFactory.create(name="Red Estero Marga Marga")
        CycleFactory.create(network=network, year=today.year)
        coordinator = make_coordinator(program, network, name="Paula Henríquez")
        facilitator = make_person(program, RoleCode.FACILITATOR)
        write_agreement(
            network,
            text="Observar una clase por escuela y traer una evidencia a la sesión de junio.",
            owner_words="Jefaturas de UTP",
            due=today - timedelta(days=2),
            how_known="Hay un acta.",
            review_on=today + timedelta(days=9),
            on=today - timedelta(days=20),
            by=facilitator,
        )
        coming = make_activity(
            network,
            kind="authority_meeting",
            day=f"{today + timedelta(days=5):%Y-%m-%d}",
            title="Mesa con el SLEP",
            by=facilitator,
        )
        invite_to_activity(coming, by=facilitator)
    page = open_page(browser, live_server, coordinator, PHONE)
    page.goto(f"{live_server.url}/{program.slug}/")
    check(page, "avisos-inicio")
    bell = page.get_by_role("link", name="Avisos")
    expect(bell).to_contain_text("sin ver")
    bell.press("Enter")

    expect(page.get_by_role("link", name="Te invitan a «Mesa con el SLEP»")).to_be_visible()
    for size in SIZES:
        page.set_viewport_size(size)
        check(page, "avisos")
    page.get_by_role("button", name="Marcar como visto: Te invitan a «Mesa con el SLEP»").press("Enter")
    expect(page.get_by_text("Un aviso quedó visto.")).to_be_visible()
    page.get_by_role("button", name="Marcar todo como visto").press("Enter")
    expect(page.get_by_role("link", name="Avisos")).not_to_contain_text("sin ver")
    page.get_by_role("group", name="Acuerdos").get_by_label("En la página").press("Space")
    page.get_by_label("Nunca").press("Space")
    page.get_by_role("button", name="Guardar").press("Enter")

    expect(page.get_by_text("Quedó guardado cómo quieres enterarte.")).to_be_visible()
    expect(page.get_by_role("link", name="Revisen el acuerdo")).to_have_count(0)
    expect(page.get_by_label("Nunca")).to_be_checked()

    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    stop = reverse("entry:digest_stop", args=[stop_token(program.pk, coordinator.pk)])
    page.goto(live_server.url + stop)
    check(page, "avisos-dejar")
    page.get_by_role("button", name="No recibir más el resumen").press("Enter")
    expect(page.get_by_role("heading", name="Listo: no te llegará más el resumen")).to_be_visible()
    check(page, "avisos-dejado")
