"""`python -m lar.devserver exec -- COMMAND…` and `python -m lar.devserver servers`."""

from __future__ import annotations

import argparse
import contextlib
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from lar.devserver.attach import found_or_own_servers
from lar.devserver.errors import DevserverError
from lar.devserver.folder import DataFolder
from lar.devserver.processes import spawn
from lar.devserver.servers import (
    StopRequested,
    child_environment,
    ignore_signals,
    running_servers,
    stop_on_signals,
)
from lar.devserver.supervisor import Supervisor


def main() -> int:
    """Run what the command line asks for; its exit code."""
    options = _parser().parse_args()
    stop_on_signals()
    try:
        return serve(durable=not options.scratch) if options.action == "servers" else execute(options)
    except DevserverError as error:
        print(error, file=sys.stderr)
        return 1
    except StopRequested as request:
        return 128 + request.number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lar.devserver", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    servers = actions.add_parser("servers", help="PostgreSQL y Valkey en primer plano, para otras órdenes")
    execution = actions.add_parser("exec", help="una orden con PostgreSQL y Valkey en marcha")
    execution.add_argument("--temporary", action="store_true", help="en una carpeta que se borra al final")
    for action in (servers, execution):
        action.add_argument(
            "--scratch", action="store_true", help="servidores propios y sin fsync: sus datos pueden perderse"
        )
    execution.add_argument("command", nargs="+", metavar="COMMAND")
    return parser


def serve(*, durable: bool) -> int:
    """Keep both servers running until a signal."""
    with running_servers(DataFolder.from_environment(), purpose="servers", durable=durable) as supervisor:
        print(f"PostgreSQL y Valkey en marcha en {supervisor.folder.path}. Ctrl-C los detiene.", flush=True)
        supervisor.watch()
    return 0


def execute(options: argparse.Namespace) -> int:
    """Run a command with both servers up; found ones, unless it asks for its own."""
    with contextlib.ExitStack() as stack:
        folder = DataFolder.from_environment()
        if options.temporary:
            made = stack.enter_context(TemporaryDirectory(prefix="lar-", ignore_cleanup_errors=True))
            folder = DataFolder(Path(made))
        if not (options.temporary or options.scratch):
            stack.enter_context(found_or_own_servers(folder))
            return _run(options.command, None, {})
        own = running_servers(folder, purpose="command", durable=False)
        supervisor = stack.enter_context(own)
        return _run(options.command, supervisor, supervisor.state.environment)


def _run(command: list[str], supervisor: Supervisor | None, environment: dict[str, str]) -> int:
    """In our session, so that the terminal's Ctrl-C reaches it and it may ask questions."""
    child = spawn(command, environment=child_environment(environment), own_session=False)
    # The terminal sends SIGINT to both of us: the command decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if supervisor is None:
            child.wait()
        else:
            supervisor.watch(until=lambda: child.poll() is not None)
    except StopRequested as request:
        child.send_signal(request.number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(30)
    finally:
        ignore_signals()
        if child.poll() is None:
            child.kill()
        child.wait()
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


if __name__ == "__main__":
    raise SystemExit(main())
