"""Asking for work and running it in this process: what becomes of the row."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lar.audit.models import Event
from lar.jobs import heartbeat
from lar.jobs.actions import cancel_job, enqueue, retry_job
from lar.jobs.claiming import claim_job
from lar.jobs.models import Job, JobState
from lar.jobs.problems import LostClaim
from lar.jobs.relaying import relay_all
from lar.jobs.rules import LOST_AFTER, MAX_ATTEMPTS
from lar.jobs.run import JobRun
from lar.jobs.runner import run_here, run_message
from lar.tenancy.context import NoProgramContext, program_context
from lar.tenancy.models import Program
from tests.factories import UserFactory
from tests.lar.jobs import work


def ask(kind: str = work.NOTE, key: str = "key", **args: Any) -> Job:
    if kind == work.NOTE:
        args.setdefault("mark", "a")
    return enqueue(kind, key=key, args=args, by=None)


def attempt(job: Job) -> Job:
    """Run the job's next attempt now, without waiting for its pause."""
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    job.refresh_from_db()
    run_here(job)
    job.refresh_from_db()
    return job


def claimed(job: Job) -> JobRun:
    taken = claim_job(job.pk, job.program_id, message_id="", came_back=False)
    assert taken is not None and taken.claim is not None
    return JobRun(taken.pk, taken.program_id, taken.claim, taken.attempts)


# --- Asking ------------------------------------------------------------------------------------------


def test_a_key_of_another_kind_of_work_is_refused_not_shared(inside: Program) -> None:
    ask(key="invite:7")

    with pytest.raises(ValueError, match="already that of a"):
        enqueue("tests.look", key="invite:7", args={}, by=None)


def test_the_same_key_is_the_same_row_in_a_programme_and_another_in_the_next(
    program: Program, other_program: Program
) -> None:
    with program_context(program):
        first, again = ask(), ask()
    with program_context(other_program):
        elsewhere = ask()

    assert first.pk == again.pk
    assert elsewhere.pk != first.pk
    assert (first.program_id, elsewhere.program_id) == (program.pk, other_program.pk)


def test_a_job_asked_for_again_keeps_its_state(inside: Program) -> None:
    run_here(ask())

    assert ask().state == JobState.DONE
    assert work.effects(inside) == 1


def test_a_kind_chooses_its_queue_unless_another_is_named(inside: Program) -> None:
    own = enqueue("tests.heavy", key="own", args={}, by=None)
    named = enqueue("tests.heavy", key="named", args={}, queue="fast", by=None)

    assert (own.queue, named.queue) == ("heavy", "fast")


@pytest.mark.parametrize("value", ["persona@ejemplo.cl", "x" * 65, {"a": 1}, [["a"]], 1.5])
def test_arguments_are_ids(inside: Program, value: object) -> None:
    with pytest.raises(ValueError, match="arguments are ids"):
        ask(mark=value)


def test_work_of_a_programme_is_not_asked_for_outside_of_one(db: None) -> None:
    with pytest.raises(NoProgramContext):
        ask()


def test_a_message_without_a_programme_is_refused(inside: Program) -> None:
    job = ask()
    kind = work.kind(work.NOTE)

    with pytest.raises(NoProgramContext):
        run_message(kind, job_id=str(job.pk), program_id=None, message_id="", came_back=False)


def test_a_message_with_another_programme_finds_nothing(program: Program, other_program: Program) -> None:
    with program_context(program):
        job = ask()

    kind = work.kind(work.NOTE)
    run_message(kind, job_id=str(job.pk), program_id=other_program.pk, message_id="", came_back=False)

    with program_context(program):
        assert Job.objects.get(pk=job.pk).state == JobState.WAITING


def test_a_part_belongs_to_the_programme_of_its_batch(program: Program, other_program: Program) -> None:
    with program_context(program):
        batch = ask(key="batch")

    with program_context(other_program), pytest.raises(ValueError, match="programme of its batch"):
        enqueue(work.NOTE, key="part", args={}, parent=batch, by=None)


def test_work_for_later_is_not_taken_before(inside: Program) -> None:
    later = timezone.now() + timedelta(hours=1)
    job = enqueue(work.NOTE, key="later", args={"mark": "a"}, run_after=later, by=None)

    run_here(job)

    job.refresh_from_db()
    assert (job.state, work.effects(inside)) == (JobState.WAITING, 0)


# --- Failing -----------------------------------------------------------------------------------------


def test_a_failure_is_tried_again_after_a_pause(inside: Program) -> None:
    job = attempt(ask("tests.stumble", times=1))
    paused = job.run_after - timezone.now()
    waiting = job.state
    run_here(job)
    too_early = Job.objects.get(pk=job.pk).attempts
    attempt(job)

    assert waiting == JobState.WAITING
    assert timedelta(seconds=3) < paused <= timedelta(seconds=5)
    assert too_early == 1
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 2, "")


def test_after_the_last_attempt_it_says_so_to_people(inside: Program) -> None:
    job = ask("tests.stumble", times=99)
    for _attempt in range(MAX_ATTEMPTS):
        attempt(job)

    assert (job.state, job.attempts) == (JobState.FAILED, MAX_ATTEMPTS)
    assert job.error == "Algo falló de nuestro lado. No se perdió nada: puedes intentarlo de nuevo."
    assert job.finished_at is not None


def test_what_went_wrong_is_kept_without_values(inside: Program, caplog: pytest.LogCaptureFixture) -> None:
    job = attempt(ask("tests.stumble", times=1))

    assert job.error_detail.startswith("builtins.RuntimeError\n")
    assert "work.py" in job.error_detail
    assert "RuntimeError" in caplog.text
    assert "secreto" not in job.error_detail + caplog.text


