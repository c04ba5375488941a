"""A real Celery worker on the test database, for tests of work in the background.

Use the fixture ``celery_worker`` in tests marked ``django_db(transaction=True)``: the worker is
another process and sees only what was committed. It starts with the first test that asks for it
and serves all the others of this pytest process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import kombu.pools
import pytest
from django.conf import settings
from django.db import connections
from redis import Redis

from lar.celery import app
from lar.devserver.processes import kill_group, session_members, spawn, wait_until
from lar.jobs.broker import workers_answer
from lar.jobs.models import UNFINISHED, Job, JobState
from lar.jobs.publishing import resume_publishing
from lar.jobs.scope import jobs_of, scope

ROOT = Path(__file__).resolve().parent.parent
# Jobs that only tests know.
TEST_TASKS = "tests.lar.jobs.work"


class CeleryWorker:
    """The worker of this pytest process: one child, its own corner of the broker."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None
        self.database = str(connections["default"].settings_dict["NAME"])
        self.prefix = f"{self.database}:"
        # What this process publishes must land where the worker reads.
        app.conf.broker_transport_options = {
            **app.conf.broker_transport_options,
            "global_keyprefix": self.prefix,
        }

    # --- The process ------------------------------------------------------------------------------

    def start(self) -> None:
        """Start it when it does not run, and wait until it takes messages."""
        if self.process is not None and self.process.poll() is None:
            return
        command = [sys.executable, "-m", "celery", "-A", "lar.celery", "worker", "-P", "prefork", "-c", "1"]
        options = ["-Q", "fast,heavy", "--without-gossip", "--without-mingle", "-l", "INFO", "-I", TEST_TASKS]
        with self.log.open("ab") as log:
            self.process = spawn([*command, *options], environment=self._environment(), log=log, folder=ROOT)
        assert wait_until(workers_answer, seconds=40, pause=0.1), self.log.read_text(encoding="utf-8")[-3000:]

    def kill(self) -> None:
        """``kill -9`` of the whole worker, its child included."""
        if self.process is not None:
            kill_group(self.process)
        self.process = None

    def kill_child(self) -> None:
        """``kill -9`` of the child that runs the job. The worker starts another."""
        assert self.process is not None
        for pid in [pid for pid in session_members(self.process.pid) if pid != self.process.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lar.settings.test",
            "LAR_PROCESS": "worker",
            "LAR_QUEUE_PREFIX": self.prefix,
            "DATABASE_URL": self._on_test_database("DATABASE_URL"),
            "DATABASE_OWNER_URL": self._on_test_database("DATABASE_OWNER_URL"),
        }

    def _on_test_database(self, variable: str) -> str:
        url = urlsplit(os.environ[variable])
        return urlunsplit(url._replace(path=f"/{self.database}"))

    # --- What it did ------------------------------------------------------------------------------

    def wait(self, job: Job, *, seconds: float = 45) -> Job:
        """Return the job as it is when it ended; fail with the worker's log when it does not end."""
        assert self.wait_until(job, lambda now: now.state not in UNFINISHED, seconds=seconds), self.tail(job)
        return self.read(job)

    def wait_until(self, job: Job, condition: Callable[[Job], bool], *, seconds: float = 45) -> bool:
        """Poll the job's row; whether the condition came true."""
        return wait_until(lambda: condition(self.read(job)), seconds=seconds, pause=0.05)

    def read(self, job: Job) -> Job:
        """Return the row as it is in the database now."""
        with scope(job.program_id):
            return jobs_of(job.program_id).get(pk=job.pk)

    def tail(self, job: Job) -> str:
        now = self.read(job)
        return f"{now.kind} is {JobState(now.state).value}\n{self.log.read_text(encoding='utf-8')[-3000:]}"

    # --- Its broker -------------------------------------------------------------------------------

    def forget_everything(self) -> None:
        """What FLUSHALL does, to this worker's corner of the server only."""
        with Redis.from_url(settings.CELERY_BROKER_URL) as redis:
            keys = list(redis.scan_iter(match=f"{self.prefix}*"))
            if keys:
                redis.delete(*keys)


_workers: list[CeleryWorker] = []
"""The one of this process: each folder that imports the fixture would start its own."""


@pytest.fixture(scope="session")
def _celery_worker(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CeleryWorker]:
    if not _workers:
        _workers.append(CeleryWorker(tmp_path_factory.mktemp("celery") / "worker.log"))
        _workers[0].forget_everything()
    yield _workers[0]
    _workers[0].kill()
    kombu.pools.reset()


@pytest.fixture(autouse=True)
def _broker_is_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that another test started must not run the jobs that this one runs itself."""
    if not {"celery_worker", "nobody_listens"} & set(request.fixturenames):
        monkeypatch.setattr("lar.jobs.publishing.publish", lambda message: False)


@pytest.fixture
def nobody_listens(transactional_db: None) -> Iterator[None]:
    """The broker takes what is published and no worker reads it; the next one finds nothing of it."""
    for worker in _workers:
        worker.kill()
    resume_publishing()
    yield
    for worker in _workers:
        worker.forget_everything()


@pytest.fixture
def celery_worker(_celery_worker: CeleryWorker, transactional_db: None) -> CeleryWorker:
    """The running worker; started again when the test before killed it."""
    resume_publishing()
    _celery_worker.start()
    return _celery_worker
