"""Runs a job that a message names: claim, work, end; none of it inside a long transaction."""

from __future__ import annotations

import logging
import uuid

from lar.jobs.claiming import claim_job, fail, finish, hold
from lar.jobs.heartbeat import beating
from lar.jobs.models import Job
from lar.jobs.problems import LostClaim, detail_for
from lar.jobs.registry import Kind, find
from lar.jobs.run import JobRun
from lar.jobs.scope import scope
from lar.tenancy.context import NoProgramContext

log = logging.getLogger(__name__)


def run_message(kind: Kind, *, job_id: str, program_id: int | None, message_id: str, came_back: bool) -> None:
    """Run the job of a message, unless it is gone, done, or in other hands."""
    if program_id is None and not kind.platform:
        raise NoProgramContext(f"El trabajo {kind.name} necesita un programa.")
    job = claim_job(
        uuid.UUID(job_id), program_id, message_id=message_id, came_back=came_back, pauses=kind.pauses
    )
    if job is None:
        log.info("job %s (%s) was not there to be taken", job_id, kind.name)
        return
    _run(kind, job)


def run_here(job: Job) -> None:
    """Run a waiting job in this process, as a worker would. For commands and tests.

    Does nothing when somebody else took it.
    """
    kind = find(job.kind)
    if kind is None:
        raise LookupError(f"No hay ninguna tarea llamada {job.kind}.")
    run_message(kind, job_id=str(job.pk), program_id=job.program_id, message_id="", came_back=False)


def _run(kind: Kind, job: Job) -> None:
    assert job.claim is not None  # noqa: S101 - a claimed job has one
    run = JobRun(job.pk, job.program_id, job.claim, job.attempts)
    try:
        with beating(run):
            kind.function(run, **job.args)
        if not run.finished:
            with scope(run.program_id):
                finish(hold(run.job_id, run.program_id, run.claim))
    except LostClaim:
        log.info("job %s (%s) is no longer this run's", job.pk, kind.name)
    # The boundary of all jobs: whatever went wrong is written where people look.
    except Exception as error:
        log.error("job %s (%s) failed: %s", job.pk, kind.name, detail_for(error))
        _fail(run, error, kind)


def _fail(run: JobRun, error: Exception, kind: Kind) -> None:
    try:
        with scope(run.program_id):
            fail(hold(run.job_id, run.program_id, run.claim), error, kind.pauses)
    except LostClaim:
        log.info("job %s is no longer this run's", run.job_id)
