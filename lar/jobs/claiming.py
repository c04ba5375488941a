"""A job's changes of state while it runs, each a compare-and-set in a short transaction.

Whoever changes a row between two of these steps wins; the other finds no row and stops.
"""

from __future__ import annotations

import logging
import uuid

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lar.jobs.models import UNFINISHED, Job, JobState
from lar.jobs.problems import JobProblem, LostClaim, detail_for, sentence_for
from lar.jobs.rules import BACK_OFF, LOST_AFTER, Pauses, pause_after
from lar.jobs.scope import jobs_of, scope

log = logging.getLogger(__name__)


def claim_job(
    job_id: uuid.UUID,
    program_id: int | None,
    *,
    message_id: str,
    came_back: bool,
    pauses: Pauses = BACK_OFF,
) -> Job | None:
    """Take a job for this process, or return ``None`` when it is not there to be taken.

    A running job is taken over when its heartbeat stopped, or when the broker gives back the
    very message it ran under (``came_back``): its process died.
    """
    now = timezone.now()
    free = Q(state=JobState.WAITING, run_after__lte=now)
    orphan = Q(heartbeat__lt=now - LOST_AFTER)
    if came_back:
        orphan |= Q(message_id=message_id)
    with scope(program_id):
        job = (
            jobs_of(program_id)
            .select_for_update(of=("self",))
            .filter(free | Q(orphan, state=JobState.RUNNING), pk=job_id)
            .first()
        )
        if job is None:
            return None
        if job.attempts > len(pauses):
            give_up(job)
            return None
        job.state, job.claim, job.message_id = JobState.RUNNING, uuid.uuid4(), message_id
        job.heartbeat, job.attempts = now, job.attempts + 1
        job.save(update_fields=["state", "claim", "message_id", "heartbeat", "attempts"])
        return job


def hold(job_id: uuid.UUID, program_id: int | None, claim: uuid.UUID) -> Job:
    """Lock a job that this claim still runs, inside the caller's transaction.

    Raises:
        LostClaim: when it was cancelled, finished or given to another process.
    """
    held = jobs_of(program_id).select_for_update(of=("self",))
    job = held.filter(pk=job_id, claim=claim, state=JobState.RUNNING).first()
    if job is None:
        raise LostClaim(str(job_id))
    return job


def finish(job: Job) -> None:
    """Write down that a held job's own work is done; a batch goes on until its last part."""
    parts = _count_parts(job)
    if parts["all"]:
        job.state = JobState.FANNED_OUT
        job.save(update_fields=["state"])
        _settle_batch(job, parts)
        return
    _end(job, JobState.DONE)


def fail(job: Job, error: BaseException, pauses: Pauses = BACK_OFF) -> None:
    """Write down why a held job failed, and when it is tried again, if it is.

    Only what is known to pass is tried again after ``pauses``; a defect of ours, as often as any.
    """
    job.error, job.error_detail = sentence_for(error), detail_for(error)
    is_known = isinstance(error, JobProblem)
    pause = pause_after(job.attempts, pauses if is_known else BACK_OFF)
    if pause is None or (isinstance(error, JobProblem) and not error.retry):
        _end(job, JobState.FAILED)
        return
    job.state, job.claim, job.published_at = JobState.WAITING, None, None
    job.run_after = timezone.now() + pause
    job.save(update_fields=["state", "claim", "published_at", "run_after", "error", "error_detail"])


def give_up(job: Job) -> None:
    """End a locked job whose process died too many times, or that no code can run any more."""
    job.error = _("El trabajo se interrumpió cada vez que se intentó. No se perdió nada.")
    _end(job, JobState.FAILED)


def cancel(job: Job) -> None:
    """End a locked job that nobody wants any more. A run under way stops at its next step."""
    _end(job, JobState.CANCELLED)


def _end(job: Job, state: JobState) -> None:
    job.state, job.claim, job.finished_at = state, None, timezone.now()
    if state == JobState.DONE:
        job.error = job.error_detail = ""
        job.done_steps = job.total_steps
    job.save(
        update_fields=["state", "claim", "finished_at", "error", "error_detail", "done_steps", "total_steps"]
    )
    log.info("job %s (%s) ended: %s, attempt %d", job.pk, job.kind, state.value, job.attempts)
    if job.parent_id is not None:
        batch = jobs_of(job.program_id).select_for_update(of=("self",)).get(pk=job.parent_id)
        _settle_batch(batch, _count_parts(batch))


def _count_parts(batch: Job) -> dict[str, int]:
    return (
        jobs_of(batch.program_id)
        .filter(parent_id=batch.pk)
        .aggregate(
            all=Count("pk"),
            open=Count("pk", filter=Q(state__in=UNFINISHED)),
            failed=Count("pk", filter=Q(state=JobState.FAILED)),
        )
    )


def _settle_batch(batch: Job, parts: dict[str, int]) -> None:
    """Move a locked batch on: the transaction of its last part ends it.

    Parts lock the batch after their own row, so the last one to commit counts all the others.
    """
    batch.total_steps, batch.done_steps = parts["all"], parts["all"] - parts["open"]
    batch.save(update_fields=["total_steps", "done_steps"])
    if batch.state != JobState.FANNED_OUT or parts["open"]:
        return
    if not parts["failed"]:
        _end(batch, JobState.DONE)
        return
    batch.error = ngettext(
        "%(failed)d de %(all)d partes no se pudo completar.",
        "%(failed)d de %(all)d partes no se pudieron completar.",
        parts["failed"],
    ) % {"failed": parts["failed"], "all": parts["all"]}
    _end(batch, JobState.FAILED)
