"""When results were calculated is on every page of them; what waits for background work says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lar.authorization import RoleCode
from lar.jobs.models import Job, JobState
from lar.jobs.relaying import note_tick
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import ask_for_pdf, open_release
from questionnaires.results.models import Release
from questionnaires.results.queries import report_of
from questionnaires.surveys.actions.reading import create_reading_link
from questionnaires.surveys.codes import reading_token
from questionnaires.surveys.models import Survey
from tests.conftest import TODAY
from tests.factories import (
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)
from tests.results import make_release
from tests.surveys import make_closed_survey, make_network

pytestmark = pytest.mark.django_db

LATE = "Informes en cola"
CALCULATED = "Resultados calculados el"


def as_(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


class World:
    def __init__(self, program: Program) -> None:
        with program_context(program):
            network = make_network(14, name="Red Itata")
            territory = TerritoryFactory.create(name="SLEP Itata")
            NetworkTerritoryFactory.create(network=network, territory=territory)
            self.coordinator = make_coordinator(program, network)
            self.authority = make_authority(program, territory)
            self.facilitator = make_person(program, RoleCode.FACILITATOR)
            self.release: Release = make_release(program, network=network)
            for audience in ("members", "authority"):
                open_release(self.release, audience=audience, by=self.coordinator)
            link = create_reading_link(network, expires_on=TODAY.replace(year=2099), by=None)
            self.reading = f"/leer/{reading_token(link.pk)}/"
        self.url = f"/demo/resultados/{self.release.pk}/"


@pytest.fixture
def world(program: Program) -> World:
    return World(program)


@pytest.mark.parametrize("tail", ["", "dimension/CP/", "espejo/", "mirada-del-equipo/", "ediciones/"])
def test_every_page_of_results_says_when_they_were_calculated(world: World, tail: str) -> None:
    assert CALCULATED in as_(world.coordinator).get(f"{world.url}{tail}").content.decode()


def test_so_do_those_of_members_authorities_and_facilitators(world: World) -> None:
    reading = Client().get(world.reading).content.decode()
    authority = as_(world.authority).get(f"/demo/autoridad/{world.release.pk}/").content.decode()
    explore = as_(world.facilitator).get("/demo/informes/2026/explorar/").content.decode()

    assert CALCULATED in reading
    assert CALCULATED in authority
    assert "se calcularon una sola vez y no cambian; los últimos, el" in explore


@pytest.fixture
def drawing(world: World, program: Program) -> Job:
    with program_context(program):
        return ask_for_pdf(report_of(world.release, "network"), by=world.coordinator)


def page_of_drawing(world: World) -> str:
    return as_(world.coordinator).get(f"{world.url}informe/").content.decode()


def test_a_drawing_that_nobody_takes_says_so_at_once(world: World, drawing: Job) -> None:
    """No clock was ever seen here, and the page has not asked a second time."""
    assert LATE in page_of_drawing(world)

    note_tick()

    assert LATE not in page_of_drawing(world)
    assert "En cola" in page_of_drawing(world)


def test_a_drawing_whose_worker_went_silent_says_so(world: World, drawing: Job, program: Program) -> None:
    note_tick()
    now = timezone.now()
    with program_context(program):
        Job.objects.filter(pk=drawing.pk).update(state=JobState.RUNNING, heartbeat=now)
        assert "Se interrumpió" not in page_of_drawing(world)
        Job.objects.filter(pk=drawing.pk).update(heartbeat=now - timedelta(seconds=121))
        assert "Se interrumpió. Está guardado y se retomará solo" in page_of_drawing(world)


def test_a_drawing_that_failed_is_tried_again_from_its_page(
    world: World, drawing: Job, program: Program
) -> None:
    with program_context(program):
        Job.objects.filter(pk=drawing.pk).update(state=JobState.FAILED, error="Faltó memoria.")
    page = page_of_drawing(world)
    assert "Faltó memoria." in page
    assert "Intentar otra vez" in page

    as_(world.coordinator).post(f"{world.url}informe/")

    with program_context(program):
        assert Job.objects.get(pk=drawing.pk).state == JobState.WAITING


@pytest.mark.django_db(transaction=True)
def test_a_questionnaire_that_waits_to_be_sealed_says_when_nobody_works(program: Program) -> None:
    with program_context(program):
        survey = make_closed_survey(program, [[4] * 45] * 6)
        found = Survey.objects.get(pk=survey.pk)
        facilitator = make_person(program, RoleCode.FACILITATOR)
        Job.objects.update(run_after=timezone.now() - timedelta(seconds=121))
    url = f"/demo/aplicaciones/{found.pk}/"

    assert LATE in as_(facilitator).get(url).content.decode()

    with program_context(program):
        Job.objects.update(state=JobState.DONE)

    assert LATE not in as_(facilitator).get(url).content.decode()
