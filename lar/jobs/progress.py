"""A job as its page shows it. Has the shape that the component ``job_progress`` draws."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lar.jobs.models import Job, JobState
from lar.jobs.queries import QueueState, queue_state
from lar.jobs.registry import UNTITLED, find
from lar.jobs.rules import LOST_AFTER
from lar.jobs.scope import jobs_of
from lar.tenancy.models import Program
from lar.tenancy.urls import program_url


class Shown(StrEnum):
    """What a person needs to know; the engine's own states are finer."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


SHOWN = {
    JobState.WAITING: Shown.WAITING,
    JobState.RUNNING: Shown.RUNNING,
    JobState.FANNED_OUT: Shown.RUNNING,
    JobState.DONE: Shown.DONE,
    JobState.FAILED: Shown.FAILED,
    JobState.CANCELLED: Shown.FAILED,
}


@dataclass(frozen=True)
class JobView:
    """What ``{% job_progress view %}`` needs. ``percent`` is 0–100, or ``None`` when unknown."""

    title: str | Promise
    state: Shown
    poll_url: str
    page_url: str
    percent: int | None
    detail: str
    result_url: str = ""
    result_label: str | Promise = ""


def job_progress(job: Job, program: Program, *, queue: QueueState | None = None) -> JobView:
    """Return a job for ``{% load lar_ui %}{% job_progress view %}`` on any page of ``program``.

    It refreshes itself until the job ends. With ``queue`` a job that waits because the queue
    stands still says so.
    """
    url, label = _result(job)
    return JobView(
        title=job_title(job),
        state=SHOWN[JobState(job.state)],
        poll_url=program_url(program, "jobs:progress", job_id=job.pk),
        page_url=program_url(program, "jobs:detail", job_id=job.pk),
        percent=_percent(job),
        detail=job_detail(job, queue),
        result_url=url,
        result_label=label,
    )


def progress_of(program: Program, key: str) -> JobView | None:
    """Return the job of ``program`` with that key as its page shows it; ``None`` when nobody asked for it.

    It says from the first moment when the queue stands still.
    """
    job = jobs_of(program.pk).filter(key=key).first()
    return job_progress(job, program, queue=queue_state(program.pk)) if job else None


def job_title(job: Job) -> str:
    """Return what people call the job: its kind and what it is about."""
    kind = find(job.kind)
    title = str(kind.title if kind else UNTITLED)
    return f"{title} · {job.subject}" if job.subject else title


def job_detail(job: Job, queue: QueueState | None = None) -> str:
    """Return the sentence under the state: what is going on, or what went wrong."""
    if job.state == JobState.CANCELLED:
        return _("Se anuló antes de terminar.")
    if job.state == JobState.WAITING and queue is not None and queue.is_late:
        return _("Informes en cola: están guardados y se harán solos en cuanto se pueda.")
    if job.state == JobState.RUNNING and queue is not None and _is_silent(job, queue):
        return _("Se interrumpió. Está guardado y se retomará solo en cuanto se pueda.")
    if job.state == JobState.WAITING and job.attempts:
        return _("Hubo un tropiezo; se intentará otra vez en unos segundos.")
    return job.error or job.note


def _is_silent(job: Job, queue: QueueState) -> bool:
    """Whether nobody was heard at work on a running job for so long that it counts as lost."""
    return job.heartbeat is not None and queue.at - job.heartbeat > LOST_AFTER


def _percent(job: Job) -> int | None:
    if not job.total_steps:
        return None
    return min(100, 100 * job.done_steps // job.total_steps)


def _result(job: Job) -> tuple[str, str | Promise]:
    kind = find(job.kind)
    if job.state != JobState.DONE or kind is None or kind.result is None:
        return "", ""
    return kind.result(job) or ("", "")
