"""Espejo and the years in a real browser: three widths, no violation, nothing that scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from lar.statistics import Expected
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.actions import expect_results, prepare_survey, publish_mirror
from questionnaires.surveys.models import Expectation
from tests.browsers import EVERY_WIDTH, IN_BROWSER, check, look, open_page, sized
from tests.factories import CycleFactory, make_coordinator
from tests.results import give_purpose_and_lever, make_release
from tests.surveys import make_network, make_open_survey, make_plan

pytestmark = IN_BROWSER


SAID = {
    "PN": Expected(9, 0),
    "CP": Expected(6, 2),
    "CC": Expected(4, 3),
    "KP": Expected(7, 1),
    "PR": Expected(7, 2),
}


@pytest.mark.parametrize("width", EVERY_WIDTH)
def test_the_pages(browser: Browser, live_server: LiveServer, program: Program, width: int) -> None:
    with program_context(program):
        network = make_network(14, name="Red Marga Marga")
        coordinator = make_coordinator(program, network)
        made = make_open_survey(program, network=network)
        give_purpose_and_lever(network)
        before = prepare_survey(
            CycleFactory.create(network=network, year=2025), plan=make_plan(), by=made.facilitator
        )
        make_release(program, 40, network=network, survey=before, year=2025)
        expect_results(made.survey, expected=SAID, by=coordinator)
        publish_mirror(made.survey, published=True, by=coordinator)
        made.survey.refresh_from_db()
        release = make_release(program, network=network, survey=made.survey)
    pages = {
        "expect": f"/demo/aplicaciones/{made.survey.pk}/espejo/",
        "mirror": f"/demo/resultados/{release.pk}/espejo/",
        "report": f"/demo/resultados/{release.pk}/",
    }
    for name, address in pages.items():
        page = open_page(browser, live_server, coordinator, sized(width))
        response = page.goto(live_server.url + address)
        assert response is not None
        assert response.status == 200, name
        check(page, name)
        page.context.close()


def test_by_keyboard_and_without_javascript(
    browser: Browser, live_server: LiveServer, program: Program
) -> None:
    with program_context(program):
        made = make_open_survey(program, network=make_network(14, name="Red Itata"))
        coordinator = make_coordinator(program, made.survey.network)
    page = open_page(browser, live_server, coordinator, sized(360), javascript=False)
    page.goto(f"{live_server.url}/demo/aplicaciones/{made.survey.pk}/espejo/")

    page.locator("#id_agree_PN_0").focus()
    for _step in range(8):
        page.keyboard.press("ArrowRight")
    page.locator("#id_against_PN").select_option("4")
    page.get_by_role("button", name="Guardar lo que espero").click()
    refused = page.get_by_text("Son más de 10 personas: 7 de acuerdo y 4 en desacuerdo.").first.is_visible()
    look(page, "expect-wrong")
    page.locator("#id_against_PN").select_option("1")
    page.get_by_role("button", name="Guardar lo que espero").click()
    page.wait_for_url(f"**/aplicaciones/{made.survey.pk}/")

    assert refused
    with program_context(program):
        assert list(Expectation.objects.values_list("node", "agree", "against")) == [("PN", 7, 1)]
