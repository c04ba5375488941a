"""Writing that is not lost: a sign-in that ends, a server that is gone, a closed lid, two people at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from logbook.actions.writing import start_entry
from logbook.models import Block, BlockVersion
from logbook.queries.template import newest_versions
from tests.browsers import IN_BROWSER, check, look, open_page, sign_in
from tests.logbook.conftest import Team, make_team

pytestmark = IN_BROWSER
WIDTHS = (360, 768, 1440)
SAVED = "Guardado ·"


@pytest.fixture
def written(program: Program) -> Team:
    team = make_team(program, timezone.localdate().year)
    with program_context(program):
        start_entry(
            team.cycle,
            title="Una lectura",
            text="Hoy leímos juntas.",
            section=newest_versions()["leer"],
            on=timezone.localdate(),
            by=team.people["ines"],
        )
    return team


@pytest.fixture
def path(written: Team) -> str:
    with program_context(written.program):
        return f"{written.here}entradas/{Block.objects.get().entry_id}/"


@pytest.fixture
def ines(browser: Browser, live_server: LiveServer, written: Team, path: str) -> Iterator[Page]:
    page = open_page(browser, live_server, written.people["ines"])
    page.goto(path)
    yield page
    page.context.close()


def stored(team: Team) -> str:
    with program_context(team.program):
        return Block.objects.get().text


def write(page: Page, words: str) -> None:
    page.locator("textarea.writing").fill(words)


def test_it_is_a_page_to_write_in_with_the_keyboard_alone(ines: Page, written: Team) -> None:
    area = ines.locator("textarea.writing")
    area.focus()
    area.press("Control+a")
    area.press("Control+b")
    expect(area).to_have_value("**Hoy leímos juntas.**")
    expect(ines.locator("[data-lar-state]")).to_contain_text(SAVED)
    assert stored(written) == "**Hoy leímos juntas.**"
    assert ines.locator("[data-lar-shown] strong").inner_text() == ""  # folded, and there

    toolbar = ines.get_by_role("toolbar")
    toolbar.get_by_role("button").first.focus()
    ines.keyboard.press("ArrowRight")
    assert ines.evaluate("document.activeElement.textContent") == "Cursiva"
    check(ines, "bitacora-entrada", WIDTHS)
    ines.goto(f"{written.here}{written.cycle.year}/")
    check(ines, "bitacora", WIDTHS)
    ines.goto(f"{written.here}{written.cycle.year}/secciones/elegir/")
    check(ines, "bitacora-seccion", WIDTHS)


def test_a_server_that_is_gone_and_a_closed_lid_lose_nothing(ines: Page, written: Team, path: str) -> None:
    def gone(route: Route) -> None:
        route.abort()

    ines.route("**/parrafos/**", gone)
    write(ines, "Sin servidor.")
    expect(ines.locator("[data-lar-state]")).to_contain_text("Sin conexión")
    assert stored(written) == "Hoy leímos juntas."

    ines.close(run_before_unload=False)
    again = ines.context.new_page()
    again.goto(path)

    expect(again.locator("textarea.writing")).to_have_value("Sin servidor.")
    expect(again.locator("[data-lar-state]")).to_contain_text(SAVED)
    assert stored(written) == "Sin servidor."


def test_a_sign_in_that_ends_loses_nothing(ines: Page, written: Team, live_server: LiveServer) -> None:
    Session.objects.all().delete()
    write(ines, "Con la sesión cerrada.")
    expect(ines.locator("[data-lar-state]")).to_contain_text("Tu sesión se cerró")
    look(ines, "bitacora-sesion")
    assert stored(written) == "Hoy leímos juntas."

    sign_in(ines.context, live_server, written.people["ines"])
    ines.evaluate("dispatchEvent(new Event('focus'))")

    expect(ines.locator("[data-lar-state]")).to_contain_text(SAVED)
    assert stored(written) == "Con la sesión cerrada."


@pytest.mark.parametrize(
    ("choice", "stays", "history"),
    [
        ("Unir los dos", "De Raúl.\n\nDe Inés.", {"Hoy leímos juntas.", "De Raúl."}),
        ("Seguir con el suyo", "De Raúl.", {"Hoy leímos juntas.", "De Inés."}),
    ],
)
def test_two_who_write_at_once_see_both_texts(
    browser: Browser,
    live_server: LiveServer,
    ines: Page,
    written: Team,
    path: str,
    choice: str,
    stays: str,
    history: set[str],
) -> None:
    raul = open_page(browser, live_server, written.people["raul"])
    raul.goto(path)
    write(raul, "De Raúl.")
    expect(raul.locator("[data-lar-state]")).to_contain_text(SAVED)

    write(ines, "De Inés.")
    expect(ines.locator("[data-lar-conflict]")).to_be_visible()
    expect(ines.locator("[data-lar-theirs]")).to_have_text("De Raúl.")
    look(ines, "bitacora-dos")
    ines.get_by_role("button", name=choice).click()
    expect(ines.locator("[data-lar-state]")).to_contain_text(SAVED)

    assert stored(written) == stays
    with program_context(written.program):
        assert set(BlockVersion.objects.values_list("text", flat=True)) == history
    raul.context.close()


def test_without_scripts_it_is_written_all_the_same(
    browser: Browser, live_server: LiveServer, written: Team, path: str
) -> None:
    page = open_page(browser, live_server, written.people["ines"], javascript=False)
    page.goto(path)
    page.locator("textarea.writing").fill("Sin guion.")
    page.locator("form.writing-form button[type=submit]").click()

    assert stored(written) == "Sin guion."
    page.context.close()


def test_a_comment_is_said_answered_and_resolved_by_keyboard(
    browser: Browser, live_server: LiveServer, ines: Page, written: Team, path: str
) -> None:
    guest = open_page(browser, live_server, written.people["facilitator"])
    guest.goto(path)
    guest.evaluate("getSelection().selectAllChildren(document.querySelector('[data-lar-text] p'))")
    comments = guest.locator(".comments")
    comments.locator("summary", has_text="Comentar este párrafo").focus()
    guest.keyboard.press("Enter")
    expect(comments.get_by_label("Sobre qué palabras")).to_have_value("Hoy leímos juntas.")
    guest.keyboard.press("Tab")
    guest.keyboard.press("ArrowDown")
    comments.get_by_label("Comentario", exact=True).fill("¿Qué cambió al leer juntas?")
    guest.keyboard.press("Tab")
    guest.keyboard.press("Enter")
    expect(guest.locator(".comment")).to_contain_text("Pregunta")
    guest.context.close()

    ines.reload()
    comment = ines.locator(".comment")
    expect(comment).to_contain_text("«Hoy leímos juntas.»")
    comment.locator("summary").click()
    comment.get_by_label("Respuesta").fill("Que nos escuchamos.")
    ines.keyboard.press("Tab")
    ines.keyboard.press("Enter")
    expect(comment).to_contain_text("Que nos escuchamos.")
    comment.get_by_role("button", name="Me hizo pensar").click()
    expect(comment).to_contain_text("Hizo pensar a Inés")
    check(ines, "bitacora-comentarios", WIDTHS)
    comment.get_by_role("button", name="Resolver").click()
    expect(comment).to_contain_text("resuelto por Inés")
