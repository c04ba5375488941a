"""Servers for one command: those of a running `make run`, else our own while it lasts."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator, Sequence

from lar.devserver.errors import DevserverError, FolderInUseError
from lar.devserver.folder import DataFolder
from lar.devserver.servers import running_servers, secrets_environment
from lar.devserver.supervisor import Supervisor

_WITHOUT_SERVERS = {"help", "version", "--help", "-h", "--version", "makemessages", "compilemessages"}
_SHARED = {"up", "servers"}  # purposes whose servers outlive one command
_PATIENCE = 20  # tenths of a second of silence before saying why we wait
_NOWHERE = {
    "DATABASE_URL": "postgresql://lar_app@127.0.0.1:1/lar",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}

_current: Supervisor | None = None


def current_supervisor() -> Supervisor | None:
    """The supervisor that `manage.py up` runs under."""
    return _current


@contextlib.contextmanager
def servers_for(arguments: Sequence[str]) -> Iterator[None]:
    """Put the variables that `manage.py <arguments>` needs into our environment, servers behind them.

    Prints one sentence and exits with 1 when that is impossible.
    """
    command = arguments[1] if len(arguments) > 1 else "help"
    folder = DataFolder.from_environment()
    try:
        if command in _WITHOUT_SERVERS or "--help" in arguments:
            os.environ.update({**_NOWHERE, **secrets_environment(folder), **os.environ})
            yield
        elif command == "up":
            with _own_servers(folder, purpose="up"):
                yield
        else:
            with found_or_own_servers(folder):
                yield
    except DevserverError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


@contextlib.contextmanager
def found_or_own_servers(folder: DataFolder) -> Iterator[None]:
    """Servers for one command in our environment; waits while another command has the folder to itself."""
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        os.environ.update(secrets_environment(folder))
        yield
        return
    with contextlib.ExitStack() as stack:
        waited = 0
        while (found := find_running(folder)) is None:
            try:
                stack.enter_context(_own_servers(folder, purpose="command"))
            except FolderInUseError:
                waited += 1
                if waited == _PATIENCE:
                    print(
                        f"Otra orden usa los servidores de {folder.path}; espero a que termine.",
                        file=sys.stderr,
                    )
                time.sleep(0.1)
            else:
                break
        os.environ.update(found or {})
        yield


def find_running(folder: DataFolder | None = None) -> dict[str, str] | None:
    """The variables of the servers that somebody keeps running in a folder, or None."""
    state = (folder or DataFolder.from_environment()).load_state()
    if state is None or state.purpose not in _SHARED or not state.ready or not state.is_alive():
        return None
    return state.environment


@contextlib.contextmanager
def _own_servers(folder: DataFolder, *, purpose: str) -> Iterator[None]:
    global _current
    with running_servers(folder, purpose=purpose) as supervisor:
        _current = supervisor
        os.environ.update(supervisor.state.environment)
        try:
            yield
        finally:
            _current = None
