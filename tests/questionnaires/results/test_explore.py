"""Where facilitators explore: the same numbers with and without plotly, a clean policy, few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests import browsers
from tests.browsers import check, sized
from tests.factories import make_person
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db(transaction=True)

PATH = "informes/2026/explorar/"


@pytest.fixture
def facilitator(program: Program) -> User:
    with program_context(program):
        person = make_person(program, RoleCode.FACILITATOR)
        for respondents, name in ((14, "Red Ñuble"), (6, "Red Arauco"), (40, "Red Zaña")):
            make_release(program, respondents, network=make_network(respondents, name=name))
    return person


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_tables_are_there_without_any_script(program: Program, facilitator: User) -> None:
    page = signed_in(facilitator).get(f"/{program.slug}/{PATH}?item=kp_07").content.decode()
    rows = [page.index(f">{name}</a></th>") for name in ("Red Arauco", "Red Ñuble", "Red Zaña")]
    assert rows == sorted(rows), "the alphabet, ñ after n"
    assert "reservado" in page
    assert '<option value="kp_07" selected>' in page


def test_an_unknown_item_shows_the_first_and_an_empty_year_is_none(
    program: Program, facilitator: User
) -> None:
    client = signed_in(facilitator)
    assert (
        '<option value="pn_01" selected>'
        in client.get(f"/{program.slug}/{PATH}?item=nada&dimension=XX&cuestionario=zz").content.decode()
    )
    assert client.get(f"/{program.slug}/informes/1999/explorar/").status_code == 404


def test_more_networks_ask_no_more_of_the_database(program: Program, facilitator: User) -> None:
    client = signed_in(facilitator)
    client.get(f"/{program.slug}/{PATH}")
    counts = []
    for more in ((), ("Red 1", "Red 2", "Red 3")):
        with program_context(program):
            for name in more:
                make_release(program, 6, network=make_network(6, name=name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{program.slug}/{PATH}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_inline_styles_are_let_in_on_this_page_only(program: Program, facilitator: User) -> None:
    client = signed_in(facilitator)
    here = client.get(f"/{program.slug}/{PATH}")["Content-Security-Policy"]
    elsewhere = client.get(f"/{program.slug}/informes/2026/")["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in here
    assert "unsafe" not in elsewhere
    assert "script-src 'self';" in here


def open_page(browser: Browser, server: LiveServer, person: User, width: int = 1440) -> Page:
    page = browsers.open_page(browser, server, person, sized(width))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => "
        "(window.refused ??= []).push(e.violatedDirective))"
    )
    return page


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
def test_the_charts_are_drawn_when_seen(
    browser: Browser, live_server: LiveServer, program: Program, facilitator: User, width: int
) -> None:
    page = open_page(browser, live_server, facilitator, width)
    page.goto(f"{live_server.url}/{program.slug}/{PATH}")
    expect(page.locator("[data-lar-figure='heat-figure'][data-lar-drawn]")).to_be_visible(timeout=20_000)
    page.locator("#afirmacion").scroll_into_view_if_needed()
    expect(page.locator("[data-lar-figure='item-figure'][data-lar-drawn]")).to_be_visible()
    assert page.locator("[data-lar-figure='heat-figure'] .hm").count() == 1
    assert page.evaluate("window.refused ?? []") == []
    check(page, "explore")


@pytest.mark.browser
def test_a_blocked_library_leaves_the_table_open(
    browser: Browser, live_server: LiveServer, program: Program, facilitator: User
) -> None:
    page = open_page(browser, live_server, facilitator)
    page.route("**/plotly.min.js*", lambda route: route.abort())
    page.goto(f"{live_server.url}/{program.slug}/{PATH}")
    expect(page.get_by_role("region", name="Porcentaje de acuerdo por red y dimensión")).to_be_visible()
    expect(page.locator("[data-lar-figure='heat-figure']")).to_be_hidden()
