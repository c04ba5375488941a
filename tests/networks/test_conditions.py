"""What a network asks of its authority, her answer, and how it goes; her next report begins with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.test import Client

from lar.accounts.models import User
from lar.audit.models import Event
from lar.disclosure import Audience
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.conditions import answer_condition, ask_condition, say_state
from networks.errors import NotAllowedNow
from networks.models import Network
from networks.queries.conditions import lines_of
from questionnaires.results.contexts import context_of
from questionnaires.results.models import Release
from questionnaires.results.report import Asked, ReportContext
from tests.factories import NetworkTerritoryFactory, TerritoryFactory, make_authority, make_coordinator
from tests.results import make_release

DAY = date(2026, 9, 15)


@dataclass
class World:
    program: Program
    network: Network
    release: Release
    team: User
    authority: User

    def client(self, person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    @property
    def here(self) -> str:
        return f"/demo/redes/{self.network.pk}/condiciones/"


@pytest.fixture
def world(program: Program) -> Iterator[World]:
    with time_machine.travel("2026-09-15 12:00:00-03:00", tick=False):
        with program_context(program):
            release = make_release(program)
            network = release.survey.network
            territory = TerritoryFactory.create()
            NetworkTerritoryFactory.create(network=network, territory=territory)
            people = make_coordinator(program, network), make_authority(program, territory)
        yield World(program, network, release, *people)


def test_the_team_asks_the_authority_answers_and_says_how_it_goes(world: World) -> None:
    team, authority = world.client(world.team), world.client(world.authority)

    asked = team.post(world.here, {"kind": "hours", "words": "Dos horas al mes."})
    assert asked.status_code == 302
    assert "Una espera respuesta." in authority.get("/demo/autoridad/").content.decode()
    page = authority.get(world.here).content.decode()
    assert "Espera respuesta." in page
    with program_context(world.program):
        key = lines_of(world.network, on=DAY)[0].condition.pk
    one = f"{world.here}{key}/"
    assert "Cómo va el compromiso" not in authority.get(one).content.decode(), "nobody committed yet"
    assert authority.post(one, {"outcome": "committed", "words": "Desde octubre."}).status_code == 302
    said = {"act": "state", "term": "2", "state": "partly", "words": "Falta una escuela."}
    assert authority.post(one, said).status_code == 302

    text = team.get(world.here).content.decode()
    assert "se compromete</strong>: Desde octubre." in text
    assert "Segundo semestre 2026: <strong>se cumple en parte</strong>. Falta una escuela." in text
    with program_context(world.program):
        acts = Event.objects.filter(action__startswith="condition.").order_by("id")
        assert [act.action for act in acts] == [
            "condition.asked",
            "condition.answered",
            "condition.state_said",
        ]


def test_her_report_begins_with_it_and_nobody_elses_has_it(world: World) -> None:
    with program_context(world.program):
        asked = ask_condition(
            world.network, kind="transport", words="Un bus a cada sesión.", on=DAY, by=world.team
        )
        survey = world.release.survey
        waiting = context_of(survey, Audience.AUTHORITY, on=DAY).conditions
        answer_condition(asked, outcome="partly", words="Dos al año.", on=DAY, by=world.authority)
        say_state(asked, year=2026, term=1, state="kept", words="", on=DAY, by=world.authority)
        context = context_of(survey, Audience.AUTHORITY, on=DAY)
        before = context_of(survey, Audience.AUTHORITY, on=date(2026, 9, 14))
        others = [context_of(survey, audience, on=DAY) for audience in (Audience.NETWORK, Audience.MEMBERS)]

    assert waiting == (Asked(kind="Traslados", words="Un bus a cada sesión"),)
    assert context.conditions == (
        Asked(
            kind="Traslados",
            words="Un bus a cada sesión",
            answer="se compromete en parte: Dos al año",
            state="primer semestre 2026: se cumple",
        ),
    )
    assert before.conditions == ()
    assert all(other.conditions == () for other in others)
    assert ReportContext.from_payload(context.as_payload()) == context


def test_what_can_not_be(world: World) -> None:
    with program_context(world.program):
        for _ in range(4):
            asked = ask_condition(world.network, kind="hours", words="Horas.", on=DAY, by=world.team)
        with pytest.raises(NotAllowedNow, match="cuatro"):
            ask_condition(world.network, kind="hours", words="Más.", on=DAY, by=world.team)
        with pytest.raises(NotAllowedNow, match="sin RUT"):
            answer_condition(asked, outcome="committed", words="Con 11.111.111-1", on=DAY, by=world.authority)
        with pytest.raises(NotAllowedNow, match="Primero respondan"):
            say_state(asked, year=2026, term=1, state="kept", words="", on=DAY, by=world.authority)
        answer_condition(asked, outcome="not_now", words="Sin presupuesto.", on=DAY, by=world.authority)
        with pytest.raises(NotAllowedNow, match="Primero respondan"):
            say_state(asked, year=2026, term=1, state="kept", words="", on=DAY, by=world.authority)
        answer_condition(asked, outcome="committed", words="Ahora sí.", on=DAY, by=world.authority)
        with pytest.raises(NotAllowedNow, match="no comienza"):
            say_state(asked, year=2027, term=1, state="kept", words="", on=DAY, by=world.authority)
