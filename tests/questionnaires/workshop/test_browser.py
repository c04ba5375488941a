"""Projector, remote and a phone in a real browser, through a whole script with its time compressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.workshop.models import Contribution
from questionnaires.workshop.script import Kind
from questionnaires.workshop.voting import contribute
from tests.browsers import IN_BROWSER, PHONE, SHOTS, open_page, sized, violations
from tests.questionnaires.workshop.world import Room, make_room
from tests.results import give_purpose_and_lever

pytestmark = IN_BROWSER

WALLS = {"1920": sized(1920, 1080), "1024": sized(1024, 768)}
SAID = ["Observar una clase de otra escuela y conversarla", "Partir cada sesión con un logro", "Leer juntas"]


def look(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def look_at_wall(wall: Page, name: str) -> list[str]:
    """Look at the wall at both sizes: nothing may be cut, and there is nothing to press."""
    problems = []
    for size, viewport in WALLS.items():
        wall.set_viewport_size(viewport)
        body = "document.querySelector('.wall-body')"
        if wall.evaluate(f"{body}.scrollHeight > {body}.clientHeight + 1"):
            problems.append(f"{name}: cut at {size}")
        look(wall, f"{name}-{size}")
    return problems + violations(wall)


def press(remote: Page, label: str, title: str) -> None:
    """Press a button of the remote and wait until the room is in the step of that title."""
    remote.get_by_role("button", name=label).click()
    expect(remote.get_by_role("heading", level=1)).to_have_text(title)


def others_vote(room: Room, kind: Kind, *options: str) -> None:
    with program_context(room.workshop.program_id):
        step = room.workshop.steps.filter(kind=kind.value)[0]
        room.votes(step, *options)


@pytest.fixture
def room(program: Program) -> Room:
    with program_context(program):
        made = make_room(program, name="Red Marga Marga")
        give_purpose_and_lever(made.network)
        return made


def test_a_whole_workshop(browser: Browser, live_server: LiveServer, program: Program, room: Room) -> None:
    wall = open_page(browser, live_server, room.leader, WALLS["1920"])
    remote = open_page(browser, live_server, room.leader, PHONE)
    phone = open_page(browser, live_server, None, PHONE)
    place = f"/demo/taller/{room.workshop.pk}"
    wall.goto(f"{place}/proyector/")
    remote.goto(f"{place}/control/")
    phone.goto("/t/")
    phone.get_by_label("Código").fill(room.code)
    phone.get_by_role("button", name="Entrar").click()
    expect(phone.get_by_text("Ya estás en la sala")).to_be_visible()
    problems = look_at_wall(wall, "welcome") + violations(phone) + violations(remote)
    look(phone, "phone-welcome")
    look(remote, "remote-welcome")

    press(remote, "Siguiente", "Nuestro propósito")
    expect(wall.get_by_role("heading", level=1)).to_have_text("Nuestro propósito", timeout=4000)
    press(remote, "Siguiente", "Quiénes respondimos")
    expect(wall.get_by_text("Respondieron 14 de 17")).to_be_visible(timeout=4000)
    problems += look_at_wall(wall, "respondents")

    press(remote, "Siguiente", "¿Qué creemos que respondió la red?")
    problems += predict(wall, remote, phone, room)
    press(remote, "Siguiente", "¿Nos representa este resultado?")
    problems += represents(wall, remote, phone, room)
    press(remote, "Siguiente", "Conversemos")
    expect(wall.get_by_role("heading", level=1)).to_have_text("Conversemos", timeout=4000)
    problems += look_at_wall(wall, "dialogue")
    press(remote, "Siguiente", "Ideas para avanzar")
    problems += ideas_and_dots(wall, remote, phone, room)
    problems += to_the_end(wall, remote, phone)

    assert problems == []


def predict(wall: Page, remote: Page, phone: Page, room: Room) -> list[str]:
    phone.get_by_label("7", exact=True).check(timeout=4000)
    problems = look_at_wall(wall, "predict") + violations(phone)
    look(phone, "phone-predict")
    phone.get_by_role("button", name="Enviar mi predicción").click()
    expect(phone.get_by_text("Tu voto se contó")).to_be_visible()
    look(phone, "phone-voted")
    others_vote(room, Kind.PREDICT, "9", "8", "6", "3", "7", "9", "5")
    look(remote, "remote-predict")
    remote.get_by_role("button", name="Mostrar el resultado").click()
    expect(wall.get_by_text("La red respondió")).to_be_visible(timeout=4000)
    expect(phone.get_by_text("La sala predijo").or_(phone.get_by_text("la sala predijo"))).to_be_visible(
        timeout=4000
    )
    look(phone, "phone-revealed")
    return problems + look_at_wall(wall, "revealed")


def represents(wall: Page, remote: Page, phone: Page, room: Room) -> list[str]:
    phone.get_by_label("Con matices").check(timeout=4000)
    problems = look_at_wall(wall, "represents") + violations(phone)
    look(phone, "phone-represents")
    phone.get_by_role("button", name="Enviar mi voto").click()
    phone.get_by_label("¿qué matiz falta?").fill("En las escuelas chicas se vive distinto")
    look(phone, "phone-nuance")
    phone.get_by_role("button", name="Mostrar en la pantalla").click()
    expect(phone.get_by_text("Ya está en la pantalla")).to_be_visible()
    others_vote(room, Kind.REPRESENTS, "si", "si", "matices", "no", "si", "si", "matices")
    remote.get_by_role("button", name="Mostrar el resultado").click()
    expect(wall.get_by_text("8 votos")).to_be_visible(timeout=4000)
    return problems + look_at_wall(wall, "represents-shown") + violations(remote)


def ideas_and_dots(wall: Page, remote: Page, phone: Page, room: Room) -> list[str]:
    phone.get_by_label("¿Qué pequeño paso").fill("Una idea desde el teléfono", timeout=4000)
    phone.get_by_role("button", name="Mostrar en la pantalla").click()
    expect(wall.get_by_text("Una idea desde el teléfono")).to_be_visible(timeout=4000)
    with program_context(room.workshop.program_id):
        step = room.workshop.steps.filter(kind=Kind.IDEAS.value)[0]
        for text in SAID:
            contribute(room.workshop.program_id, step.pk, text=text)
        keys = [str(key) for key in Contribution.objects.filter(step=step).values_list("pk", flat=True)]
    expect(wall.get_by_text("Leer juntas")).to_be_visible(timeout=4000)
    expect(remote.get_by_text("Leer juntas").first).to_be_attached(timeout=5000)
    look(remote, "remote-ideas")
    problems = look_at_wall(wall, "ideas") + violations(remote)
    press(remote, "Siguiente", "¿Por cuáles partimos?")
    phone.get_by_label(SAID[0]).check(timeout=4000)
    look(phone, "phone-dots")
    phone.get_by_role("button", name="Poner mis puntos").click()
    expect(phone.get_by_text("Tu voto se contó")).to_be_visible()
    others_vote(room, Kind.DOTS, keys[1], keys[1], keys[2], keys[0], keys[1], keys[3])
    remote.get_by_role("button", name="Mostrar el resultado").click()
    expect(wall.get_by_text("pusieron sus puntos")).to_be_visible(timeout=4000)
    return problems + look_at_wall(wall, "dots-shown") + violations(phone)


def to_the_end(wall: Page, remote: Page, phone: Page) -> list[str]:
    """Through what is left of the script; then the room is gone and its minutes are written."""
    problems = []
    while remote.get_by_role("button", name="Siguiente").count():
        title = remote.get_by_role("heading", level=1).inner_text()
        remote.get_by_role("button", name="Siguiente").click()
        expect(remote.get_by_role("button", name="Atrás")).to_be_visible()
        if "acuerdos" in title:
            expect(wall.get_by_role("heading", level=1)).to_have_text("¿Cómo estuvo el taller?", timeout=4000)
            problems += look_at_wall(wall, "evaluation")
    remote.get_by_role("button", name="Terminar el taller").click()
    expect(remote.get_by_role("button", name="Hacer el PDF del acta")).to_be_visible()
    expect(phone.get_by_text("El taller terminó")).to_be_visible(timeout=5000)
    expect(wall.get_by_text("Gracias por estar")).to_be_visible(timeout=4000)
    look(remote, "desk-after")
    return problems + look_at_wall(wall, "ended") + violations(remote)
