"""Asking for background work, asking again, and calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from lar.jobs.claiming import cancel
from lar.jobs.models import UNFINISHED, Job, JobState
from lar.jobs.publishing import message_of, publish_and_note
from lar.jobs.registry import Queue, find
from lar.jobs.scope import jobs_of, scope
from lar.tenancy.context import current_program_id
from lar.tenancy.events import the_record

# An id, a code of ours, a switch. Nothing longer belongs into a job's row.
MAX_ARGUMENT = 64


def enqueue(
    kind: str,
    *,
    key: str,
    args: Mapping[str, Any],
    queue: Queue | None = None,
    run_after: datetime | None = None,
    parent: Job | None = None,
    total_steps: int = 0,
    subject: str = "",
    by: AbstractBaseUser | None,
) -> Job:
    """Ask for work, in the caller's transaction: no commit, no job.

    The same ``key`` asked for again in the programme is the same row, returned as it is, whatever
    its state. The row is published after the commit; when the broker is away, by the relay. The
    queue is the kind's own unless another is named. ``subject`` says on the page what it is about
    (a network's name, never a person's). Writes no audit event: its caller does.

    Raises:
        NoProgramContext: outside a programme, unless the kind is the platform's.
        ValueError: for arguments that are not ids, a parent of another programme, or a key that
            another kind of work has.
    """
    known = find(kind)
    program_id = None if known is not None and known.platform else current_program_id()
    if parent is not None and parent.program_id != program_id:
        raise ValueError("A part belongs to the programme of its batch.")
    _check_arguments(args)
    return _insert_once(
        Job(
            program_id=program_id,
            kind=kind,
            key=key,
            queue=queue or (known.queue if known is not None else "fast"),
            parent=parent,
            args=dict(args),
            run_after=run_after or timezone.now(),
            total_steps=total_steps,
            subject=subject[:120],
            requested_by_id=by.pk if by else None,
        )
    )


def _insert_once(job: Job) -> Job:
    Job.objects.bulk_create([job], ignore_conflicts=True)
    stored = jobs_of(job.program_id).get(key=job.key)
    if stored.kind != job.kind:
        raise ValueError(f"The key {job.key} is already that of a {stored.kind}.")
    if stored.pk == job.pk:
        _publish_on_commit(stored)
    return stored


def retry_job(job: Job, *, by: AbstractBaseUser | None) -> Job:
    """Put a failed or cancelled job back in the queue; a batch with its failed parts.

    Done, waiting and running jobs are returned as they are.
    """
    with scope(job.program_id):
        locked = _lock(job)
        if locked.state not in (JobState.FAILED, JobState.CANCELLED):
            return locked
        parts = jobs_of(job.program_id).select_for_update(of=("self",)).filter(parent_id=job.pk)
        for again in [*parts.filter(state__in=[JobState.FAILED, JobState.CANCELLED]), locked]:
            _wait_again(again)
        if locked.parent_id is not None:
            ended = Job.objects.filter(pk=locked.parent_id, state__in=[JobState.FAILED, JobState.DONE])
            ended.update(state=JobState.FANNED_OUT, finished_at=None, error="")
        _record("job.retried", locked, by)
        return locked


def cancel_job(job: Job, *, by: AbstractBaseUser | None) -> Job:
    """Call off a job and its parts. One that runs stops at its next step, and writes nothing more."""
    with scope(job.program_id):
        # Parts before their batch, in the order in which a part that ends takes its locks.
        parts = jobs_of(job.program_id).select_for_update(of=("self",)).filter(parent_id=job.pk)
        unfinished = list(parts.filter(state__in=UNFINISHED))
        locked = _lock(job)
        if locked.state not in UNFINISHED:
            return locked
        for one in [locked, *unfinished]:
            cancel(one)
        _record("job.cancelled", locked, by)
        return locked


def _check_arguments(args: Mapping[str, Any]) -> None:
    """Refuse what is not an id: a job's row and its backups outlive what it speaks of."""
    for name, value in args.items():
        for one in value if isinstance(value, list) else [value]:
            plain = one is None or isinstance(one, bool | int | str)
            if not plain or (isinstance(one, str) and (len(one) > MAX_ARGUMENT or "@" in one)):
                raise ValueError(f"{name}: a job's arguments are ids.")


def _lock(job: Job) -> Job:
    return jobs_of(job.program_id).select_for_update(of=("self",)).get(pk=job.pk)


def _wait_again(job: Job) -> None:
    job.state, job.attempts, job.run_after = JobState.WAITING, 0, timezone.now()
    job.claim = job.published_at = job.heartbeat = job.finished_at = None
    job.error = job.error_detail = job.note = ""
    job.save()
    _publish_on_commit(job)


def _publish_on_commit(job: Job) -> None:
    if job.run_after <= timezone.now():
        transaction.on_commit(partial(publish_and_note, message_of(job)), robust=True)


def _record(action: str, job: Job, by: AbstractBaseUser | None) -> None:
    """Leave one event: of the programme, or of the platform for its own jobs."""
    details = {"kind": job.kind}
    by_id = None if by is None else by.pk
    if job.program_id is None:
        the_record().write_platform(action, by_id=by_id, details=details)
    else:
        the_record().write(action, by_id=by_id, subject=str(job.pk), details=details)