def test_what_a_failed_attempt_wrote_is_undone(inside: Program) -> None:
    attempt(ask("tests.stumble", times=1))

    assert work.effects(inside) == 0


def test_a_problem_that_people_can_understand_is_final_and_shown(inside: Program) -> None:
    job = attempt(ask("tests.refuse"))

    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "El archivo no tiene hojas.")


def test_a_job_whose_process_dies_every_time_is_given_up(inside: Program) -> None:
    job = ask()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING,
        attempts=MAX_ATTEMPTS,
        heartbeat=timezone.now() - LOST_AFTER - timedelta(seconds=1),
    )

    run_here(job)

    job.refresh_from_db()
    assert (job.state, work.effects(inside)) == (JobState.FAILED, 0)
    assert job.error == "El trabajo se interrumpió cada vez que se intentó. No se perdió nada."


# --- Retrying and cancelling ---------------------------------------------------------------------------


def test_a_failed_job_runs_again_when_asked_and_leaves_one_event(inside: Program) -> None:
    person = UserFactory.create()
    job = attempt(ask("tests.refuse"))

    retried = retry_job(job, by=person)

    assert (retried.state, retried.attempts, retried.error) == (JobState.WAITING, 0, "")
    event = Event.objects.get(action="job.retried")
    assert (event.by_id, event.subject, event.details) == (person.pk, str(job.pk), {"kind": "tests.refuse"})


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING, JobState.DONE])
def test_only_what_ended_badly_is_retried(inside: Program, state: JobState) -> None:
    job = ask()
    Job.objects.filter(pk=job.pk).update(state=state)

    assert retry_job(job, by=None).state == state
    assert not Event.objects.filter(action="job.retried").exists()


def test_a_batch_is_retried_with_its_failed_parts_only(inside: Program) -> None:
    batch = attempt(ask("tests.batch", parts=3, broken=1))
    parts = list(Job.objects.filter(parent=batch).order_by("key"))
    for part in parts:
        attempt(part)
    batch.refresh_from_db()
    failed = batch.state

    retry_job(batch, by=None)
    states = [Job.objects.get(pk=part.pk).state for part in parts]

    assert failed == JobState.FAILED
    assert states == [JobState.WAITING, JobState.DONE, JobState.DONE]
    assert Event.objects.filter(action="job.retried").count() == 1


def test_a_retried_part_ends_its_batch_again(inside: Program) -> None:
    batch = attempt(ask("tests.batch", parts=2, broken=1))
    broken, sound = Job.objects.filter(parent=batch).order_by("key")
    attempt(sound)
    attempt(broken)
    Job.objects.filter(pk=broken.pk).update(kind=work.NOTE, args={"mark": "mended"})

    retry_job(broken, by=None)
    batch.refresh_from_db()
    reopened = batch.state
    attempt(broken)

    batch.refresh_from_db()
    assert reopened == JobState.FANNED_OUT
    assert (batch.state, batch.error, batch.done_steps) == (JobState.DONE, "", 2)


def test_a_batch_is_cancelled_with_what_has_not_ended(inside: Program) -> None:
    batch = attempt(ask("tests.batch", parts=2, broken=0))
    first, second = Job.objects.filter(parent=batch).order_by("key")
    attempt(first)

    cancel_job(batch, by=None)

    states = [Job.objects.get(pk=pk).state for pk in (batch.pk, first.pk, second.pk)]
    assert states == [JobState.CANCELLED, JobState.DONE, JobState.CANCELLED]
    assert Event.objects.filter(action="job.cancelled").count() == 1


def test_a_job_that_ended_is_not_cancelled(inside: Program) -> None:
    job = attempt(ask())

    assert cancel_job(job, by=None).state == JobState.DONE


# --- One runner at a time --------------------------------------------------------------------------------


def test_a_job_that_runs_is_not_taken_by_another(inside: Program) -> None:
    job = ask()
    claimed(job)

    assert claim_job(job.pk, inside.pk, message_id="other", came_back=True) is None


def test_a_run_that_was_given_to_another_writes_nothing_more(inside: Program) -> None:
    job = ask()
    old = claimed(job)
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - LOST_AFTER - timedelta(seconds=1))
    new = claimed(job)

    with pytest.raises(LostClaim), old.context(last=True):
        Event.objects.create(action="tests.effect")
    with pytest.raises(LostClaim):
        old.progress(1, 2)
    new.progress(1, 2, "Va bien")

    job.refresh_from_db()
    assert work.effects(inside) == 0
    assert (job.state, job.note, job.attempts) == (JobState.RUNNING, "Va bien", 2)


def test_the_heartbeat_beats_while_the_job_computes(inside: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "HEARTBEAT_SECONDS", 0.01)
    run = claimed(ask())
    beats: list[str] = []
    enough = threading.Event()

    def beat() -> None:
        beats.append(threading.current_thread().name)
        if len(beats) == 3:
            enough.set()
            raise LostClaim

    monkeypatch.setattr(run, "heartbeat", beat)
    with heartbeat.beating(run):
        assert enough.wait(5)

    assert beats == ["job-heartbeat"] * 3


# --- The relay ---------------------------------------------------------------------------------------------


def test_a_kind_that_nobody_knows_waits_for_a_newer_worker_and_then_ends(inside: Program) -> None:
    job = enqueue("tests.of_the_future", key="future", args={}, by=None)

    first = relay_all()
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(hours=2))
    second = relay_all()

    job.refresh_from_db()
    assert (first.published, first.given_up, second.given_up) == (0, 0, 1)
    assert job.state == JobState.FAILED
