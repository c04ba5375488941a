"""The commands of docker-compose.yml, run: what a first «docker compose up» would do."""

from __future__ import annotations

import contextlib
import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.client import HTTPMessage
from http.cookies import SimpleCookie
from pathlib import Path

import psycopg
import pytest

from lar.settings import environment as env
from tests.deploy.room import Room, server_room, wait


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with server_room(tmp_path_factory.mktemp("room")) as made:
        made.run("manage", "python", "manage.py", "collectstatic", "--no-input", "--verbosity=0")
        made.run("migrate")
        for service in ("web", "worker", "beat"):
            made.start(service)
        wait(lambda: made.healthy("web"), lambda: made.said("web"))
        yield made
        # Asked to stop, each ends by itself within its grace.
        assert {service: made.stop(service) for service in ("worker", "beat", "web")} == {
            "worker": 0,
            "beat": 0,
            "web": 0,
        }


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    page: str


def get(room: Room, path: str, **headers: str) -> Answer:
    """As the proxy asks: the site's name, and that the visitor came by TLS."""
    sent = {"Host": "lar.example.cl", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", **headers}
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", room.web_port, timeout=20)) as connection:
        connection.request("GET", path, headers=sent)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode("utf-8", "replace"))


def connect(room: Room, secret: str) -> psycopg.Connection[tuple[object, ...]]:
    url = (room.secrets / secret).read_text().strip()
    return psycopg.connect(url, autocommit=True)


def test_the_two_roles_are_what_the_house_says(room: Room) -> None:
    with connect(room, "database_owner_url") as owner:
        roles = owner.execute(
            "SELECT rolname, rolbypassrls, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'lar_%' ORDER BY rolname"
        ).fetchall()
        networks = owner.execute(
            "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'networks_network'"
        ).fetchone()

    assert roles == [("lar_app", False, False, False, False), ("lar_owner", True, False, False, False)]
    assert networks == (True,)


def test_the_application_changes_no_tables(room: Room) -> None:
    with connect(room, "database_url") as application:
        for statement in ("CREATE TABLE x ()", "DROP TABLE tenancy_program", "CREATE SCHEMA x"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(statement.encode())


def test_the_sign_in_page_is_served_as_on_a_server(room: Room) -> None:
    response = get(room, "/entrar/")
    cookie = SimpleCookie("; ".join(response.headers.get_all("Set-Cookie") or []))["__Host-csrftoken"]

    assert response.status == 200
    assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["samesite"]) == (True, "/", "", "Lax")
    assert response.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "no-store" in response.headers["Cache-Control"]
    # Collected files carry their content's hash and are kept for ever.
    sheet = re.search(r'href="(/static/lar/lar\.[0-9a-f]{12}\.css)"', response.page)
    assert sheet
    style = get(room, sheet[1])
    assert style.status == 200
    assert "immutable" in style.headers["Cache-Control"]


def test_without_tls_one_is_sent_to_it(room: Room) -> None:
    response = get(room, "/entrar/", **{"X-Forwarded-Proto": "http"})

    assert (response.status, response.headers["Location"]) == (301, "https://lar.example.cl/entrar/")


def test_another_name_is_refused(room: Room) -> None:
    assert get(room, "/entrar/", Host="otro.example").status == 400


def test_there_is_no_mailbox(room: Room) -> None:
    assert get(room, "/correo/").status == 404


def test_every_service_is_healthy(room: Room) -> None:
    for service in ("web", "worker", "beat"):
        wait(partial(room.healthy, service), partial(room.said, service))


def test_the_clock_ticks_and_the_worker_hears_it(room: Room) -> None:
    def heard() -> bool:
        return bool(re.search(r"lar\.jobs\.relay\[\S+\] succeeded", room.said("worker")))

    wait(heard, lambda: room.said("beat") + room.said("worker"))
    assert "fast" in room.said("worker")


def test_the_web_process_has_no_way_to_the_owner(room: Room) -> None:
    environment = room.environment("web")
    owner = (room.secrets / "owner_password").read_text().strip()

    assert not [name for name in environment if "OWNER" in name]
    assert owner not in Path(f"/proc/{room.running['web'].pid}/environ").read_text()


def test_public_addresses_leave_no_line(room: Room) -> None:
    get(room, "/r/QWERTY/")
    get(room, "/r/QWERTY")

    assert "QWERTY" not in room.said("web")
    assert "192.0.2.7" not in room.said("web")


def test_the_operators_commands_run(room: Room) -> None:
    assert "no issues" in room.run(
        "manage", "python", "manage.py", "check", "--deploy", "--fail-level=WARNING"
    )
    folder = room.folder / "backups" / "one"
    made = room.run("manage", "python", "manage.py", "backup", str(folder))
    proved = room.run("manage", "python", "manage.py", "restore", str(folder), "--verify")

    assert "tablas" in made
    assert "vuelve entero" in proved


def test_secrets_by_file_open_the_database(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL_FILE", str(room.secrets / "database_url"))

    found = env.database("DATABASE_URL", pool=False)

    assert found["PASSWORD"] == (room.secrets / "app_password").read_text().strip()
