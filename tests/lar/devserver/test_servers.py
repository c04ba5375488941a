"""Real servers under a real supervisor: what survives, what ends, and who may use them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from lar.devserver.processes import started_at, wait_until
from tests.lar.devserver.running import Running, clean_environment, devserver, start


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the module: making a cluster is the slow part."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def running(data: Path) -> Iterator[Running]:
    servers = start(data)
    yield servers
    servers.stop()


def test_a_killed_supervisor_loses_nothing_and_leaves_nobody(data: Path) -> None:
    first = start(data)
    with first.database() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('liderazgo')")
    with first.broker() as broker:
        broker.set("kept", "red")
    before = first.state

    first.stop(signal.SIGKILL)
    second = start(data)

    with second.database() as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("liderazgo",)]
    with second.broker() as broker:
        assert broker.get("kept") == b"red"
    assert {pid for pid, began in before.children.values() if started_at(pid) == began} == set()
    assert second.state.environment == before.environment  # even at the same addresses
    second.stop()


def test_sigterm_stops_what_it_started_and_nothing_else(data: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    servers = start(data)
    children = dict(servers.state.children)
    assert servers.servers_alive() == {"postgres", "valkey"}

    servers.stop()

    assert servers.process.returncode == 128 + signal.SIGTERM
    assert {pid for pid, began in children.values() if started_at(pid) == began} == set()
    assert servers.state.children == {}
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_crashed_database_comes_back(running: Running) -> None:
    with running.database() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS survivor (id int)")
    crashed, _ = running.state.children["postgres"]

    os.kill(crashed, signal.SIGKILL)

    assert wait_until(lambda: running.state.children["postgres"][0] != crashed, seconds=10)
    assert wait_until(lambda: _answers(running), seconds=10)
    with running.database() as connection:
        assert connection.execute("SELECT count(*) FROM survivor").fetchone() == (0,)


def _answers(running: Running) -> bool:
    try:
        running.database().close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_second_supervisor_is_refused_with_a_sentence(running: Running, data: Path) -> None:
    second = devserver(data, "servers")

    said = second.communicate(timeout=20)[0]

    assert second.returncode == 1
    assert said.startswith(f"LAR ya está en marcha en la carpeta {data} (proceso {running.process.pid}).")
    assert "Traceback" not in said


def test_a_command_uses_the_servers_that_run(running: Running, data: Path) -> None:
    command = devserver(data, "exec", "--", "printenv", "DATABASE_URL")

    said = command.communicate(timeout=20)[0]

    assert said.strip() == running.state.environment["DATABASE_URL"]
    assert running.servers_alive() == {"postgres", "valkey"}


def test_a_command_alone_gets_servers_for_its_own_duration(data: Path) -> None:
    question = (
        "import os, psycopg, sys; link = psycopg.connect(os.environ['DATABASE_URL']); "
        "print(link.execute('select 6 * 7').fetchone()[0]); sys.exit(5)"
    )

    command = devserver(data, "exec", "--", sys.executable, "-c", question)
    said = command.communicate(timeout=40)[0]

    assert (said.strip(), command.returncode) == ("42", 5)


def test_the_roles_have_the_rights_that_tenancy_stands_on(running: Running) -> None:
    with running.database() as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles "
            "WHERE rolname LIKE 'lar_%' ORDER BY 1"
        ).fetchall()
        connection.execute("CREATE TABLE IF NOT EXISTS owned (id int)")
        collation = connection.execute(
            "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'lar'"
        ).fetchone()

    assert roles == [("lar_app", False, False, False, False), ("lar_owner", False, True, False, True)]
    assert collation == ("b", "C.UTF-8")
    with running.database("app") as connection:
        for statement in ("SELECT * FROM owned", "CREATE TABLE mine (id int)", "CREATE DATABASE mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_passwords_are_needed_and_kept_from_others(running: Running, data: Path) -> None:
    address = running.state.environment["DATABASE_URL"]
    password = address.split(":")[2].split("@")[0]

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address.replace(password, "guess"))

    files = [path for path in data.rglob("*") if path.is_file() and "pg" not in path.parts]
    holders = {path for path in files if password.encode() in path.read_bytes()}
    assert {path.name for path in holders} == {"lar_app", "state.json"}
    assert {oct(path.stat().st_mode & 0o777) for path in holders} == {"0o600"}


def test_a_taken_port_is_left_to_who_has_it(data: Path) -> None:
    first = start(data)
    port = int(first.state.environment["DATABASE_URL"].rpartition(":")[2].split("/")[0])
    first.stop()
    holder = subprocess.Popen(
        [sys.executable, "-c", f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); "
         "print('held', flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout is not None
    holder.stdout.readline()

    second = start(data)

    assert f":{port}/" not in second.state.environment["DATABASE_URL"]
    assert _answers(second)
    second.stop()
    holder.kill()
    holder.communicate()


def test_a_wrong_server_folder_is_explained(tmp_path: Path) -> None:
    """No PostgreSQL to be found: a sentence, not a traceback."""
    code = (
        "import sys; from lar.devserver import postgres; postgres._candidates = lambda: iter(()); "
        "from lar.devserver.__main__ import main; sys.argv = ['x', 'servers']; sys.exit(main())"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], env=clean_environment(tmp_path), capture_output=True, text=True
    )

    assert done.returncode == 1
    assert done.stderr.startswith("No encuentro PostgreSQL 15 o posterior.")
