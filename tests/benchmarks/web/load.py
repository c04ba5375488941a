"""The product's web server on the test database, and a few people who use it at once."""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import connections

from lar.devserver.ports import LOOPBACK, choose_port
from lar.devserver.processes import spawn, stop, wait_until

ROOT = Path(__file__).resolve().parents[3]
WORKERS = 2
# Production believes its proxy that the visitor came by TLS.
AS_BEHIND_THE_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
FORM = {"Content-Type": "application/x-www-form-urlencoded", **AS_BEHIND_THE_PROXY}

Flow = Callable[[http.client.HTTPConnection, str], None]
"""What one person does on a connection of her own, with a code of her own."""


@contextmanager
def web_server(log: Path) -> Iterator[int]:
    """The server of production and of ``make run``, on a free port; its port."""
    port = choose_port(None)
    command: list[str | Path] = [
        Path(sys.executable).parent / "granian", "tests.benchmarks.web.wsgi:application",
        "--interface", "wsgi", "--host", LOOPBACK, "--port", str(port), "--workers", str(WORKERS),
        "--blocking-threads", "1", "--no-ws", "--working-dir", ROOT,
    ]  # fmt: skip
    with log.open("wb") as output:
        process = spawn(command, environment=_environment(), log=output, folder=ROOT)
    try:
        ready = wait_until(lambda: _answers(port), seconds=40, pause=0.1)
        assert ready, log.read_text(encoding="utf-8")[-3000:]
        yield port
    finally:
        stop(process, number=signal.SIGTERM, grace=10)


def people(port: int, codes: Sequence[str], flow: Flow, *, at_once: int) -> float:
    """Let one person per code do her flow, ``at_once`` of them side by side; the seconds until the last."""

    def share(mine: Sequence[str]) -> None:
        with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=30)) as connection:
            for code in mine:
                flow(connection, code)

    with ThreadPoolExecutor(at_once) as threads:
        start = time.perf_counter()
        list(threads.map(share, [codes[first::at_once] for first in range(at_once)]))
        return time.perf_counter() - start


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers=AS_BEHIND_THE_PROXY)
    return _expect(connection, 200)


def post(connection: http.client.HTTPConnection, path: str, fields: dict[str, str]) -> bytes:
    connection.request("POST", path, body=urlencode(fields), headers=FORM)
    return _expect(connection, 201)


def _expect(connection: http.client.HTTPConnection, status: int) -> bytes:
    response = connection.getresponse()
    body = response.read()
    assert response.status == status, f"{response.status}: {body[-500:].decode(errors='replace')}"
    return body


def _answers(port: int) -> bool:
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=5)) as connection:
        try:
            connection.request("GET", "/livez", headers=AS_BEHIND_THE_PROXY)
            return connection.getresponse().status == 200
        except OSError:
            return False


def _environment() -> dict[str, str]:
    """What a web process of the product gets: our keys, one role, no owner."""
    url = urlsplit(os.environ["DATABASE_URL"])
    database = str(connections["default"].settings_dict["NAME"])
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.web.settings",
        "LAR_PROCESS": "web",
        "LAR_SECRET_KEY": settings.SECRET_KEY,
        "LAR_DOOR_KEY": settings.DOOR_KEY,
        "LAR_ALLOWED_HOSTS": LOOPBACK,
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{database}")),
    }
