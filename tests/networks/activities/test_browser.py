"""The pages of activities on a phone and a wide screen: no accessibility fault, nothing wider than it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.activities import cancel_activity, hold_activity, invite_to_activity
from networks.activity_plan import Outcome
from networks.models import Network
from tests.factories import NetworkFactory, make_coordinator, make_person
from tests.networks.activities.world import make_activity, make_seats
from tests.questionnaires.instruments.test_browser import DESK, PHONE, browser, look, open_page
from tests.questionnaires.surveys.test_browser import CHROMIUM

__all__ = ["browser"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]

AGENDA = "Bienvenida y lectura del acuerdo de abril.\nQué resultó en cada escuela.\nQué probamos en junio."
MINUTES = (
    "Cada escuela contó cómo le fue con la lectura en voz alta.\n\n"
    "Acordamos observar una clase por escuela antes de la próxima sesión y traer una evidencia."
)


def day(days: int) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}"


def fill(network: Network, *others: Network) -> dict[str, int]:
    """A year's worth of one of each, in every state; returns the keys by name."""
    row, _seat = make_seats(network)
    make_seats(network, teachers=2)
    held = make_activity(
        network, day=day(-1), title="Sesión de la red: leer en todas las asignaturas", agenda=AGENDA
    )
    hold_activity(
        held,
        outcome=Outcome(MINUTES, schools={(row.pk, "head"): 1, (row.pk, "teacher"): 2}),
        on=timezone.localdate(),
        by=None,
    )
    due = make_activity(network, day=day(-2), title="Sesión por cerrar")
    coming = make_activity(network, day=day(1), title="Sesión de socialización de resultados", agenda=AGENDA)
    invite_to_activity(coming, by=None)
    gone = make_activity(network, day=day(2), title="Sesión que no se pudo hacer")
    cancel_activity(gone, reason="Temporal en la comuna.", by=None)
    workshop = make_activity(
        network,
        *others,
        kind="training_workshop",
        day=day(1),
        title="Taller 3: sistematizar datos",
        topics="Sistematización y análisis de datos\nEl rol de amigo crítico",
        wellbeing="Pausa de respiración",
    )
    return {"held": held.pk, "due": due.pk, "coming": coming.pk, "gone": gone.pk, "workshop": workshop.pk}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_activities_is_clean(
    browser: Browser, live_server: LiveServer, program: Program, size: ViewportSize
) -> None:
    with program_context(program):
        network = NetworkFactory.create(name="Red Estero Marga")
        coordinator = make_coordinator(program, network, name="Paula Henríquez")
        facilitator = make_person(program, RoleCode.FACILITATOR, name="Daniela Fuentes")
        keys = fill(network, NetworkFactory.create(name="Red Los Molinos"))
    root = f"{live_server.url}/{program.slug}"
    of_network = f"redes/{network.pk}"
    pages = {
        "actividades": f"{of_network}/actividades/",
        "que-planificar": f"{of_network}/actividades/nueva/",
        "sesion-nueva": f"{of_network}/actividades/nueva/?tipo=network_session",
        "entre-sesiones": f"{of_network}/actividades/nueva/?tipo=between_sessions",
        "realizada": f"actividades/{keys['held']}/",
        "por-venir": f"actividades/{keys['coming']}/",
        "suspendida": f"actividades/{keys['gone']}/",
        "taller": f"actividades/{keys['workshop']}/",
        "acta": f"actividades/{keys['held']}/acta/",
        "imprimir": f"actividades/{keys['held']}/imprimir/acta/",
        "calendario-red": f"{of_network}/calendario/",
        "calendario": "calendario/",
        "inicio": "",
    }

    page = open_page(browser, live_server, coordinator, size)
    for name, place in pages.items():
        page.goto(f"{root}/{place}")
        look(page, f"actividad-{name}")
    page = open_page(browser, live_server, facilitator, size)
    for name, kind in {"taller-nuevo": "training_workshop", "tutoria-nueva": "tutoring"}.items():
        page.goto(f"{root}/actividades/nueva/?tipo={kind}")
        look(page, f"actividad-{name}")


def test_a_session_is_planned_held_and_put_in_ones_calendar_by_keyboard(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    with program_context(program):
        network = NetworkFactory.create(name="Red Estero Marga")
        coordinator = make_coordinator(program, network, name="Paula Henríquez")
        make_seats(network)
    page = open_page(browser, live_server, coordinator, PHONE)
    page.goto(f"{live_server.url}/{program.slug}/redes/{network.pk}/actividades/")

    page.get_by_role("link", name="Planificar una sesión o actividad").press("Enter")
    page.get_by_role("link", name="Sesión de red").press("Enter")
    page.get_by_label("Título", exact=True).fill("Sesión de hoy")
    page.get_by_label("Indagación").press("Space")
    page.get_by_label("Día", exact=True).fill(day(0))
    page.get_by_label("Comienza").fill("00:00")
    page.get_by_label("Termina").fill("00:01")
    page.get_by_role("button", name="Guardar").press("Enter")
    page.get_by_role("link", name="Escribir cómo estuvo").press("Enter")
    page.get_by_label("Docente, Escuela Las Camelias").fill("2")
    page.get_by_label("Paula Henríquez").press("Space")
    page.get_by_label("Acta").fill("Acordamos leer.")
    page.get_by_role("button", name="Guardar").press("Enter")

    expect(page.get_by_text("2 de 4")).to_be_visible()
    expect(page.get_by_text("Acordamos leer.")).to_be_visible()
    page.goto(f"{live_server.url}/{program.slug}/calendario/")
    page.get_by_role("button", name="Crear mi enlace").press("Enter")
    expect(page.locator(".secret-link")).to_contain_text("/calendario/")
