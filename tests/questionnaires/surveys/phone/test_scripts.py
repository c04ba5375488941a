"""Twelve things that go wrong between a thumb and the database: it arrives exactly once, or the person knows.

Each once in every run of the suite; twenty times with ``-m slow`` (TRUST R11).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from lar.devserver.processes import wait_until
from lar.tenancy.context import program_context
from questionnaires.surveys.actions import close_survey
from questionnaires.surveys.models import Survey
from tests.faults.proxy import Fault
from tests.questionnaires.surveys.phone.acts import (
    WAITING,
    answers_kept,
    arrived,
    count_sendings,
    fill,
    kept,
    said,
    send,
    service_worker_ready,
    signal_comes_back,
)
from tests.questionnaires.surveys.phone.line import Line
from tests.surveys import OpenSurvey, submit

TIMES = 20

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class World:
    """One person, one phone, one code, and a line that the script cuts."""

    turn_on: Callable[[], BrowserContext]
    line: Line
    made: OpenSurvey
    rng: random.Random

    @property
    def address(self) -> str:
        return f"{self.line.url}/r/{self.made.codes[0]}/"

    def open(self) -> Page:
        page = self.turn_on().new_page()
        page.goto(self.address)
        return page

    def filled(self) -> Page:
        page = self.open()
        fill(page)
        return page

    def comes_back(self, page: Page) -> None:
        self.line.heal()
        signal_comes_back(page)


def no_signal(world: World) -> Page:
    page = world.filled()
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)
    page.context.set_offline(False)
    return page


def server_is_down(world: World) -> Page:
    page = world.filled()
    world.line.refuse()
    send(page)
    said(page, WAITING)
    world.line.listen()
    signal_comes_back(page)
    return page


def cut_while_it_goes_up(world: World) -> Page:
    page = world.filled()
    world.line.suffer(Fault(up=world.rng.randrange(1, 1500), reset=world.rng.random() < 0.5))
    send(page)
    said(page, WAITING)
    assert arrived(world.made.survey) == 0
    world.comes_back(page)
    return page


def receipt_is_lost(world: World) -> Page:
    page = world.filled()
    world.line.suffer(Fault(silence=True))
    send(page)
    said(page, "45 de 45 · Enviando")
    assert wait_until(lambda: arrived(world.made.survey) == 1, seconds=10)
    world.line.suffer(Fault(up=0))
    said(page, WAITING)
    world.comes_back(page)
    return page


def receipt_is_cut(world: World) -> Page:
    page = world.filled()
    world.line.suffer(Fault(down=world.rng.randrange(50, 1000), reset=world.rng.random() < 0.5))
    send(page)
    said(page, WAITING)
    world.comes_back(page)
    return page


def server_never_answers(world: World) -> Page:
    page = world.filled()
    world.line.suffer(Fault(silence=True))
    page.clock.install()
    send(page)
    said(page, "45 de 45 · Enviando")
    page.clock.run_for(31_000)
    said(page, WAITING)
    world.line.heal()
    page.clock.run_for(10_000)
    return page


def phone_dies_while_it_waits(world: World) -> Page:
    page = world.filled()
    service_worker_ready(page)
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)
    return world.open()


def phone_dies_while_it_sends(world: World) -> Page:
    page = world.filled()
    service_worker_ready(page)
    world.line.suffer(Fault(silence=True))
    send(page)
    said(page, "45 de 45 · Enviando")
    page.wait_for_timeout(world.rng.uniform(0, 400))
    world.turn_on()
    world.line.heal()
    # Its code may be used by now: the page that the phone kept, or the list at the door, has the answer.
    return world.open()


def phone_dies_half_way(world: World) -> Page:
    page = world.filled()
    page.locator("fieldset.item").nth(7).locator("input").nth(3).check()
    said(page, "45 de 45 · Guardado en este teléfono")
    page = world.open()
    said(page, "45 de 45 · Guardado en este teléfono")
    send(page)
    return page


def days_without_signal(world: World) -> Page:
    page = world.filled()
    service_worker_ready(page)
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)
    page = world.turn_on().new_page()
    page.clock.install(time=timezone.now() + timedelta(days=world.rng.randrange(1, 30)))
    page.goto(world.address)
    return page


def closed_meanwhile(world: World) -> Page:
    page = world.filled()
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)
    survey = world.made.survey
    with program_context(survey.program_id):
        for extensions in (1, 2):
            Survey.objects.filter(pk=survey.pk).update(extensions=extensions)
        survey.refresh_from_db()
        close_survey(survey, on=survey.closes_at, by=None)
    page.context.set_offline(False)
    return page


def another_phone_was_first(world: World) -> Page:
    page = world.filled()
    page.context.set_offline(True)
    send(page)
    said(page, WAITING)
    assert submit(world.made.survey, world.made.codes[0]).status_code == 201
    page.context.set_offline(False)
    return page


DELIVERED = [
    no_signal,
    server_is_down,
    cut_while_it_goes_up,
    receipt_is_lost,
    receipt_is_cut,
    server_never_answers,
    phone_dies_while_it_waits,
    phone_dies_while_it_sends,
    phone_dies_half_way,
    days_without_signal,
]
TOLD: dict[Callable[[World], Page], str] = {
    closed_meanwhile: "el cuestionario ya se cerró",
    another_phone_was_first: "este código ya se usó",
}


RUNS = [0, *(pytest.param(run, marks=pytest.mark.slow) for run in range(1, TIMES))]


@pytest.fixture
def world(same_phone: Callable[[], BrowserContext], line: Line, made: OpenSurvey, run: int) -> World:
    return World(same_phone, line, made, random.Random(run))


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("script", DELIVERED, ids=lambda script: script.__name__)
def test_it_arrives_exactly_once(script: Callable[[World], Page], world: World) -> None:
    page = script(world)

    expect(page.get_by_text("Enviado (recibo ").first).to_be_visible(timeout=20_000)
    assert kept(page) == 0
    assert arrived(world.made.survey) == 1
    (answers,) = answers_kept(world.made.survey)
    assert len(answers) == 45
    assert min(answers) > 0, "nothing that was marked is blank"


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("script", TOLD, ids=lambda script: script.__name__)
def test_or_the_person_is_told(script: Callable[[World], Page], world: World) -> None:
    page = script(world)

    expect(page.get_by_role("alert")).to_contain_text(TOLD[script], timeout=20_000)
    tries = count_sendings(page)
    signal_comes_back(page)
    assert kept(page) == 1, "what was marked can still be read and copied"
    assert tries == []
