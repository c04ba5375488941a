"""A server without an engine: the services' own commands, on embedded servers that our files set up."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lar.devserver.folder import DataFolder, State
from lar.devserver.ports import choose_port
from lar.devserver.postgres import Postgres
from lar.devserver.processes import spawn, started_at
from lar.devserver.supervisor import Supervisor
from lar.devserver.valkey import binary as valkey_binary
from lar.tenancy.backup.server import binary
from tests.deploy.compose import ROOT, compose, service_environment

GRACE = 45  # seconds; the longest that compose gives one of ours


@dataclass
class Room:
    """Where the services run: the secrets, the servers' ports, and what is running."""

    folder: Path
    web_port: int
    static: Path
    postgres_port: int = 0
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets"

    def environment(self, service: str) -> dict[str, str]:
        """The service's own variables, secrets in our folder, and nothing else of ours."""
        own = service_environment(service)
        return {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "HOSTNAME": os.uname().nodename,
            "LAR_PORT": str(self.web_port),
            "LAR_TEST_STATIC": str(self.static),
            **{key: value.replace("/run/secrets", str(self.secrets)) for key, value in own.items()},
            "DJANGO_SETTINGS_MODULE": "tests.deploy.production",
        }

    def command(self, service: str) -> list[str]:
        """The service's command; only its port and its /tmp are ours."""
        found = compose()["services"][service]
        words = [*found.get("entrypoint", []), *found["command"]]
        replaced = {
            "--host=0.0.0.0": "--host=127.0.0.1",
            "--port=8000": f"--port={self.web_port}",
            "--schedule=/tmp/beat": f"--schedule={self.folder}/beat",
        }
        return [replaced.get(word, word) for word in words]

    def run(self, service: str, *words: str) -> str:
        """Run a service's command, or another in its place, to its end."""
        done = subprocess.run(
            list(words) or self.command(service),
            cwd=ROOT,
            env=self.environment(service),
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self, service: str) -> None:
        with self.log(service).open("wb") as log:
            self.running[service] = spawn(
                self.command(service), environment=self.environment(service), log=log, folder=ROOT
            )

    def stop(self, service: str) -> int:
        """Ask as an engine asks; the exit code."""
        process = self.running.pop(service)
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(GRACE)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def healthy(self, service: str) -> bool:
        """Ask the service's own health check."""
        kind, *words = compose()["services"][service]["healthcheck"]["test"]
        command = (
            words if kind == "CMD" else ["sh", "-c", words[0].replace("find /tmp", f"find {self.folder}")]
        )
        asked = subprocess.run(command, cwd=ROOT, env=self.environment(service), capture_output=True)
        return asked.returncode == 0

    def log(self, service: str) -> Path:
        return self.folder / f"{service}.log"

    def said(self, service: str) -> str:
        return self.log(service).read_text(encoding="utf-8", errors="replace")


def wait(condition: Callable[[], bool], what: Callable[[], str], seconds: float = 45) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what()
        time.sleep(0.2)


@contextlib.contextmanager
def server_room(folder: Path) -> Iterator[Room]:
    """Secrets by our script, roles by our script, Valkey by our file; all stopped at the end."""
    room = Room(folder, web_port=choose_port(None), static=folder / "static")
    subprocess.run(["sh", ROOT / "deploy/make-secrets", room.secrets], check=True, capture_output=True)
    data = DataFolder(folder / "servers")
    room.postgres_port, valkey_port = choose_port(None), choose_port(None)
    supervisor = Supervisor(data, State("command", (os.getpid(), started_at(os.getpid()) or 0)))
    try:
        postgres = Postgres(data, port=room.postgres_port, durable=False)
        postgres.create_if_missing()
        supervisor.start(postgres.service())
        room.running["valkey"] = _valkey(room, valkey_port)
        supervisor.wait_until_ready("postgres", postgres.answers)
        _make_roles(room, data.secret("postgres"))
        _point_here(room, valkey_port)
        yield room
    finally:
        for service in list(room.running):
            room.stop(service)
        supervisor.stop()


def _make_roles(room: Room, password: str) -> None:
    environment = {
        "PATH": f"{binary('psql').parent}:{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(room.postgres_port),
        "PGPASSWORD": password,
        "LAR_SECRETS_DIR": str(room.secrets),
    }
    subprocess.run(["sh", ROOT / "deploy/postgres/10-roles.sh"], env=environment, check=True)


def _valkey(room: Room, port: int) -> subprocess.Popen[bytes]:
    text = (ROOT / "deploy/valkey/valkey.conf").read_text()
    ours = {"dir /data": f"dir {room.folder}", "port 6379": f"port {port}", "bind * -::*": "bind 127.0.0.1"}
    for theirs, here in ours.items():
        assert theirs in text
        text = text.replace(theirs, here)
    configuration = room.folder / "valkey.conf"
    configuration.write_text(text.replace("/run/secrets", str(room.secrets)))
    with room.log("valkey").open("wb") as log:
        return spawn([valkey_binary(), configuration], environment={}, log=log)


def _point_here(room: Room, valkey_port: int) -> None:
    for name in ("database_url", "database_owner_url", "redis_url"):
        path = room.secrets / name
        path.chmod(0o600)
        text = path.read_text().replace("@postgres:5432", f"@127.0.0.1:{room.postgres_port}")
        path.write_text(text.replace("@valkey:6379", f"@127.0.0.1:{valkey_port}"))
