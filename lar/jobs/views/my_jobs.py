"""«Mis trabajos»: what I asked for; for those who look after the programme, what anybody did."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.jobs.progress import Shown, job_progress
from lar.jobs.queries import queue_state, visible_jobs
from lar.tenancy.requests import ProgramRequest

PER_PAGE = 20


@require_safe
def my_jobs(request: ProgramRequest) -> HttpResponse:
    """The list; its moving part alone when htmx asks again."""
    asks_again = request.headers.get("HX-Target") == "trabajos"
    return render(request, "jobs/_list.html" if asks_again else "jobs/list.html", _context(request))


def _context(request: ProgramRequest) -> dict[str, Any]:
    jobs = visible_jobs(request.actor).filter(parent=None).order_by("-created_at", "pk")
    page = Paginator(jobs, PER_PAGE).get_page(request.GET.get("page"))
    queue = queue_state(request.program.pk)
    rows = [(job, job_progress(job, request.program, queue=queue)) for job in page]
    return {
        "page": page,
        "rows": rows,
        "queue": queue,
        "moving": any(view.state in (Shown.WAITING, Shown.RUNNING) for _job, view in rows),
        "sees_all": has_permission(request.actor, Permission.VIEW_JOBS),
    }
