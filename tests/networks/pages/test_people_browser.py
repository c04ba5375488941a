"""Sheets of people, hand-overs, commitments and dates in a real browser: phone and desk, with axe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.enrolment import enrol_network
from networks.actions.people_import import keep_people
from networks.models import Network, PeopleImport
from networks.people_sheet import SheetRow
from tests.browsers import IN_BROWSER, check, open_page, sized
from tests.factories import (
    AuthorityFactory,
    NetworkFactory,
    NetworkTerritoryFactory,
    RosterSeatFactory,
    TerritoryFactory,
    make_coordinator,
    make_person,
)

pytestmark = IN_BROWSER
WIDTHS = (360, 1440)


@pytest.fixture
def paths(program: Program) -> list[str]:
    """A network whose team has two hats, a sheet with everything to look at, accesses in each state."""
    day = timezone.localdate()
    with program_context(program):
        network = NetworkFactory.create(name="Red Itata")
        territory = TerritoryFactory.create(name="SLEP Itata")
        NetworkTerritoryFactory.create(network=network, territory=territory)
        RosterSeatFactory.create(network_school__network=network, seats=7)
        coordinator = make_coordinator(program, network, name="Inés Coordina")
        AuthorityFactory.create(territory=territory, user=coordinator)
        for days in (-5, 20):
            AuthorityFactory.create(territory=territory, valid_to=day + timedelta(days=days))
        planned = make_sheet(network)
        enrol_network(
            network,
            commitment="Una sesión al mes, con todas las direcciones.",
            backed_by=coordinator,
            backing="Oficio 45",
            backed_on=date(2025, 3, 10),
            on=network.enrolled_on,
            by=coordinator,
        )
        row = network.coordinations.get()
    here = f"/demo/redes/{network.pk}/"
    return [
        "/demo/personas/planilla/",
        f"/demo/personas/planilla/{planned.pk}/",
        "/demo/territorios/autoridades/",
        f"{here}equipo/",
        f"{here}equipo/{row.pk}/relevo/",
        f"{here}compromiso/",
        f"{here}?al=2025-05-04",
        here,
    ]


def make_sheet(network: Network) -> PeopleImport:
    rows = [
        SheetRow(2, "Nora Paz Sepúlveda", "nora.paz@slepitata.cl", "Coordinación", network.name),
        SheetRow(3, "Paz Sepúlveda, Nora", "nora.pas@slepitata.cl", "Coordinación", "Red Itatta"),
        SheetRow(4, "Eva Soto", "eva.soto@slepitata.cl", "Autoridad", "SLEP Itata", "", "10012"),
        SheetRow(5, "Inés Coordina", "ines@ejemplo", "jefa"),
    ]
    return keep_people(rows, file_name="equipos-2026.xlsx", by=None)


@pytest.fixture
def administrator(program: Program) -> User:
    return make_person(program, RoleCode.ADMINISTRATOR)


@pytest.fixture(params=WIDTHS)
def page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, administrator: User
) -> Iterator[Page]:
    page = open_page(browser, live_server, administrator, sized(request.param))
    yield page
    page.context.close()


def test_every_screen_is_accessible_and_fits(page: Page, paths: list[str]) -> None:
    for number, path in enumerate(paths):
        page.goto(path)
        check(page, f"people-{number}")


def test_a_hand_over_by_keyboard(page: Page, paths: list[str]) -> None:
    page.goto(paths[4])
    page.get_by_label("Correo electrónico").fill("nora@ejemplo.cl")
    page.get_by_label("Nombre y apellido").fill("Nora Paz")
    page.keyboard.press("Enter")

    page.get_by_text("Nora Paz toma el lugar de Inés Coordina").wait_for()
    assert page.url.endswith("/equipo/")
