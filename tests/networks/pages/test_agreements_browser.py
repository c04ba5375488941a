"""Agreements, the purpose written together and strategies in a real browser, at two widths."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.agreements import write_agreement
from networks.actions.purpose import write_exercise
from networks.actions.strategies import load_catalogue, write_strategy
from networks.models import Network
from tests.factories import CycleFactory, NetworkFactory, make_coordinator

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
WIDTHS = (360, 1440)

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
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def network(program: Program) -> Network:
    with program_context(program):
        network = NetworkFactory.create(name="Red Marga Marga")
        CycleFactory.create(network=network, year=timezone.localdate().year)
    return network


@pytest.fixture
def coordinator(program: Program, network: Network) -> User:
    with program_context(program):
        return make_coordinator(program, network, name="Inés Coordina")


@pytest.fixture(params=[True, False], ids=["con guion", "sin guion"])
def page(
    browser: Browser, live_server: LiveServer, coordinator: User, request: pytest.FixtureRequest
) -> Iterator[Page]:
    client = Client()
    client.force_login(coordinator)
    name, morsel = next((name, morsel) for name, morsel in client.cookies.items() if "session" in name)
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="es-CL", java_script_enabled=request.param
    )
    context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def check(page: Page, name: str) -> None:
    scripted = page.evaluate("matchMedia('(scripting: enabled)').matches")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # Without scripts axe never comes back; the same pages are asked with them.
        found = Axe().run(page).response["violations"] if scripted else []
        assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def test_an_agreement_from_its_words_to_its_review(
    page: Page, live_server: LiveServer, program: Program, network: Network, coordinator: User
) -> None:
    today = timezone.localdate()
    with program_context(program):
        write_agreement(
            network,
            text="Comenzar cada sesión revisando los acuerdos de la anterior.",
            owner=coordinator,
            due=today - timedelta(days=3),
            how_known="El acta dice qué pasó con cada uno.",
            review_on=today - timedelta(days=1),
            on=today - timedelta(days=30),
            by=coordinator,
        )
    page.goto(f"{live_server.url}/demo/redes/{network.pk}/acuerdos/nuevo/")
    page.get_by_label("Qué acordamos").fill("Observar una clase en otra escuela.")
    page.get_by_role("button", name="Guardar el acuerdo").click()
    assert page.get_by_label("Qué acordamos").input_value() == "Observar una clase en otra escuela."
    check(page, "acuerdo-con-faltas")
    page.get_by_label("Quién se encarga").fill("Docentes de primer ciclo")
    page.get_by_label("Para cuándo").fill((today + timedelta(days=20)).isoformat())
    page.get_by_label("Cómo lo sabremos").fill("Cada visita deja una pauta.")
    page.get_by_label("Cuándo lo revisaremos").fill((today + timedelta(days=25)).isoformat())
    page.get_by_role("button", name="Guardar el acuerdo").click()
    check(page, "acuerdos")
    page.get_by_role("link", name="Comenzar cada sesión").click()
    page.get_by_label("Se cumplió").check()
    page.get_by_label("Porque…").fill("toma diez minutos y ya nadie lo olvida.")
    check(page, "acuerdo")
    page.get_by_role("button", name="Guardar la revisión").click()

    assert page.get_by_text("toma diez minutos y ya nadie lo olvida.").is_visible()


def test_the_purpose_is_written_step_by_step(
    page: Page, live_server: LiveServer, program: Program, network: Network, coordinator: User
) -> None:
    with program_context(program):
        said = {"pupils": "Que lean con gusto.", "together": "Mirarnos las clases."}
        write_exercise(network, texts=said, on=timezone.localdate(), by=coordinator)
    page.goto(f"{live_server.url}/demo/redes/{network.pk}/proposito/")
    check(page, "proposito")
    page.get_by_role("link", name="Seguir con el ejercicio").click()
    page.get_by_role("button", name="Guardar y seguir").click()
    check(page, "ejercicio")
    page.get_by_role("link", name="El borrador").click()
    page.get_by_role("textbox").first.fill("Que cada estudiante lea con sentido.")
    page.get_by_role("button", name="Guardar y llevarlo al propósito").click()

    assert page.get_by_label("Propósito", exact=True).input_value() == "Que cada estudiante lea con sentido."


def test_the_catalogue_and_a_strategy(
    page: Page, live_server: LiveServer, program: Program, network: Network, coordinator: User
) -> None:
    with program_context(program):
        load_catalogue(by=None)
        strategy = write_strategy(
            network,
            node="CP",
            title="Clase de a dos",
            what="La planificamos en marzo.\nLa hacemos en abril.",
            on=timezone.localdate(),
            by=coordinator,
        )
    page.goto(f"{live_server.url}/demo/estrategias/?dimension=CP&forma=disperso")
    check(page, "catalogo")
    page.get_by_role("link", name="Adaptarla en Red Marga Marga").first.click()
    check(page, "estrategia-nueva")
    page.goto(f"{live_server.url}/demo/redes/{network.pk}/estrategias/{strategy.pk}/")
    page.get_by_text("Anotar una sesión").click()
    page.get_by_label("Qué pasó").fill("Fueron seis escuelas.")
    check(page, "estrategia")
    page.get_by_role("button", name="Guardar").first.click()

    assert page.get_by_text("Fueron seis escuelas.").is_visible()
