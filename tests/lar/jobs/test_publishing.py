"""Asking for work while the broker is away, or takes calls and never answers."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest
from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from lar.celery import app
from lar.devserver import valkey
from lar.devserver.processes import kill_group, spawn, wait_until
from lar.jobs.actions import enqueue
from lar.jobs.models import Job, JobState
from lar.jobs.publishing import resume_publishing
from lar.jobs.relaying import relay_all
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.celery_worker import CeleryWorker
from tests.lar.jobs import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(
    tmp_path: Path, celery_worker: CeleryWorker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Popen[bytes]]:
    """A Valkey of the test's own, where this process publishes; the worker reads elsewhere."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"redis://127.0.0.1:{port}/0"
    command = [valkey.binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with (tmp_path / "valkey.log").open("wb") as log:
        process = spawn(command, environment={}, log=log, folder=tmp_path)
    with Redis.from_url(address) as redis:
        assert wait_until(lambda: answers(redis), seconds=5)
    monkeypatch.setattr(app.conf, "broker_write_url", address)
    yield process
    kill_group(process)


def answers(redis: Redis) -> bool:
    try:
        return bool(redis.ping())
    except RedisError:
        return False


def ask(program: Program, number: int = 0) -> Job:
    with program_context(program):
        return enqueue(work.NOTE, key=f"note-{number}", args={"mark": "a"}, by=None)


def test_without_a_broker_the_job_waits_and_the_relay_publishes_it(
    program: Program, broker: Popen[bytes], celery_worker: CeleryWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_group(broker)

    job = ask(program)
    waiting = celery_worker.read(job)

    monkeypatch.setattr(app.conf, "broker_write_url", settings.CELERY_BROKER_URL)
    relayed = relay_all()

    assert (waiting.state, waiting.published_at) == (JobState.WAITING, None)
    assert relayed.published == 1
    assert celery_worker.wait(job).state == JobState.DONE


def test_a_frozen_broker_costs_a_second_once(
    program: Program, broker: Popen[bytes], celery_worker: CeleryWorker
) -> None:
    taken = ask(program, 0)
    broker.send_signal(signal.SIGSTOP)

    started = time.monotonic()
    first = ask(program, 1)
    once = time.monotonic() - started
    others = [ask(program, number) for number in range(2, 12)]
    all_together = time.monotonic() - started

    assert celery_worker.read(taken).published_at is not None
    assert once < 2.0
    assert all_together < once + 0.5
    assert {celery_worker.read(job).published_at for job in [first, *others]} == {None}


def test_the_relay_stops_at_a_broker_that_is_away_and_leaves_the_rows(
    program: Program, broker: Popen[bytes], celery_worker: CeleryWorker
) -> None:
    kill_group(broker)
    job = ask(program)
    resume_publishing()

    with pytest.raises(Exception, match="refused"):
        relay_all()

    assert celery_worker.read(job).published_at is None
