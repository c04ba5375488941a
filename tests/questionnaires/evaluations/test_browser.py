"""The evaluation in a real browser: the form, the code on the wall, the four phrases, the results."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.doors import live_open_code
from tests.browsers import check, open_page
from tests.questionnaires.evaluations.test_evaluations import TWELVE
from tests.questionnaires.evaluations.world import answer_and_seal, make_evaluation, make_workshop

WIDTHS = (360, 768, 1440)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_its_pages_fit_every_width(browser: Browser, live_server: LiveServer, program: Program) -> None:
    with program_context(program):
        workshop = make_workshop(program)
    place = f"/demo/actividades/{workshop.activity.pk}/evaluacion/"
    page = open_page(browser, live_server, workshop.facilitator)
    page.goto(place)
    check(page, "evaluation-open", WIDTHS)
    with program_context(program):
        survey = make_evaluation(workshop)
        code = live_open_code(survey)
    page.goto(f"{place}codigo/")
    assert page.get_by_text(code).first.is_visible()
    check(page, "evaluation-code", WIDTHS)
    page.goto(f"/r/{code}/")
    check(page, "evaluation-answer", WIDTHS)
    answer_and_seal(program, survey, TWELVE)
    page.goto(place)
    check(page, "evaluation-results", WIDTHS)
