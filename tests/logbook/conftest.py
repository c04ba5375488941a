"""A network in its first year with two who coordinate it, a neighbour and one who facilitates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine
from django.test import Client

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from logbook.actions.template import load_template
from networks.models import Cycle, Network
from tests.factories import CycleFactory, NetworkFactory, make_coordinator, make_person
from tests.logbook.texts import make_section

SECTIONS = (
    make_section("leer"),
    make_section(
        "elegir", kind="ejercicio", title="Elegir", output="choice", body="## Cómo se hace\n\n1. Leer."
    ),
    make_section("despues", year=2, title="El segundo año"),
)


@dataclass
class Team:
    program: Program
    network: Network
    cycle: Cycle
    people: dict[str, User]

    def client(self, who: str) -> Client:
        client = Client()
        client.force_login(self.people[who])
        return client

    @property
    def here(self) -> str:
        return f"/demo/redes/{self.network.pk}/bitacora/"


def make_team(program: Program, year: int) -> Team:
    with program_context(program):
        network = NetworkFactory.create(name="Red Itata")
        neighbour = NetworkFactory.create(name="Red Ñuble")
        people = {
            "ines": make_coordinator(program, network, name="Inés Coordina"),
            "raul": make_coordinator(program, network, name="Raúl Coordina"),
            "neighbour": make_coordinator(program, neighbour, name="Vera Vecina"),
            "facilitator": make_person(program, RoleCode.FACILITATOR, name="Fabiola Facilita"),
        }
        cycle = CycleFactory.create(network=network, year=year)
        load_template(SECTIONS, by=None)
    return Team(program, network, cycle, people)


@pytest.fixture
def team(program: Program) -> Iterator[Team]:
    with time_machine.travel("2026-05-04 12:00:00-04:00", tick=False):
        yield make_team(program, 2026)
