"""The page on which the date of the programme's results is declared, and what it looks like in a browser."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import declare_year
from questionnaires.surveys.models import YearClosing
from tests.factories import make_person
from tests.surveys import demo_version

PAGE = "/demo/informes/programa/"
CHROMIUM = shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# A folder to look at the pages in; nothing is written without it.
SHOTS = os.environ.get("LAR_SHOTS", "")


def moment(days: int) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


def signed_in(program: Program, role: RoleCode) -> Client:
    with program_context(program):
        demo_version()
        person = make_person(program, role)
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("role", [RoleCode.FACILITATOR, RoleCode.ADMINISTRATOR])
def test_a_date_is_declared_and_moved(program: Program, role: RoleCode) -> None:
    client = signed_in(program, role)
    with program_context(program):
        version = demo_version()
    sent = {"version": version.pk, "year": "2026", "closes_at": moment(20)}
    first = client.post(PAGE, sent, follow=True).content.decode()
    second = client.post(PAGE, {**sent, "closes_at": moment(30)}, follow=True).content.decode()

    assert "Listo: ese día se calculan los resultados del programa." in first
    assert second.count("Por calcular") == 1
    with program_context(program):
        assert list(YearClosing.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"closes_at": moment(-1)}, "La fecha tiene que ser futura."),
        ({"year": "2090"}, "Escribe un año escolar en curso o que ya pasó."),
        ({"closes_at": "mañana"}, "Escribe la fecha y la hora"),
    ],
)
def test_a_wrong_date_says_so_and_loses_nothing(
    program: Program, wrong: dict[str, str], sentence: str
) -> None:
    client = signed_in(program, RoleCode.FACILITATOR)
    with program_context(program):
        version = demo_version()
    sent = {"version": str(version.pk), "year": "2026", "closes_at": moment(20), **wrong}
    response = client.post(PAGE, sent)
    page = response.content.decode()

    assert response.status_code == 422
    assert sentence in page
    assert f'value="{sent["year"]}"' in page
    with program_context(program):
        assert not YearClosing.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
def test_it_fits_every_width(
    live_server: LiveServer, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client = signed_in(program, RoleCode.FACILITATOR)
    with program_context(program):
        by = make_person(program, RoleCode.FACILITATOR)
        declare_year(demo_version(), year=2026, closes_at=timezone.now() + timedelta(days=20), by=by)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for width in (360, 768, 1440):
            context = browser.new_context(viewport={"width": width, "height": 900}, locale="es-CL")
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
            context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dict is what it takes
            page = context.new_page()
            page.goto(live_server.url + PAGE)
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"program-year-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = Axe().run(page).response["violations"]
            assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []
        browser.close()
