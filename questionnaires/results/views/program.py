"""The report of a programme on the web, and its PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.jobs.progress import progress_of
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.views.finding import person
from questionnaires.results.actions import ask_for_program_pdf, note_program_download
from questionnaires.results.models import ProgramRelease, ProgramReportFile
from questionnaires.results.programme import program_document
from questionnaires.results.views.finding import require_every_network


@require_http_methods(["GET", "HEAD", "POST"])
def program(request: ProgramRequest, release_id: int) -> HttpResponse:
    """The frozen results of all networks; a POST asks for their PDF."""
    release = _find(request, release_id)
    if request.method == "POST":
        ask_for_program_pdf(release, by=person(request))
        return redirect(request.path)
    context = {
        "year": str(release.year),
        "program_name": request.program.name,
        "release": release,
        "report": program_document(release),
        "is_drawn": ProgramReportFile.objects.filter(release=release).exists(),
        "job": progress_of(request.program, f"program-report:{release.pk}"),
        "pdf_url": program_url(request.program, "results:program_pdf", release_id=release.pk),
    }
    return render(request, "results/program.html", context)


@require_safe
def program_pdf(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = _find(request, release_id)
    file = ProgramReportFile.objects.filter(release=release).first()
    if file is None:
        return redirect(program_url(request.program, "results:program", release_id=release.pk))
    note_program_download(release, by=person(request))
    response = HttpResponse(bytes(file.pdf), content_type="application/pdf")
    name = f"informe-{slugify(request.program.name)}-{release.year}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _find(request: ProgramRequest, release_id: int) -> ProgramRelease:
    """For those who read every network: nothing of the programme can be subtracted from what they see."""
    release = get_object_or_404(ProgramRelease.objects.select_related("version"), pk=release_id)
    require_every_network(request)
    crumb = Crumb(_("Resultados del programa"), program_url(request.program, "results:program_year"))
    set_crumbs(request, [crumb, Crumb(str(release.year))])
    return release
