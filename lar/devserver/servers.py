"""Both servers up, in a locked folder, for as long as a block lasts."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from lar.devserver.errors import DevserverError
from lar.devserver.folder import DataFolder, State
from lar.devserver.leftovers import end_leftovers
from lar.devserver.ports import choose_port
from lar.devserver.postgres import APPLICATION, OWNER, Postgres
from lar.devserver.processes import started_at
from lar.devserver.supervisor import Supervisor
from lar.devserver.valkey import Valkey

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP: leave every block, stopping what it started."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def stop_on_signals() -> None:
    """Turn the signals that end a program into StopRequested. Keeps `nohup`'s ignored SIGHUP."""

    def raise_stop(number: int, _frame: FrameType | None) -> None:
        ignore_signals()
        raise StopRequested(number)

    for number in SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, raise_stop)


def ignore_signals() -> None:
    """While stopping: a second Ctrl-C must not cut PostgreSQL's goodbye short."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def running_servers(folder: DataFolder, *, purpose: str, durable: bool = True) -> Iterator[Supervisor]:
    """PostgreSQL and Valkey, those of the environment or embedded ones, and a supervisor for more children.

    `supervisor.state.environment` holds the variables to hand on. What was started is stopped at the end.
    Raises FolderInUseError when another supervisor has the folder.
    """
    if not sys.platform.startswith("linux"):
        raise DevserverError("Los servidores incluidos corren en Linux. En otro sistema, usa docker compose.")
    with folder.lock():
        previous = folder.load_state()
        end_leftovers(previous)
        state = State(purpose, supervisor=(os.getpid(), started_at(os.getpid()) or 0))
        state.environment = secrets_environment(folder)
        supervisor = Supervisor(folder, state)
        try:
            _start_servers(supervisor, previous.environment if previous else {}, durable)
            yield supervisor
        finally:
            supervisor.stop()


def _start_servers(supervisor: Supervisor, previous: dict[str, str], durable: bool) -> None:
    """Start both before waiting for either; a server that the environment names is left alone."""
    folder, environment = supervisor.folder, supervisor.state.environment
    postgres = valkey = None
    if "DATABASE_URL" not in os.environ:
        port = choose_port(urlsplit(previous.get("DATABASE_URL", "")).port)
        postgres = Postgres(folder, port=port, durable=durable)
        postgres.create_if_missing()
        supervisor.start(postgres.service())
    if "REDIS_URL" not in os.environ:
        valkey = Valkey(
            folder, port=choose_port(urlsplit(previous.get("REDIS_URL", "")).port), durable=durable
        )
        supervisor.start(valkey.service())
    if postgres:
        supervisor.wait_until_ready("postgres", postgres.answers)
        postgres.prepare_roles()
        environment["DATABASE_URL"] = postgres.url(APPLICATION)
        environment["DATABASE_OWNER_URL"] = postgres.url(OWNER)
    if valkey:
        supervisor.wait_until_ready("valkey", valkey.answers)
        environment["REDIS_URL"] = valkey.url()
    supervisor.state.ready = True
    folder.save_state(supervisor.state)


def secrets_environment(folder: DataFolder) -> dict[str, str]:
    """The variables that need no server: keys made once per folder, unless the environment has its own."""
    return {
        "LAR_DATA": str(folder.path),
        "LAR_MAILBOX": os.environ.get("LAR_MAILBOX") or str(folder.path / "mail"),
        "LAR_SECRET_KEY": os.environ.get("LAR_SECRET_KEY") or folder.secret("secret_key"),
        "LAR_DOOR_KEY": os.environ.get("LAR_DOOR_KEY") or folder.secret("door_key"),
    }


def child_environment(extra: dict[str, str], *, process: str = "command") -> dict[str, str]:
    """Our environment for a child of the product. Only those that seal or migrate get the owner's address."""
    merged = {**os.environ, **extra, "LAR_PROCESS": process, "PATH": _path_with_venv()}
    if process in {"web", "beat"}:
        merged.pop("DATABASE_OWNER_URL", None)
    return merged


def _path_with_venv() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
