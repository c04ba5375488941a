"""Uploading by hand on a phone and a wide screen: said before it travels, listed with its picture."""

from __future__ import annotations

from playwright.sync_api import Browser, FilePayload, expect
from pytest_django.live_server_helper import LiveServer

from lar.files.kinds import MAX_BYTES
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.browsers import IN_BROWSER, check, open_page
from tests.factories import NetworkFactory, make_coordinator
from tests.lar.files.samples import pdf, photo
from tests.networks.activities.world import make_activity

pytestmark = IN_BROWSER

WIDTHS = (360, 768, 1440)


def test_a_photo_and_a_document_are_uploaded_and_listed(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    with program_context(program):
        network = NetworkFactory.create(name="Red Estero Marga")
        coordinator = make_coordinator(program, network, name="Paula Henríquez")
        session = make_activity(network, title="Sesión de mayo")
    here = f"{live_server.url}/{program.slug}/actividades/{session.pk}/"
    page = open_page(browser, live_server, coordinator)
    page.goto(here)
    page.get_by_role("link", name="Subir un archivo").click()
    check(page, "archivo-subir", WIDTHS)

    box = page.get_by_label("Archivo", exact=True)
    box.set_input_files(FilePayload(name="a.pdf", mimeType="application/pdf", buffer=b"a" * (MAX_BYTES + 1)))
    assert "10 MB" in str(box.evaluate("box => box.validationMessage"))
    box.set_input_files(FilePayload(name="a.png", mimeType="image/png", buffer=b"<html>"))
    page.get_by_label("Lo revisé").check()
    page.get_by_role("button", name="Subir").click()
    expect(page.locator("[data-lar-error-summary]")).to_contain_text("Guárdalo como PDF")
    check(page, "archivo-mal", (360,))
    for name, data in {"Pizarra.jpg": photo((1200, 800), 1), "Pauta de observación.pdf": pdf()}.items():
        page.goto(f"{here}archivos/")
        page.get_by_label("Archivo", exact=True).set_input_files(
            FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
        )
        page.get_by_label("Lo revisé").check()
        page.get_by_role("button", name="Subir").click()
    expect(page.locator(".files li")).to_have_count(2)
    picture = page.locator(".files img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.files img').naturalWidth === 480")
    check(page, "archivo-lista", WIDTHS)
    with page.expect_download() as download:
        page.get_by_role("link", name="Pauta de observación.pdf", exact=True).click()
    assert download.value.suggested_filename == "Pauta de observación.pdf"
