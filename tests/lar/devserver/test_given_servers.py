"""`manage.py up` with the addresses of servers that somebody else runs: it uses those and starts none."""

from __future__ import annotations

import http.client
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis
from django.conf import settings
from psycopg import sql

from lar.devserver.folder import PROJECT, DataFolder
from lar.devserver.ports import choose_port
from lar.devserver.processes import wait_until
from tests.lar.devserver.running import Running, clean_environment

# The suite's workers have the first numbers, the product that somebody may be running has 0.
REDIS_NUMBER = 15
OWN_PROCESSES = {"web", "worker", "beat"}

Given = dict[str, str]


def _address(role: str, database: str) -> str:
    held = settings.DATABASES[role]
    parts = urlsplit("postgresql://")._replace(
        netloc=f"{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}", path=f"/{database}"
    )
    return urlunsplit(parts)


@pytest.fixture
def given() -> Iterator[Given]:
    """An empty database on the suite's own PostgreSQL, and a number of its Valkey."""
    name = f"test_given_{secrets.token_hex(4)}"
    broker = f"{settings.REDIS_URL.rsplit('/', 1)[0]}/{REDIS_NUMBER}"
    with psycopg.connect(_address("owner", "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            yield {
                "DATABASE_URL": _address("default", name),
                "DATABASE_OWNER_URL": _address("owner", name),
                "REDIS_URL": broker,
            }
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            with redis.Redis.from_url(broker) as connection:
                connection.flushdb()


def _up(data: Path, given: Given, port: int) -> Running:
    environment = {**clean_environment(data), **given, "LAR_PORT": str(port)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        [sys.executable, PROJECT / "manage.py", "up", "--no-demo"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    running = Running(process, DataFolder(data))
    running.wait_for(lambda state: set(state.children) >= OWN_PROCESSES, seconds=60)
    return running


def _is_ready(port: int) -> bool:
    """Whether `/readyz` says that the database answers and is migrated."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _sessions(given: Given, role: str) -> int:
    with psycopg.connect(given["DATABASE_OWNER_URL"], autocommit=True) as database:
        found = database.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = %s"
            " AND pid <> pg_backend_pid()",
            [role],
        ).fetchone()
    assert found is not None
    return int(found[0])


@pytest.mark.slow
def test_servers_that_the_environment_names_are_used_and_none_are_started(
    tmp_path: Path, given: Given
) -> None:
    port = choose_port(None)
    with _up(tmp_path, given, port) as product, redis.Redis.from_url(given["REDIS_URL"]) as broker:
        assert set(product.state.children) == OWN_PROCESSES
        # Their addresses and passwords are not written down: whoever gave them keeps them.
        assert not set(product.state.environment) & set(given)
        assert not {"pg", "valkey"} & {made.name for made in tmp_path.iterdir()}
        assert wait_until(lambda: _is_ready(port), seconds=20)
        # The web process asks the given database, the worker listens to the given broker.
        assert wait_until(lambda: _sessions(given, "lar_app") > 0, seconds=20)
        assert wait_until(lambda: bool(broker.keys("_kombu.binding.*")), seconds=20)

        product.stop()

        # What was given goes on running, with what was written in it.
        assert broker.ping()
    with psycopg.connect(given["DATABASE_OWNER_URL"]) as database:
        assert database.execute("SELECT count(*) > 20 FROM django_migrations").fetchone() == (True,)


def test_without_the_owners_address_it_says_what_is_missing(tmp_path: Path, given: Given) -> None:
    environment = {**clean_environment(tmp_path), **given, "LAR_PORT": str(choose_port(None))}
    for name in ("DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)

    done = subprocess.run(
        [sys.executable, PROJECT / "manage.py", "up", "--no-demo"],
        env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert "Falta DATABASE_OWNER_URL" in done.stderr
