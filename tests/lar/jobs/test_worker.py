"""Jobs through a real broker and a real worker, with what goes wrong on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from lar.jobs.actions import cancel_job, enqueue
from lar.jobs.broker import queue_length, workers_answer
from lar.jobs.models import Job, JobState
from lar.jobs.relaying import relay_all
from lar.jobs.rules import LOST_AFTER
from lar.jobs.scope import jobs_of, scope
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.celery_worker import CeleryWorker
from tests.lar.jobs import work

pytestmark = pytest.mark.django_db(transaction=True)


def ask(program: Program, kind: str, key: str, **args: object) -> Job:
    with program_context(program):
        return enqueue(kind, key=key, args=args, by=None)


def effects(program: Program, mark: str = "") -> int:
    with program_context(program):
        return work.effects(program, mark)


def grow_old(job: Job) -> None:
    """Put the job's times a minute back, as if nobody had cared for it since."""
    with scope(job.program_id):
        long_ago = timezone.now() - LOST_AFTER - timedelta(seconds=1)
        jobs_of(job.program_id).filter(pk=job.pk, heartbeat__isnull=False).update(heartbeat=long_ago)
        jobs_of(job.program_id).filter(pk=job.pk).update(published_at=long_ago)


def test_a_job_runs_once(program: Program, celery_worker: CeleryWorker) -> None:
    job = ask(program, "tests.note", "once", mark="a")

    ended = celery_worker.wait(job)

    assert (ended.state, ended.attempts, ended.error) == (JobState.DONE, 1, "")
    assert effects(program) == 1


def test_a_job_asked_for_twice_runs_once(program: Program, celery_worker: CeleryWorker) -> None:
    first = ask(program, "tests.note", "twice", mark="a")
    second = ask(program, "tests.note", "twice", mark="a")

    celery_worker.wait(first)

    assert first.pk == second.pk
    assert effects(program) == 1


def test_a_job_of_one_programme_sees_no_other(
    program: Program, other_program: Program, celery_worker: CeleryWorker
) -> None:
    ask(other_program, "tests.note", "theirs", mark="b")
    job = ask(program, "tests.look", "look")

    celery_worker.wait(job)

    assert effects(program, "strangers=0") == 1


def test_a_batch_ends_with_its_last_part(program: Program, celery_worker: CeleryWorker) -> None:
    job = ask(program, "tests.batch", "batch", parts=4, broken=0)

    ended = celery_worker.wait(job)

    assert (ended.state, ended.done_steps, ended.total_steps) == (JobState.DONE, 4, 4)
    assert effects(program) == 4


def test_a_batch_says_how_many_parts_failed(program: Program, celery_worker: CeleryWorker) -> None:
    job = ask(program, "tests.batch", "broken", parts=3, broken=2)

    ended = celery_worker.wait(job)

    assert ended.state == JobState.FAILED
    assert ended.error == "2 de 3 partes no se pudieron completar."
    assert effects(program) == 1


def test_the_child_killed_in_the_middle_the_job_ends_once(
    program: Program, celery_worker: CeleryWorker
) -> None:
    job = ask(program, "tests.linger", "killed", mark="a", seconds=60)
    assert celery_worker.wait_until(job, lambda now: now.done_steps == 1)

    celery_worker.kill_child()

    ended = celery_worker.wait(job)
    assert (ended.state, ended.attempts) == (JobState.DONE, 2)
    assert effects(program) == 1


def test_the_worker_killed_in_the_middle_the_relay_gives_the_job_to_the_next(
    program: Program, celery_worker: CeleryWorker
) -> None:
    job = ask(program, "tests.linger", "orphan", mark="a", seconds=60)
    assert celery_worker.wait_until(job, lambda now: now.done_steps == 1)
    celery_worker.kill()
    grow_old(job)

    relayed = relay_all()
    celery_worker.start()

    ended = celery_worker.wait(job)
    assert relayed.published == 1
    assert (ended.state, ended.attempts) == (JobState.DONE, 2)
    assert effects(program) == 1


def test_a_broker_that_forgot_everything_loses_no_job(program: Program, celery_worker: CeleryWorker) -> None:
    blocker = ask(program, "tests.linger", "blocker", mark="blocker", seconds=1)
    assert celery_worker.wait_until(blocker, lambda now: now.done_steps == 1)
    queued = [ask(program, "tests.note", f"queued-{n}", mark="queued") for n in range(20)]

    for job in queued:
        grow_old(job)
    while_remembered = relay_all().published
    lengths = [queue_length("fast")]
    celery_worker.forget_everything()
    lengths.append(queue_length("fast"))
    relayed = relay_all().published

    assert {celery_worker.wait(job).state for job in queued} == {JobState.DONE}
    assert effects(program, "queued") == 20
    assert lengths == [20, 0]
    assert (while_remembered, relayed) == (0, 20)


def test_a_worker_is_heard_after_the_broker_forgot_everything(celery_worker: CeleryWorker) -> None:
    before = workers_answer()
    celery_worker.forget_everything()

    assert (before, workers_answer()) == (True, True)


def test_a_cancelled_job_stops_and_leaves_nothing(program: Program, celery_worker: CeleryWorker) -> None:
    job = ask(program, "tests.linger", "cancelled", mark="a", seconds=1)
    assert celery_worker.wait_until(job, lambda now: now.done_steps == 1)

    cancel_job(job, by=None)
    after = celery_worker.wait(ask(program, "tests.note", "after", mark="after"))

    assert after.state == JobState.DONE
    assert celery_worker.read(job).state == JobState.CANCELLED
    assert (effects(program, "a"), effects(program, "after")) == (0, 1)


def test_a_job_of_the_platform_needs_no_programme(celery_worker: CeleryWorker) -> None:
    job = enqueue("tests.platform", key="platform", args={}, by=None)

    assert celery_worker.wait(job).state == JobState.DONE


def test_what_is_rolled_back_leaves_no_job(program: Program, celery_worker: CeleryWorker) -> None:
    with pytest.raises(RuntimeError), program_context(program):
        job = enqueue("tests.note", key="undone", args={"mark": "undone"}, by=None)
        raise RuntimeError

    celery_worker.wait(ask(program, "tests.note", "next", mark="next"))

    with program_context(program):
        assert not Job.objects.filter(pk=job.pk).exists()
    assert effects(program, "undone") == 0


@pytest.mark.slow
def test_five_hundred_jobs_survive_a_broker_that_forgot_them(
    program: Program, celery_worker: CeleryWorker
) -> None:
    blocker = ask(program, "tests.linger", "blocker", mark="blocker", seconds=20)
    assert celery_worker.wait_until(blocker, lambda now: now.done_steps == 1)
    with program_context(program):
        jobs = [
            enqueue(work.NOTE, key=f"many-{number}", args={"mark": "many"}, by=None) for number in range(500)
        ]

    celery_worker.forget_everything()
    cancel_job(blocker, by=None)
    for job in jobs:
        grow_old(job)
    while relay_all().published:
        pass

    assert {celery_worker.wait(job, seconds=120).state for job in jobs} == {JobState.DONE}
    assert effects(program, "many") == 500
