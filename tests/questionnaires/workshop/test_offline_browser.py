"""The file that presents a workshop without a network, opened from a disk with no server, by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, Page, expect

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Agreement
from questionnaires.workshop.actions import bring_room
from questionnaires.workshop.bundle import read_bundle
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.offline import offline_html
from questionnaires.workshop.sheet_reading import read_sheet
from tests.browsers import IN_BROWSER, SHOTS, sized
from tests.questionnaires.workshop.world import make_room
from tests.results import give_purpose_and_lever

pytestmark = IN_BROWSER

BUNDLE = UUID("7d4f3f5e-7d1e-4b7a-9d7c-1b0f2c3d4e5f")


def look(page: Page, name: str) -> list[str]:
    """Nothing of a slide is cut on either wall."""
    problems = []
    for width, height in ((1024, 768), (1920, 1080)):
        page.set_viewport_size(sized(width, height))
        body = "document.querySelector('.slide:not([hidden]) .wall-body')"
        if page.evaluate(f"{body}.scrollHeight > {body}.clientHeight + 1"):
            problems.append(f"{name}: cut at {width}")
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"offline-{name}-{width}.png")
    return problems


def test_a_room_without_a_network(browser: Browser, program: Program, tmp_path: Path) -> None:
    with program_context(program):
        room = make_room(program, name="Red Marga Marga", start=False)
        give_purpose_and_lever(room.network)
        workshop = SocializationWorkshop.objects.get(pk=room.workshop.pk)
        (tmp_path / "taller.html").write_text(offline_html(workshop, BUNDLE), encoding="utf-8")
    context = browser.new_context(locale="es-CL", viewport=sized(1920, 1080), offline=True)
    page, errors = context.new_page(), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "taller.html").as_uri())

    problems = walk(page)
    with page.expect_download() as download:
        page.keyboard.press("g")
    content = Path(download.value.path()).read_bytes()
    page.reload()
    page.get_by_role("button", name="Siguiente").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nuestro propósito")
    context.close()

    assert errors == []
    assert problems == []
    assert json.loads(content)["id"] == str(BUNDLE)
    with program_context(program):
        bundle = read_bundle(content, workshop)
        written = read_sheet(workshop, bundle.fields)
        assert written.problems == {}
        bring_room(workshop, written=written, bundle_id=bundle.bundle_id, by=room.leader)
        workshop.activity.refresh_from_db()
        assert "Observar una clase (6)" in workshop.activity.minutes
        assert Agreement.objects.get().text == "Observarnos una clase al mes"


def walk(page: Page) -> list[str]:
    """Through the whole script by keyboard, writing down what a room says the first time it is asked."""
    problems: list[str] = []
    done: set[str] = set()
    while True:
        slide = page.locator(".slide:not([hidden])")
        title = slide.get_by_role("heading", level=1).inner_text()
        if page.get_by_role("button", name="Anotar").is_enabled() and title not in done:
            page.keyboard.press("a")
            write(page, title)
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"offline-pad-{len(done)}.png")
            page.keyboard.press("Escape")
        if title not in done:
            problems += look(page, f"{len(done)}")
        if page.get_by_role("button", name="Mostrar").is_enabled():
            page.keyboard.press("m")
            if title not in done:
                problems += look(page, f"{len(done)}-shown")
                shown(page, title)
        done.add(title)
        if page.get_by_role("button", name="Siguiente").is_disabled():
            return problems
        page.keyboard.press("ArrowRight")


def write(page: Page, title: str) -> None:
    part = page.locator(".part:not([hidden])")
    if "creemos" in title:
        part.get_by_label("8", exact=True).fill("6")
        part.get_by_label("3", exact=True).fill("4")
    elif "representa" in title:
        part.get_by_label("Sí").fill("11")
        part.get_by_label("Con matices").fill("1")
        part.get_by_label("Matiz 1").fill("Depende de la escuela")
    elif title == "Ideas para avanzar":
        part.get_by_label("Idea 1", exact=True).fill("Observar una clase")
        part.get_by_label("Idea 2", exact=True).fill("Leer juntas <b>ya</b>")
    elif "partimos" in title:
        part.get_by_label("Personas que pusieron puntos").fill("9")
        part.get_by_label("Idea 1", exact=True).fill("6")
        part.get_by_label("Idea 2", exact=True).fill("3")
    elif "acuerdos" in title:
        year = page.evaluate("new Date().getFullYear() + 1")
        group = part.get_by_role("group", name="Acuerdo 1")
        group.get_by_label("Qué acordamos").fill("Observarnos una clase al mes")
        group.get_by_label("Quién se encarga").fill("Las jefas de UTP")
        group.get_by_label("Para cuándo").fill(f"{year}-06-01")
        group.get_by_label("Cómo lo sabremos").fill("Hay doce pautas")
        group.get_by_label("Cuándo lo revisaremos").fill(f"{year}-06-01")


def shown(page: Page, title: str) -> None:
    slide = page.locator(".slide:not([hidden])")
    words = {
        "creemos": "La sala predijo 60 %",
        "representa": "al menos 11",
        "partimos": "Leer juntas <b>ya</b>",
    }
    found = next((told for part, told in words.items() if part in title), "mínimo")
    expect(slide.get_by_text(found).filter(visible=True).first).to_be_visible()
