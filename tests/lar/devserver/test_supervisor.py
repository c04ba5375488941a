"""Restarting, giving up, ending leftovers: with children that do nothing but live."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lar.devserver import supervisor as supervision
from lar.devserver.errors import DevserverError
from lar.devserver.folder import DataFolder, State
from lar.devserver.leftovers import end_leftovers
from lar.devserver.processes import session_members, started_at, wait_until
from lar.devserver.servers import child_environment
from lar.devserver.supervisor import Service, Supervisor


@pytest.fixture
def supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Supervisor]:
    monkeypatch.setattr(supervision, "FIRST_BACK_OFF", 0.01)
    made = Supervisor(DataFolder(tmp_path), State("command", (os.getpid(), started_at(os.getpid()) or 0)))
    yield made
    made.stop()


def _service(script: str, *, once: bool = False) -> Service:
    return Service("child", ["sh", "-c", script], environment=os.environ, grace=1, once=once)


def _pid(supervisor: Supervisor) -> int:
    return supervisor.state.children["child"][0]


def test_a_crash_takes_its_group_along_and_starts_again(supervisor: Supervisor) -> None:
    supervisor.start(_service("sleep 61 & sleep 62"))
    leader = _pid(supervisor)
    assert wait_until(lambda: len(list(session_members(leader))) == 3, seconds=5)

    os.kill(leader, signal.SIGKILL)
    supervisor.watch(until=lambda: _pid(supervisor) != leader)

    assert list(session_members(leader)) == []
    assert started_at(_pid(supervisor)) is not None


def test_five_quick_crashes_are_enough(supervisor: Supervisor) -> None:
    supervisor.start(_service("echo por esta razón; exit 3"))

    with pytest.raises(DevserverError, match=r"(?s)«child» se cayó 5 veces.*por esta razón"):
        supervisor.watch()

    written = supervisor.folder.log_path("child").read_text()
    assert written.count("por esta razón") == 5


def test_what_ends_by_itself_is_not_started_again(supervisor: Supervisor) -> None:
    supervisor.start(_service("echo una vez", once=True))
    leader = _pid(supervisor)

    assert wait_until(lambda: started_at(leader) is None, seconds=5)
    for _ in range(3):
        supervisor.check()

    assert supervisor.folder.log_path("child").read_text() == "una vez\n"


def test_stopping_kills_who_does_not_listen(supervisor: Supervisor) -> None:
    supervisor.start(_service("trap '' TERM; echo listo; while :; do sleep 0.1; done"))
    leader = _pid(supervisor)
    assert wait_until(lambda: "listo" in supervisor.folder.log_tail("child"), seconds=5)

    supervisor.stop()

    assert list(session_members(leader)) == []


def test_stopping_goes_from_the_last_to_the_first(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"
    for name in ("first", "second", "third"):
        script = f"trap 'echo {name} >> {order}; exit' TERM; echo listo; while :; do sleep 0.05; done"
        supervisor.start(Service(name, ["sh", "-c", script], environment=os.environ))
        assert wait_until(lambda name=name: "listo" in supervisor.folder.log_tail(name), seconds=5)  # type: ignore[misc]

    supervisor.stop()

    assert order.read_text().split() == ["third", "second", "first"]


@pytest.fixture
def orphan() -> Iterator[subprocess.Popen[bytes]]:
    """A child that nobody asked to end, as if the signal of its parent's death had been missed."""
    process = subprocess.Popen(["sh", "-c", "trap '' TERM; sleep 60 & sleep 61"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


def test_leftovers_of_a_dead_supervisor_are_ended(
    orphan: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lar.devserver.leftovers._SHORT_PATIENCE", 0.1)
    state = State("up", (1, -1), children={"web": (orphan.pid, started_at(orphan.pid) or 0)})

    end_leftovers(state)

    assert orphan.wait(5) == -signal.SIGKILL
    assert list(session_members(orphan.pid)) == []


@pytest.mark.parametrize("case", ["pid used again", "before a reboot"])
def test_strangers_are_left_alone(orphan: subprocess.Popen[bytes], case: str) -> None:
    start = started_at(orphan.pid) or 0
    state = State("up", (1, -1), children={"web": (orphan.pid, start)})
    if case == "pid used again":
        state.children["web"] = (orphan.pid, start - 1)
    else:
        state.world = "another boot"

    end_leftovers(state)

    assert orphan.poll() is None


@pytest.mark.parametrize(
    ("process", "has_owner"), [("web", False), ("beat", False), ("worker", True), ("command", True)]
)
def test_only_those_that_seal_or_migrate_know_the_owner(process: str, has_owner: bool) -> None:
    addresses = {"DATABASE_URL": "postgresql://app", "DATABASE_OWNER_URL": "postgresql://owner"}

    environment = child_environment(addresses, process=process)

    assert ("DATABASE_OWNER_URL" in environment) is has_owner
    assert environment["DATABASE_URL"] == "postgresql://app"
    assert environment["LAR_PROCESS"] == process
