"""A programme with two networks and everybody who may knock at their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Cycle, Network, Territory
from tests.factories import (
    CycleFactory,
    NetworkFactory,
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
    make_person,
)

TODAY = date(2026, 5, 4)


@dataclass
class Cast:
    program: Program
    network: Network
    neighbour: Network
    territory: Territory
    cycle: Cycle
    people: dict[str, User]

    def client(self, who: str) -> Client:
        client = Client()
        if who != "anonymous":
            client.force_login(self.people[who])
        return client

    def get(self, who: str, path: str = "", **query: str) -> Any:
        """Return the answer, with what the test client knows of it (context, url)."""
        return self.client(who).get(f"/demo/{path}", query)

    def post(self, who: str, path: str, data: Mapping[str, str] | None = None, follow: bool = False) -> Any:
        return self.client(who).post(f"/demo/{path}", data or {}, follow=follow)


@pytest.fixture
def cast(program: Program, other_program: Program) -> Iterator[Cast]:
    with time_machine.travel("2026-05-04 12:00:00-04:00", tick=False):
        with program_context(program):
            network = NetworkFactory.create(name="Red Itata")
            neighbour = NetworkFactory.create(name="Red Ñuble")
            territory = TerritoryFactory.create(name="SLEP Itata")
            NetworkTerritoryFactory.create(network=network, territory=territory)
            people = {
                "administrator": make_person(program, RoleCode.ADMINISTRATOR),
                "facilitator": make_person(program, RoleCode.FACILITATOR),
                "coordinator": make_coordinator(program, network, name="Inés Coordina"),
                "neighbour": make_coordinator(program, neighbour),
                "authority": make_authority(program, territory),
                "stranger": make_person(other_program, RoleCode.ADMINISTRATOR),
            }
            cycle = CycleFactory.create(network=network)
        yield Cast(program, network, neighbour, territory, cycle, people)
