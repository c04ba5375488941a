"""How soon forty phones see that their room moved: against the server of production, on this machine."""

from __future__ import annotations

import http.client
import random
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

import pytest

from lar.devserver.ports import LOOPBACK
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.workshop.actions import go_to_step, reveal_step
from questionnaires.workshop.script import Kind
from tests.benchmarks.web.load import AS_BEHIND_THE_PROXY, web_server
from tests.questionnaires.workshop.world import Room, make_room

PHONES = 40
MOVES = 6
EVERY = 1.0
"""Seconds between two looks of a phone: what ``room.js`` does, its jitter included."""


@dataclass
class Phone(Thread):
    """A phone that came into a room and keeps looking; ``changes``: when it saw that it changed."""

    port: int
    code: str
    over: Event
    ready: Event = field(default_factory=Event)
    changes: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        with closing(http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)) as connection:
            connection.request("GET", f"/t/{self.code}/", headers=AS_BEHIND_THE_PROXY)
            response = connection.getresponse()
            response.read()
            key = str(response.headers["Set-Cookie"]).partition(";")[0]
            headers = {**AS_BEHIND_THE_PROXY, "Cookie": key, "X-Sala": "1"}
            while not self.over.is_set():
                connection.request("GET", f"/t/{self.code}/sala/", headers=headers)
                response = connection.getresponse()
                response.read()
                if response.status == 200:
                    self.changes.append(time.perf_counter())
                    headers["If-None-Match"] = response.headers["ETag"]
                self.ready.set()
                self.over.wait(EVERY * (0.85 + random.random() * 0.3))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("rooms", "most_median", "most_p95"), [(1, 1.0, 2.0), (3, 1.5, 3.0)])
def test_phones_see_soon_that_the_room_moved(
    program: Program, tmp_path: Path, rooms: int, most_median: float, most_p95: float
) -> None:
    with program_context(program):
        made = [make_room(program, name=f"Red {number}") for number in range(rooms)]
    over = Event()
    with web_server(tmp_path / "web.log") as port:
        phones = [[Phone(port, room.code, over) for _one in range(PHONES)] for room in made]
        for phone in [one for of_room in phones for one in of_room]:
            phone.start()
        assert all(phone.ready.wait(30) for of_room in phones for phone in of_room)
        waits = [wait for turn in range(MOVES) for wait in _move(program, made, phones, turn)]
        over.set()
    p95 = quantiles(waits, n=20)[-1]

    assert len(waits) == rooms * PHONES * MOVES
    assert (median(waits) <= most_median, p95 <= most_p95) == (True, True), f"{median(waits):.2f} {p95:.2f}"


def _move(program: Program, rooms: list[Room], phones: list[list[Phone]], turn: int) -> list[float]:
    """Move every room, or reveal in it; how long each of its phones took to see it."""
    begun = []
    for room in rooms:
        with program_context(program):
            step = room.workshop.steps.get(position=room.position)
            if step.what is Kind.PREDICT and not step.is_revealed:
                reveal_step(room.workshop, by=room.leader)
            else:
                go_to_step(room.workshop, position=step.position + 1, by=room.leader)
        begun.append(time.perf_counter())
    time.sleep(4 + turn * 0.13)
    return [
        phone.changes[-1] - start
        for start, of_room in zip(begun, phones, strict=True)
        for phone in of_room
        if phone.changes[-1] >= start
    ]
