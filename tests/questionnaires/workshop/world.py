"""A room of the cast's: a session of today with a workshop, with results or without. Inside the programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Network
from questionnaires.workshop.actions import go_to_step, open_workshop, start_workshop
from questionnaires.workshop.codes import code_of
from questionnaires.workshop.models import SocializationWorkshop, WorkshopStep
from questionnaires.workshop.script import Kind
from questionnaires.workshop.voting import vote
from tests.factories import CycleFactory, make_coordinator
from tests.networks.activities.world import make_activity
from tests.results import make_release
from tests.surveys import make_network


@dataclass
class Room:
    """A workshop and who leads it."""

    workshop: SocializationWorkshop
    leader: User
    network: Network

    @property
    def code(self) -> str:
        return code_of(self.workshop.pk, self.workshop.code_turn)

    @property
    def position(self) -> int:
        with program_context(self.workshop.program_id):
            return SocializationWorkshop.objects.get(pk=self.workshop.pk).position

    def step(self, kind: Kind) -> WorkshopStep:
        return self.workshop.steps.filter(kind=kind.value)[0]

    def go(self, kind: Kind) -> WorkshopStep:
        step = self.step(kind)
        self.workshop = go_to_step(self.workshop, position=step.position, by=self.leader)
        return step

    def votes(self, step: WorkshopStep, *options: Any) -> None:
        """One phone per entry; a list is what one phone chose of several."""
        for number, option in enumerate(options):
            sent = [str(one) for one in option] if isinstance(option, list) else [str(option)]
            vote(self.workshop.program_id, step.pk, key=f"phone-{step.pk}-{number}", sent=sent)


def make_room(program: Program, *, with_results: bool = True, start: bool = True, **fields: Any) -> Room:
    """Make a session of today and its workshop of an hour."""
    network = make_network(14, **fields)
    leader = make_coordinator(program, network)
    year = timezone.localdate().year
    if with_results:
        make_release(program, network=network)
    if not network.cycles.filter(year=year).exists():
        CycleFactory.create(network=network, year=year)
    now = timezone.now()
    session = make_activity(
        network,
        title="Sesión de socialización",
        starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=1),
        session_purpose="socialization",
    )
    workshop = open_workshop(session, by=leader)
    if start:
        workshop = start_workshop(workshop, by=leader)
    return Room(workshop, leader, network)


def phone(room: Room) -> Client:
    """A phone that came in: it has its random key."""
    client = Client()
    assert client.get(f"/t/{room.code}/").status_code == 200
    return client
