"""Asking for work while the broker is away, or takes calls and never answers."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

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


class Broker:
    """A Valkey of the test's own, where this process publishes; the worker reads elsewhere."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command: list[str | Path] = [valkey.binary(), "--port", str(self.port), "--bind", "127.0.0.1"]
        with (self.folder / "valkey.log").open("ab") as log:
            self.process = spawn([*command, "--save", ""], environment={}, log=log, folder=self.folder)
        assert wait_until(self.answers, seconds=5)

    def kill(self) -> None:
        kill_group(self.process)

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def answers(self) -> bool:
        try:
            with Redis.from_url(self.address) as redis:
                return bool(redis.ping())
        except RedisError:
            return False


@pytest.fixture
def broker(tmp_path: Path, celery_worker: CeleryWorker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    own = Broker(tmp_path)
    own.start()
    monkeypatch.setattr(app.conf, "broker_write_url", own.address)
    yield own
    own.kill()


def ask(program: Program, number: int = 0) -> Job:
    with program_context(program):
        return enqueue(work.NOTE, key=f"note-{number}", args={"mark": "a"}, by=None)


def test_without_a_broker_the_job_waits_and_the_relay_publishes_it(
    program: Program, broker: Broker, celery_worker: CeleryWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker.kill()

    job = ask(program)
    waiting = celery_worker.read(job)

    monkeypatch.setattr(app.conf, "broker_write_url", settings.CELERY_BROKER_URL)
    relayed = relay_all()

    assert (waiting.state, waiting.published_at) == (JobState.WAITING, None)
    assert relayed.published == 1
    assert celery_worker.wait(job).state == JobState.DONE


def test_a_frozen_broker_costs_a_second_once(
    program: Program, broker: Broker, celery_worker: CeleryWorker
) -> None:
    taken = ask(program, 0)
    broker.freeze()

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
    program: Program, broker: Broker, celery_worker: CeleryWorker
) -> None:
    broker.kill()
    job = ask(program)
    resume_publishing()

    with pytest.raises(Exception, match="refused"):
        relay_all()

    assert celery_worker.read(job).published_at is None


def test_a_broker_that_was_restarted_is_published_to_again(
    program: Program, broker: Broker, celery_worker: CeleryWorker
) -> None:
    before = ask(program, 1)
    broker.kill()
    broker.start()
    during = ask(program, 2)
    resume_publishing()
    after = ask(program, 3)

    published = [celery_worker.read(job).published_at is not None for job in (before, during, after)]

    assert (published[0], published[2]) == (True, True)
