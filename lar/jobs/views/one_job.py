"""One job: how far it is, its parts, and what can be done about it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lar.jobs.actions import cancel_job, retry_job
from lar.jobs.models import UNFINISHED, Job, JobState
from lar.jobs.progress import job_progress
from lar.jobs.queries import queue_state, visible_jobs
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url

# A batch of a whole programme has a part per network; the page lists what went wrong first.
PARTS_SHOWN = 100


@require_safe
def one_job(request: ProgramRequest, job_id: uuid.UUID) -> HttpResponse:
    """The whole page of a job."""
    job = _visible(request, job_id)
    queue = queue_state(request.program.pk)
    parts = job.children.select_related("program").order_by("state", "created_at", "pk")[:PARTS_SHOWN]
    context = {
        "job": job,
        "view": job_progress(job, request.program, queue=queue),
        "parts": [(part, job_progress(part, request.program)) for part in parts],
        "queue": queue,
        "can_retry": job.state in (JobState.FAILED, JobState.CANCELLED),
        "can_cancel": job.state in UNFINISHED,
    }
    return render(request, "jobs/detail.html", context)


@require_safe
def progress(request: ProgramRequest, job_id: uuid.UUID) -> HttpResponse:
    """The job's progress alone: what its component asks for every two seconds."""
    job = _visible(request, job_id)
    view = job_progress(job, request.program, queue=queue_state(request.program.pk))
    return render(request, "components/job_progress.html", {"job": view})


@require_POST
def retry(request: ProgramRequest, job_id: uuid.UUID) -> HttpResponse:
    """Put a failed job back in the queue."""
    job = retry_job(_visible(request, job_id), by=_person(request))
    if job.state == JobState.WAITING:
        messages.success(request, _("El trabajo volvió a la cola."))
    return redirect(program_url(request.program, "jobs:detail", job_id=job.pk))


@require_POST
def cancel(request: ProgramRequest, job_id: uuid.UUID) -> HttpResponse:
    """Call a job off."""
    job = cancel_job(_visible(request, job_id), by=_person(request))
    if job.state == JobState.CANCELLED:
        messages.success(request, _("El trabajo quedó anulado."))
    return redirect(program_url(request.program, "jobs:detail", job_id=job.pk))


def _visible(request: ProgramRequest, job_id: uuid.UUID) -> Job:
    return get_object_or_404(visible_jobs(request.actor), pk=job_id)


def _person(request: ProgramRequest) -> AbstractBaseUser | None:
    return request.user if isinstance(request.user, AbstractBaseUser) else None
