from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lar.audit.actions import record_platform
from lar.celery import app
from lar.jobs import checks, verification
from lar.jobs.models import Job, JobState
from lar.jobs.queries import QueueState
from lar.jobs.relaying import note_tick
from tests.factories import UserFactory

NOW = timezone.now()


def queue(*, waiting: int = 0, oldest: int = 0, tick: int | None = 0) -> QueueState:
    """A queue whose oldest job is ``oldest`` seconds old and whose clock ticked ``tick`` seconds ago."""
    return QueueState(
        at=NOW,
        waiting=waiting,
        running=0,
        oldest=NOW - timedelta(seconds=oldest) if waiting else None,
        last_tick=None if tick is None else NOW - timedelta(seconds=tick),
    )


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (queue(), False),
        (queue(tick=None), False),
        (queue(waiting=1, oldest=30), False),
        (queue(waiting=1, oldest=121), True),
        (queue(waiting=1, oldest=5, tick=41), True),
        (queue(waiting=1, oldest=5, tick=None), True),
    ],
)
def test_a_queue_is_late_when_work_waits_long_or_nobody_ticks(state: QueueState, late: bool) -> None:
    assert state.is_late is late
    assert checks.judge_queue(state).problem == "" or late


@pytest.mark.django_db
def test_livez_asks_nobody(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/livez")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_says_what_it_found(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok", "migrations": "ok"}
    assert "no-cache" in answer.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_readyz_refuses_while_a_migration_is_missing(client: Client) -> None:
    applied = MigrationRecorder(connections["owner"])
    applied.record_unapplied("jobs", "0002_isolation")
    try:
        answer = client.get("/readyz")
    finally:
        applied.record_applied("jobs", "0002_isolation")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": "ok", "migrations": "failed"}


@pytest.mark.django_db
def test_the_state_is_for_operators(client: Client) -> None:
    anonymous = client.get("/estado/")
    client.force_login(UserFactory.create())
    insider = client.get("/estado/")
    client.force_login(UserFactory.create(is_operator=True))
    operator = client.get("/estado/")

    assert (anonymous.status_code, insider.status_code, operator.status_code) == (302, 403, 200)
    assert anonymous.headers["Location"].endswith("?next=/estado/")


@pytest.mark.django_db
def test_the_state_says_that_redis_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in ("broker_read_url", "broker_write_url"):
        monkeypatch.setattr(app.conf, setting, "redis://127.0.0.1:1/0")
    client.force_login(UserFactory.create(is_operator=True))

    page = client.get("/estado/").content.decode()

    assert "Redis no responde" in page
    assert "Sin Redis no se puede saber si hay trabajadores." in page
    assert "Hay algo que revisar." in page


@pytest.mark.django_db
def test_the_clock_is_seen_by_the_relays_last_pass() -> None:
    never = checks.check_beat.ask()
    note_tick()
    now = checks.check_beat.ask()
    with time_machine.travel(timezone.now() + timedelta(seconds=90)):
        late = checks.check_beat.ask()

    assert (never.ok, now.ok, late.ok) == (False, True, False)
    assert "90 s" in late.problem


@pytest.mark.django_db
def test_the_relays_own_row_is_never_work() -> None:
    note_tick()
    note_tick()

    rows = list(Job.objects.filter(program=None).values_list("state", flat=True))

    assert rows == [JobState.DONE]


@pytest.mark.django_db
def test_a_backup_must_be_recent() -> None:
    never = checks.check_backup.ask()
    record_platform("backup.made")
    fresh = checks.check_backup.ask()
    with time_machine.travel(timezone.now() + timedelta(hours=27)):
        old = checks.check_backup.ask()

    assert (never.ok, fresh.ok, old.ok) == (False, True, False)


@pytest.mark.parametrize(
    ("total", "free", "ok"),
    [(100, 50, True), (100, 9, False), (5, 2, True), (5, 0.9, False)],
)
def test_a_disk_may_not_be_almost_full(total: float, free: float, ok: bool) -> None:
    answer = checks.judge_disk(int(total * 10**9), int(free * 10**9))

    assert (answer.problem == "") is ok


@pytest.mark.django_db
def test_row_security_is_checked_on_every_table_of_a_programme() -> None:
    owner = connections["owner"]
    whole = verification.open_tables(owner)
    with owner.cursor() as cursor:
        cursor.execute("ALTER TABLE networks_cycle NO FORCE ROW LEVEL SECURITY")
        cursor.execute("CREATE POLICY everybody ON networks_network USING (true)")
        cursor.execute("DROP POLICY by_program ON jobs_job")

    assert whole == []
    assert verification.open_tables(owner) == ["jobs_job", "networks_cycle", "networks_network"]


@pytest.mark.django_db
def test_verify_says_each_thing_and_fails_when_one_is_wrong() -> None:
    out = StringIO()

    with pytest.raises(CommandError, match="no están bien"):
        call_command("verify", stdout=out)

    lines = dict(line.split(": ", 1) for line in out.getvalue().splitlines())
    assert lines["Rol de la aplicación"] == lines["Rol dueño"] == lines["Separación de programas"] == "OK"
    assert lines["Web sin rol dueño"] == "OK"
    assert lines["Último respaldo"] == "No hay respaldos. Haz uno con «manage.py backup CARPETA»."


@pytest.mark.django_db
def test_the_web_process_must_not_hold_the_owners_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAR_PROCESS", "web")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://…")
    held = checks.check_this_process.ask()
    monkeypatch.delenv("DATABASE_OWNER_URL")
    clean = checks.check_this_process.ask()

    assert (held.ok, clean.ok) == (False, True)
