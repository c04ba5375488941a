"""A team's year in a browser: propose, choose, end the year; and a sign-in that expires while one writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.closing import project_next_year, review_socialization
from networks.actions.proposals import propose_levers
from networks.models import Network
from tests.browsers import IN_BROWSER, check, open_page, sign_in
from tests.factories import CycleFactory, NetworkFactory, make_coordinator, make_person

WIDTHS = (360, 1440)
TYPED = "Nos costó hablar del desacuerdo, y queremos volver a eso en la próxima sesión."

pytestmark = IN_BROWSER


@pytest.fixture
def network(program: Program) -> Network:
    year = timezone.localdate().year
    with program_context(program):
        network = NetworkFactory.create(name="Red Marga Marga", cohort=year - 1)
        before = CycleFactory.create(network=network, year=year - 1)
        CycleFactory.create(network=network, year=year, programme_year=2, step=3)
        other = make_coordinator(program, network, name="Rosa Acompaña")
        review_socialization(
            before,
            worked="Leer juntas.",
            hard="El tiempo.",
            differently="",
            on=date(year - 1, 11, 20),
            by=other,
        )
        project_next_year(
            before,
            keep="Las sesiones mensuales.",
            strategies="Observarse de a dos.",
            needs="Horas protegidas.",
            on=date(year - 1, 11, 20),
            by=other,
        )
        cycle = network.cycles.get(year=year)
        propose_levers(cycle, nodes=["CP"], on=timezone.localdate(), by=other)
    return network


@pytest.fixture
def coordinator(program: Program, network: Network) -> User:
    with program_context(program):
        return make_coordinator(program, network, name="Inés Coordina")


def drafts(page: Page) -> list[str]:
    """The keys of what this tab keeps of forms; htmx keeps a key of its own."""
    keys = page.evaluate("Object.keys(sessionStorage)")
    return [key for key in keys if key.startswith("lar-borrador:")]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, coordinator: User) -> Iterator[Page]:
    page = open_page(browser, live_server, coordinator)
    yield page
    page.context.close()


def cycle_url(live_server: LiveServer, network: Network) -> str:
    return f"{live_server.url}/demo/redes/{network.pk}/ciclos/{timezone.localdate().year}/"


def test_a_team_proposes_ends_its_year_and_begins_the_next(
    page: Page, live_server: LiveServer, network: Network
) -> None:
    page.goto(f"{live_server.url}/demo/")
    check(page, "year-home", WIDTHS)
    page.get_by_role("link", name="Proponer").click()
    check(page, "year-levers", WIDTHS)
    page.get_by_label("Confianza y corresponsabilidad", exact=True).first.check()
    page.get_by_role("button", name="Guardar mi propuesta").click()
    expect(page.locator(".proposals")).to_contain_text("Inés Coordina")

    page.goto(cycle_url(live_server, network) + "proyeccion/")
    check(page, "year-projection", WIDTHS)
    page.get_by_label("Qué quieren seguir haciendo").fill("Las visitas.")
    page.get_by_label("Qué estrategias siguen").fill("Sigue la observación de a dos.")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("La proyección quedó guardada")).to_be_visible()
    check(page, "year-cycle", WIDTHS)

    page.get_by_role("link", name="Comenzar el próximo ciclo").click()
    page.get_by_role("button", name="Comenzar").click()
    expect(page.locator("h1")).to_contain_text(str(timezone.localdate().year + 1))
    expect(page.get_by_text("Sigue la observación de a dos.").first).to_be_visible()


def test_what_was_typed_outlives_a_sign_in_that_expires(
    page: Page, live_server: LiveServer, network: Network, coordinator: User
) -> None:
    address = cycle_url(live_server, network) + "evaluacion/"
    page.goto(address)
    page.get_by_label("Qué funcionó").fill("Leer juntas.")
    page.get_by_label("Qué costó").fill(TYPED)
    assert len(drafts(page)) == 1
    Session.objects.all().delete()
    page.context.clear_cookies()
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_label("Correo electrónico")).to_be_visible()

    sign_in(page.context, live_server, coordinator)
    page.goto(address)

    expect(page.get_by_label("Qué costó")).to_have_value(TYPED)
    expect(page.get_by_text("Recuperamos lo que habías escrito")).to_be_visible()
    check(page, "year-draft", WIDTHS)
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_text("La evaluación del taller quedó guardada.")).to_be_visible()
    assert drafts(page) == []


def test_what_one_typed_is_not_shown_to_who_signs_in_next(
    page: Page, live_server: LiveServer, network: Network, program: Program
) -> None:
    address = cycle_url(live_server, network) + "evaluacion/"
    page.goto(address)
    page.get_by_label("Qué costó").fill(TYPED)
    with program_context(program):
        next_one = make_coordinator(program, network, name="Eva Comparte")

    page.context.clear_cookies()
    sign_in(page.context, live_server, next_one)
    page.goto(address)

    expect(page.get_by_label("Qué costó")).to_have_value("")
    assert drafts(page) == []


def test_the_programme_home(page: Page, live_server: LiveServer, network: Network, program: Program) -> None:
    facilitator = make_person(program, RoleCode.FACILITATOR, name="Flor Facilita")
    sign_in(page.context, live_server, facilitator)

    page.goto(f"{live_server.url}/demo/")

    expect(page.get_by_role("heading", name="Tu programa hoy")).to_be_visible()
    check(page, "year-programme", WIDTHS)
