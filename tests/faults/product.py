"""The product's own processes on servers of their own, and hands to kill them with."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lar.devserver import application
from lar.devserver.folder import PROJECT, DataFolder, State
from lar.devserver.ports import LOOPBACK, choose_port
from lar.devserver.processes import started_at, wait_until
from lar.devserver.servers import child_environment, running_servers
from lar.devserver.supervisor import Service, Supervisor

# Those of the tests' own servers and Django.
_NOT_OURS = (
    "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "LAR_DATA", "LAR_SECRET_KEY", "LAR_DOOR_KEY",
    "LAR_QUEUE_PREFIX", "LAR_MAILBOX",
)  # fmt: skip
PEOPLE = 120
STOCK = 12  # surveys; opening them takes one process of Django, which is the dear part
# Production believes its proxy that the visitor came by TLS.
BEHIND_THE_PROXY = {"X-Forwarded-Proto": "https"}


@dataclass
class Product:
    """PostgreSQL, Valkey and web under the product's supervisor; worker and beat when asked for.

    The supervisor looks after its children only while the test calls ``watch``: who is killed
    outside of it stays down.
    """

    supervisor: Supervisor
    port: int
    smtp_port: int
    services: dict[str, Service] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    _stock: list[dict[str, Any]] = field(default_factory=list)
    _known: dict[str, Any] = field(default_factory=dict)

    def take(self, surveys: int) -> dict[str, Any]:
        """Open surveys of ``PEOPLE`` codes each that nobody has touched: from a stock opened at once."""
        if len(self._stock) < surveys:
            self._known = self.open_surveys(max(STOCK, surveys), PEOPLE)
            self._stock = [*self._stock, *self._known["surveys"]]
        taken, self._stock = self._stock[:surveys], self._stock[surveys:]
        return {**self._known, "surveys": taken}

    def open_surveys(self, surveys: int, people: int, mode: str = "slips") -> dict[str, Any]:
        """Open surveys by the product's actions; what ``tests.faults.opening`` prints."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.opening", str(surveys), str(people), mode],
            env=self.environment, cwd=PROJECT, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database as its owner, who sees every row."""
        url = self.supervisor.state.environment["DATABASE_OWNER_URL"]
        with psycopg.connect(url, connect_timeout=5) as connection:
            return connection.execute(question.encode(), values).fetchall()

    # --- Watching ----------------------------------------------------------------------------

    def watch(self, until: Callable[[], bool], *, seconds: float) -> None:
        """Restart what falls, until ``until()``; fails after ``seconds``."""
        patience = _Patience(until, time.monotonic() + seconds)
        self.supervisor.watch(until=patience)
        assert patience.came_true, f"not within {seconds} s:\n{self.said('web')}"

    def recover(self) -> None:
        """Restart what fell, until a form would be answered again."""
        self.watch(self.is_whole, seconds=40)

    def is_whole(self) -> bool:
        return self._postgres_answers() and application.web_answers(self.port)

    def _postgres_answers(self) -> bool:
        try:
            return self.ask("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    def said(self, name: str) -> str:
        return self.supervisor.folder.log_tail(name, lines=30)

    # --- Killing -----------------------------------------------------------------------------

    def pid(self, name: str) -> int:
        return self.supervisor.state.children[name][0]

    def kill(self, victim: str) -> bool:
        """``kill -9`` of one process, a name of ``VICTIMS``; ``False`` when none is there yet."""
        try:
            os.kill(VICTIMS[victim](self), signal.SIGKILL)
        except (ProcessLookupError, FileNotFoundError):
            return False
        return True

    @contextlib.contextmanager
    def down(self, name: str) -> Iterator[None]:
        """A whole service killed at once, and back afterwards."""
        leader = self.pid(name)
        family = [leader, *_children(leader)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: all(started_at(pid) is None for pid in family), seconds=10)
        yield
        self.watch(lambda: self.pid(name) != leader, seconds=20)
        self.recover()

    @contextlib.contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """A service that holds its connections and says nothing."""
        os.kill(self.pid(name), signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid(name), signal.SIGCONT)

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """With worker and beat while the block lasts, under a supervisor that can stop them alone."""
        folder = DataFolder(self.supervisor.folder.path / "background")
        background = Supervisor(folder, State("command", self.supervisor.state.supervisor))
        try:
            for name in ("worker", "beat"):
                background.start(self.services[name])
            yield
        finally:
            background.stop()

    def child_of(self, name: str, mark: str) -> int:
        """The pid of a child of a service whose command line holds ``mark``.

        Raises ProcessLookupError when there is none.
        """
        for pid in _children(self.pid(name)):
            if mark in Path(f"/proc/{pid}/cmdline").read_text(errors="replace"):
                return pid
        raise ProcessLookupError(f"{name}: {mark}")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


VICTIMS: dict[str, Callable[[Product], int]] = {
    "web worker": lambda product: product.child_of("web", "granian"),
    "PostgreSQL backend": lambda product: product.child_of("postgres", "lar_app"),
    "web master": lambda product: product.pid("web"),
    "PostgreSQL": lambda product: product.pid("postgres"),
}


@dataclass
class _Patience:
    """A condition asked until it comes true or ``seconds`` are over."""

    condition: Callable[[], bool]
    until: float
    came_true: bool = False

    def __call__(self) -> bool:
        self.came_true = self.condition()
        return self.came_true or time.monotonic() > self.until


@contextlib.contextmanager
def running_product(folder: Path) -> Iterator[Product]:
    """The product in a folder of its own, with fsync: what it acknowledges must survive."""
    port, smtp_port = choose_port(None), choose_port(None)
    with contextlib.ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            for name in _NOT_OURS:
                patch.delenv(name, raising=False)
            for name, value in {
                "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
                "LAR_ALLOWED_HOSTS": LOOPBACK,
                "LAR_SMTP_PORT": str(smtp_port),
            }.items():
                patch.setenv(name, value)
            supervisor = stack.enter_context(running_servers(DataFolder(folder), purpose="command"))
            application.migrate(supervisor)
            made = Product(supervisor, port, smtp_port)
            made.environment = child_environment(supervisor.state.environment)
            made.services = {
                "web": application.web(supervisor, port),
                "worker": application.worker(supervisor),
                "beat": application.beat(supervisor),
            }
        supervisor.start(made.services["web"])
        supervisor.wait_until_ready("web", lambda: application.web_answers(port))
        yield made
