"""The posters, cards and sheets of a workshop as PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lar.jobs.models import Job
from lar.jobs.progress import job_progress
from lar.tenancy.requests import ProgramRequest
from networks.views.finding import person
from questionnaires.workshop.actions.papers import ask_for_papers
from questionnaires.workshop.models import WorkshopPapers
from questionnaires.workshop.papers import digest_of, papers_html
from questionnaires.workshop.views.finding import find_workshop, show_crumbs, workshop_url


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    """Asks for the drawing (POST) and shows how far it is."""
    workshop = find_workshop(request, workshop_id)
    show_crumbs(request, workshop)
    digest = digest_of(papers_html(workshop))
    if request.method == "POST":
        ask_for_papers(workshop, digest=digest, by=person(request))
        return redirect(request.path)
    key = f"workshop-papers:{workshop.pk}:{digest}"
    job = Job.objects.filter(program=request.program, key=key).first()
    context = {
        "workshop": workshop,
        "network": workshop.network,
        "is_drawn": WorkshopPapers.objects.filter(workshop=workshop, digest=digest).exists(),
        "job": job_progress(job, request.program) if job else None,
    }
    return render(request, "workshop/papers.html", context)


@require_safe
def papers_pdf(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    """The file that was drawn last, or the way to ask for it."""
    workshop = find_workshop(request, workshop_id)
    kept = WorkshopPapers.objects.filter(workshop=workshop).first()
    if kept is None:
        return redirect(workshop_url(request, workshop, "papers"))
    response = HttpResponse(bytes(kept.pdf), content_type="application/pdf")
    name = f"papeles-taller-{workshop.activity.day:%Y-%m-%d}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
