"""The product's own processes: web, worker, beat, and the demonstration data behind them."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path

from lar.devserver.errors import DevserverError
from lar.devserver.folder import PROJECT
from lar.devserver.ports import LOOPBACK
from lar.devserver.servers import child_environment
from lar.devserver.supervisor import Service, Supervisor

_BIN = Path(sys.executable).parent
_WORKER_PROCESSES = 2


def web(supervisor: Supervisor, port: int) -> Service:
    """The same server as in production. It never gets the owner's address."""
    command: list[str | Path] = [
        _BIN / "granian", "lar.wsgi:application", "--interface", "wsgi", "--host", LOOPBACK,
        "--port", str(port), "--workers", str(_WORKER_PROCESSES), "--blocking-threads", "1",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "--no-ws", "--working-dir", PROJECT,
    ]  # fmt: skip
    return Service("web", command, environment=_environment(supervisor, "web"))


def worker(supervisor: Supervisor) -> Service:
    """Celery's worker; a running task gets half a minute to end."""
    return Service("worker", worker_command(), environment=_environment(supervisor, "worker"), grace=30)


def worker_command() -> list[str | Path]:
    """As in production: pages come first, so that two hundred drawings leave them responsive."""
    return [
        "nice", "-n", "10",
        _BIN / "celery", "-A", "lar.celery", "worker", "--queues", "fast,heavy",
        "--concurrency", str(_WORKER_PROCESSES), "--loglevel", "INFO", "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def beat(supervisor: Supervisor) -> Service:
    """Celery's clock; when it last ticked is kept in the data folder."""
    schedule = supervisor.folder.make("beat") / "schedule"
    command: list[str | Path] = [
        _BIN / "celery", "-A", "lar.celery", "beat", "--schedule", schedule, "--pidfile", "", "--loglevel",
        "INFO",
    ]  # fmt: skip
    return Service("beat", command, environment=_environment(supervisor, "beat"))


def demo(supervisor: Supervisor) -> Service:
    """Fills an empty installation with the demonstration programme, behind the pages."""
    return Service(
        "demo", _manage("demo", "--if-empty"), environment=_environment(supervisor, "command"), once=True
    )


def strategies(supervisor: Supervisor) -> Service:
    """Adds to each programme the entries of our catalogue that it lacks, behind the pages."""
    return Service(
        "strategies", _manage("load_strategies"), environment=_environment(supervisor, "command"), once=True
    )


def migrate(supervisor: Supervisor) -> None:
    """Bring the database up to date as its owner. Raises DevserverError when a migration fails."""
    command = _manage("migrate", "--database", "owner", "--no-input", "--verbosity", "0")
    done = subprocess.run(
        command,
        env=_environment(supervisor, "command"),
        capture_output=True,
        text=True,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise DevserverError(f"No se pudo actualizar la base de datos:\n{done.stderr[-3000:]}")


def texts(supervisor: Supervisor) -> Service:
    """Adds to each programme the sections of the logbook that it lacks, behind the pages."""
    command = _manage("load_logbook_template")
    return Service("texts", command, environment=_environment(supervisor, "command"), once=True)


def web_answers(port: int) -> bool:
    """Whether the web server gives any answer at all."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        connection.request("GET", "/livez")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _manage(*arguments: str) -> list[str | Path]:
    return [sys.executable, PROJECT / "manage.py", *arguments]


def _environment(supervisor: Supervisor, process: str) -> dict[str, str]:
    return child_environment(supervisor.state.environment, process=process)
