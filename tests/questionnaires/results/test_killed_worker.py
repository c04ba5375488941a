"""`kill -9` of the whole worker at named points of a release and of a report: one result, the same one.

The points: *taken*, before anything was counted; *computed*, when all is ready and nothing was written;
*kept*, when it was committed and the broker does not know yet. A lock of ours stops the worker exactly there.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from lar.audit.models import Event
from lar.jobs.models import Job, JobState
from lar.jobs.publishing import message_of, publish_and_note
from lar.jobs.relaying import relay_all
from lar.jobs.rules import LOST_AFTER
from lar.jobs.scope import jobs_of, scope
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.results.actions import ask_for_pdf
from questionnaires.results.canonical import fingerprint
from questionnaires.results.models import Release, Report, ReportFile
from questionnaires.results.queries import report_of
from questionnaires.surveys.models import Survey
from tests.celery_worker import CeleryWorker
from tests.factories import make_coordinator
from tests.results import make_release
from tests.surveys import make_sealed_survey

pytestmark = [pytest.mark.django_db(transaction=True)]

WITHIN = 120
"""Seconds from the worker's restart to the result."""
POINTS = ("taken", "computed", "kept")


@contextmanager
def held(statement: str) -> Iterator[psycopg.Connection]:
    """A lock in a connection of its own, until the block ends."""
    info = connections["owner"].get_connection_params()
    info.pop("cursor_factory", None)
    info.pop("context", None)
    with psycopg.connect(**info) as connection:
        connection.execute(statement)
        yield connection
        connection.rollback()


def waits(connection: psycopg.Connection) -> bool:
    """Whether somebody stands before our lock."""
    found = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    ).fetchone()
    return found is not None and found[0] > 0


def stop_at(worker: CeleryWorker, start: Callable[[], Job], lock: str) -> Job:
    """Start a job, let it come to the lock, and kill the whole worker there."""
    with held(lock) as connection:
        job = start()
        end = time.monotonic() + 40
        while not waits(connection):
            assert time.monotonic() < end, worker.tail(job)
            time.sleep(0.02)
        worker.kill()
    return job


def stop_when_kept(worker: CeleryWorker, start: Callable[[], Job]) -> Job:
    """Kill the worker as soon as its commit is seen; the message comes again, as from a broker not told."""
    job = start()
    assert worker.wait_until(job, lambda now: now.state == JobState.DONE), worker.tail(job)
    worker.kill()
    publish_and_note(message_of(job))
    return job


def grow_old(job: Job) -> None:
    """Put the job's heartbeat back, as after the minute that the relay waits."""
    with scope(job.program_id):
        long_ago = timezone.now() - LOST_AFTER - timedelta(seconds=1)
        running = jobs_of(job.program_id).filter(pk=job.pk, state=JobState.RUNNING)
        running.update(heartbeat=long_ago, published_at=long_ago)


def restarted(worker: CeleryWorker, job: Job, *, wait: bool) -> float:
    """Start the worker again, relay as beat does every ten seconds, and return how long it took."""
    worker.start()
    start = time.monotonic()
    if not wait:
        grow_old(job)
    while worker.read(job).state != JobState.DONE:
        relay_all()
        assert time.monotonic() - start < WITHIN, worker.tail(job)
        worker.wait_until(job, lambda now: now.state == JobState.DONE, seconds=10 if wait else 1)
    time.sleep(0.5)  # a message that came twice has had its chance
    return time.monotonic() - start


def release_job(program: Program) -> tuple[Survey, Callable[[], Job]]:
    survey = make_sealed_survey(program, [[4, 5, 2] * 15 for _person in range(6)])
    with program_context(program):
        job = Job.objects.get(kind="questionnaires.results.release")

    def start() -> Job:
        publish_and_note(message_of(job))
        return job

    return survey, start


def lock_of(point: str, table: str, survey_id: int) -> str:
    if point == "taken":
        return f"SELECT 1 FROM questionnaires_survey WHERE id = {survey_id} FOR UPDATE"
    return f"LOCK TABLE {table} IN SHARE MODE"


def check_release(program: Program, survey: Survey) -> None:
    with program_context(program):
        release = Release.objects.get(survey=survey)
        assert release.sha256 == fingerprint(release.payload)
        assert Report.objects.filter(release=release).count() == 3
        assert Event.objects.filter(action="release.published").count() == 1


@pytest.mark.parametrize("point", POINTS)
def test_a_release_is_written_once(program: Program, celery_worker: CeleryWorker, point: str) -> None:
    survey, start = release_job(program)
    if point == "kept":
        job = stop_when_kept(celery_worker, start)
        with program_context(program):
            before = Release.objects.get(survey=survey).sha256
    else:
        job = stop_at(celery_worker, start, lock_of(point, "questionnaires_release", survey.pk))
        before = ""
        with program_context(program):
            assert not Release.objects.filter(survey=survey).exists()

    restarted(celery_worker, job, wait=False)

    check_release(program, survey)
    if before:
        with program_context(program):
            assert Release.objects.get(survey=survey).sha256 == before


@pytest.mark.parametrize("point", POINTS)
def test_a_report_is_drawn_and_kept_once(program: Program, celery_worker: CeleryWorker, point: str) -> None:
    with program_context(program):
        release = make_release(program, 6)
        coordinator = make_coordinator(program, release.survey.network)
        report = report_of(release, "network")

    def start() -> Job:
        with program_context(program):
            return ask_for_pdf(report, by=coordinator)

    job = _stopped(celery_worker, start, point)
    with program_context(program):
        kept = [bytes(file.pdf) for file in ReportFile.objects.filter(report=report)]
    assert len(kept) == (point == "kept")

    restarted(celery_worker, job, wait=False)

    with program_context(program):
        file = ReportFile.objects.get(report=report)
        assert Report.objects.get(pk=report.pk).sha256 == report.sha256 == fingerprint(report.payload)
        assert Event.objects.filter(action="report.drawn").count() == 1
    assert bytes(file.pdf).startswith(b"%PDF-")
    assert not kept or bytes(file.pdf) == kept[0]
    assert Client().get(f"/v/{report.sha256}/").status_code == 200


def _stopped(worker: CeleryWorker, start: Callable[[], Job], point: str) -> Job:
    if point == "kept":
        return stop_when_kept(worker, start)
    if point == "computed":
        return stop_at(worker, start, "LOCK TABLE questionnaires_reportfile IN SHARE MODE")
    job = start()
    assert worker.wait_until(job, lambda now: now.state == JobState.RUNNING), worker.tail(job)
    worker.kill()
    return job


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS[:2])
def test_the_time_that_it_takes_without_help(
    program: Program, celery_worker: CeleryWorker, point: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same with the minute really waited: within two minutes of the restart."""
    survey, start = release_job(program)
    job = stop_at(celery_worker, start, lock_of(point, "questionnaires_release", survey.pk))

    seconds = restarted(celery_worker, job, wait=True)

    check_release(program, survey)
    with capsys.disabled():
        sys.stdout.write(f"\n{point}: released {seconds:.0f} s after the restart\n")
    assert seconds < WITHIN
