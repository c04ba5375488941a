"""The PDF of a report: asking for it, watching it being drawn, taking it home."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.jobs.progress import progress_of
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.views.finding import person
from questionnaires.results.actions import ask_for_pdf, note_download
from questionnaires.results.models import Report, ReportFile
from questionnaires.results.queries import report_of
from questionnaires.results.views.finding import find_release, results_url, show_crumbs

# How the file's name says for whom it is.
FOR_WHOM = {"network": "equipo", "members": "integrantes", "authority": "autoridad"}


@require_safe
def report_pdf(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    return download(request, report_of(release, "network"), results_url(request, release, "report_drawing"))


@require_http_methods(["GET", "HEAD", "POST"])
def report_drawing(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    show_crumbs(request, release, Crumb(_("Informe en PDF")))
    return drawing(
        request,
        report_of(release, "network"),
        pdf_url=results_url(request, release, "report_pdf"),
        back=results_url(request, release),
    )


def download(request: ProgramRequest, report: Report, drawing_url: str) -> HttpResponse:
    """The file, written down in the audit; the way to ask for it while there is none."""
    file = ReportFile.objects.filter(report=report).first()
    if file is None:
        return redirect(drawing_url)
    note_download(report, by=person(request))
    network = report.release.survey.network.name
    edition = f"{report.edition}-{report.number}" if report.number > 1 else report.edition
    name = (
        f"informe-{slugify(network)}-{report.release.survey.cycle.year}-{FOR_WHOM[report.kind]}-{edition}.pdf"
    )
    response = HttpResponse(bytes(file.pdf), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def drawing(request: ProgramRequest, report: Report, *, pdf_url: str, back: str) -> HttpResponse:
    """Asks for the drawing (POST) and shows how far it is."""
    if request.method == "POST":
        ask_for_pdf(report, by=person(request))
        return redirect(request.path)
    context = {
        "report": report,
        "network": report.release.survey.network,
        "is_drawn": ReportFile.objects.filter(report=report).exists(),
        "job": progress_of(request.program, f"report:{report.pk}"),
        "pdf_url": pdf_url,
        "back": back,
    }
    return render(request, "results/drawing.html", context)
