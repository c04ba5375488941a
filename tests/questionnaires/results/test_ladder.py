"""The ladder: who may be told of it, and what its network may see of it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from lar.accounts.models import User
from lar.audit.models import Event
from lar.authorization import RoleCode
from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.errors import NotAllowedNow
from questionnaires.results.actions import open_release, remind_team
from questionnaires.results.models import Release
from tests.factories import make_coordinator, make_person
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db(transaction=True)


class World:
    def __init__(self, program: Program) -> None:
        self.program = program
        with program_context(program):
            network = make_network(14, name="Red Itata")
            self.coordinator: User = make_coordinator(program, network, name="Elba Rojas")
            self.other: User = make_coordinator(program, network, name="Luis Soto")
            self.facilitator: User = make_person(program, RoleCode.FACILITATOR, name="Inés Mora")
            self.release: Release = make_release(program, network=network)

    def client(self, person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    def url(self, tail: str = "") -> str:
        return f"/{self.program.slug}/resultados/{self.release.pk}/{tail}"


@pytest.fixture
def world(program: Program) -> World:
    return World(program)


def test_a_facilitator_reminds_the_team_and_opens_nothing(world: World) -> None:
    client = world.client(world.facilitator)
    assert "Recordar al equipo" in client.get(world.url()).content.decode()

    answer = client.post(world.url("recordar/"), follow=True)

    assert "le llegará un correo" in answer.content.decode()
    with program_context(world.program):
        job = Job.objects.get(kind="questionnaires.results.remind_team")
        assert not world.release.openings.exists()
    run_here(job)
    letter = mail.outbox[-1]
    assert sorted(letter.to) == sorted([world.coordinator.email, world.other.email])
    assert world.url("compartir/") in letter.body
    assert "Quienes respondieron todavía no pueden leerlos" in letter.body
    assert client.post(world.url("compartir/"), {"audience": "members"}).status_code == 403


def test_the_second_letter_waits_a_week(world: World) -> None:
    with program_context(world.program):
        remind_team(world.release, by=world.facilitator)
        with pytest.raises(NotAllowedNow, match="menos de una semana"):
            remind_team(world.release, by=world.facilitator)
        assert Job.objects.filter(kind="questionnaires.results.remind_team").count() == 1


def test_the_letter_is_about_the_next_step_when_it_leaves(world: World) -> None:
    with program_context(world.program):
        job = remind_team(world.release, by=world.facilitator)
        open_release(world.release, audience="members", by=world.coordinator)
    run_here(job)
    assert "La autoridad del territorio todavía no puede leerlos" in mail.outbox[-1].body


def test_nothing_is_left_to_remind_of(world: World) -> None:
    with program_context(world.program):
        for audience in ("members", "authority"):
            open_release(world.release, audience=audience, by=world.coordinator)
        with pytest.raises(NotAllowedNow, match="ya compartió"):
            remind_team(world.release, by=world.facilitator)
    assert "Recordar al equipo" not in world.client(world.facilitator).get(world.url()).content.decode()
    assert "Recordar al equipo" not in world.client(world.coordinator).get(world.url()).content.decode()


def test_the_network_sees_who_opened_read_and_took_them(world: World) -> None:
    team, facilitator = world.client(world.coordinator), world.client(world.facilitator)
    for _often in range(3):
        facilitator.get(world.url())
    facilitator.get(world.url("datos/csv/"))
    team.post(world.url("compartir/"), {"audience": "members"})
    with program_context(world.program):
        other = make_release(world.program, 6)
        assert other.survey.network_id != world.release.survey.network_id
        Event.objects.create(
            action="report.read", by=world.other, network_id=other.survey.network_id, subject="1"
        )

    page = team.get(world.url("registro/")).content.decode()

    assert page.count("Leyó el informe") == 1, "a person's day is one line"
    assert page.index("Los abrió a integrantes") < page.index("Se llevó los datos en un archivo")
    assert "Elba Rojas" in page
    assert "Inés Mora" in page
    assert "Luis Soto" not in page
