"""The page on which the date of the programme's results is declared, and what it looks like in a browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import declare_year
from questionnaires.surveys.models import YearClosing
from tests.browsers import check, open_page
from tests.factories import make_person
from tests.surveys import demo_version

PAGE = "/demo/informes/programa/"


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
def test_it_fits_every_width(browser: Browser, live_server: LiveServer, program: Program) -> None:
    with program_context(program):
        by = make_person(program, RoleCode.FACILITATOR)
        declare_year(demo_version(), year=2026, closes_at=timezone.now() + timedelta(days=20), by=by)
    page = open_page(browser, live_server, by)
    page.goto(PAGE)
    check(page, "program-year", (360, 768, 1440))
