"""`manage.py up`, whole: every process, a file over HTTP, and what a kill and a farewell leave behind."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lar.devserver.folder import PROJECT, DataFolder
from lar.devserver.ports import choose_port
from lar.devserver.processes import session_members, started_at, wait_until
from tests.lar.devserver.running import Running, clean_environment

EVERYBODY = {"postgres", "valkey", "web", "worker", "beat"}


def _up(data: Path, port: int) -> Running:
    environment = clean_environment(data) | {"LAR_PORT": str(port)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        [sys.executable, PROJECT / "manage.py", "up", "--no-demo"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    running = Running(process, DataFolder(data))
    running.wait_for(lambda state: set(state.children) == EVERYBODY, seconds=60)
    return running


def _status_of_a_file(port: int) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/static/lar/tokens.css")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


@pytest.mark.slow
def test_the_product_survives_a_kill_and_ends_whole(tmp_path: Path) -> None:
    port = choose_port(None)
    with _up(tmp_path, port) as first:
        killed = first.state.children
        assert _status_of_a_file(port) == 200

        first.stop(signal.SIGKILL)
    with _up(tmp_path, port) as second:
        _comes_back(second, killed, port)


def _comes_back(second: Running, killed: dict[str, tuple[int, int]], port: int) -> None:
    assert {name for name, (pid, start) in killed.items() if started_at(pid) == start} == set()
    assert _status_of_a_file(port) == 200

    web = second.state.children["web"][0]
    os.kill(web, signal.SIGKILL)
    assert wait_until(lambda: second.state.children["web"][0] != web, seconds=10)
    assert list(session_members(web)) == []
    assert wait_until(lambda: _status_of_a_file(port) == 200, seconds=20)

    sessions = [pid for pid, _ in second.state.children.values()]
    said = second.stop()
    assert f"LAR está en marcha en http://127.0.0.1:{port}" in said
    assert [member for session in sessions for member in session_members(session)] == []
    assert second.process.returncode == 0


@pytest.mark.slow
def test_manage_py_finds_the_servers_of_a_running_product(tmp_path: Path) -> None:
    environment = clean_environment(tmp_path)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    question = (
        "from django.db import connection as c; c.ensure_connection(); "
        "print(c.settings_dict['PORT'], c.settings_dict['USER'])"
    )

    with _up(tmp_path, choose_port(None)) as product:
        done = subprocess.run(
            [sys.executable, PROJECT / "manage.py", "shell", "-v0", "-c", question],
            env=environment, capture_output=True, text=True,
        )  # fmt: skip

        port = product.state.environment["DATABASE_URL"].rpartition(":")[2].split("/")[0]
        assert done.stdout.split() == [port, "lar_app"], done.stderr
        assert product.servers_alive() == EVERYBODY
