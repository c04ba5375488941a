"""A supervisor in a process of its own, as a person would start it, and ways to look at it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import redis

from lar.devserver.folder import PROJECT, DataFolder, State
from lar.devserver.processes import started_at, wait_until

OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "LAR_DATA")


def clean_environment(data: Path) -> dict[str, str]:
    """Without the servers that these tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "LAR_DATA": str(data), "PYTHONPATH": str(PROJECT)}


def devserver(data: Path, *arguments: str, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    """`python -m lar.devserver …` on a data folder."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "lar.devserver", *arguments],
        env=clean_environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@dataclass
class Running:
    """`python -m lar.devserver servers`, ready."""

    process: subprocess.Popen[str]
    folder: DataFolder

    @property
    def state(self) -> State:
        state = self.folder.load_state()
        assert state is not None
        return state

    def database(self, role: str = "owner") -> psycopg.Connection[tuple[object, ...]]:
        name = "DATABASE_OWNER_URL" if role == "owner" else "DATABASE_URL"
        return psycopg.connect(self.state.environment[name], autocommit=True)

    def broker(self) -> redis.Redis:
        return redis.Redis.from_url(self.state.environment["REDIS_URL"])

    def stop(self, number: int = signal.SIGTERM) -> str:
        """Send a signal and wait for the end; what it said."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=40)[0]

    def wait_for(self, condition: Callable[[State], bool], *, seconds: float) -> None:
        """Until the state that this process wrote says so; fails with what it said."""

        def holds() -> bool:
            state = self.folder.load_state()
            mine = state is not None and state.supervisor[0] == self.process.pid
            return self.process.poll() is not None or (mine and condition(self.state))

        if not wait_until(holds, seconds=seconds) or self.process.poll() is not None:
            pytest.fail(self.stop())

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_failure: object) -> None:
        """Whatever the test came to, nobody is left running."""
        if self.process.poll() is None:
            self.stop()

    def servers_alive(self) -> set[str]:
        return {name for name, (pid, start) in self.state.children.items() if started_at(pid) == start}


def start(data: Path) -> Running:
    running = Running(devserver(data, "servers"), DataFolder(data))
    running.wait_for(lambda state: state.ready, seconds=30)
    return running
