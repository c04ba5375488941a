"""The reports of every network of a year: who has one, drawing those that are missing, all in one ZIP."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Sequence
from typing import IO

from django.contrib import messages
from django.db.models import Sum
from django.db.models.functions import Length
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.errors import NotAllowedNow
from networks.views.finding import person
from questionnaires.results.actions import ask_for_year, note_year_download
from questionnaires.results.models import Report, ReportFile
from questionnaires.results.queries import reports_of_year, years_with_results

IN_MEMORY = 8 * 1024 * 1024
"""Bytes of PDFs whose ZIP is made in memory; more go to a temporary file."""


@require_safe
def years(request: ProgramRequest) -> HttpResponse:
    """The newest year with results; without any, a page that says so."""
    require(request, Permission.VIEW_NETWORK_RESULTS)
    found = years_with_results()
    if found:
        return redirect(program_url(request.program, "results:year", year=found[0]))
    set_crumbs(request, [Crumb(_("Informes"))])
    return render(request, "results/year.html", {"years": [], "rows": []})


@require_http_methods(["GET", "HEAD", "POST"])
def year(request: ProgramRequest, year: int) -> HttpResponse:
    require(request, Permission.VIEW_NETWORK_RESULTS)
    reports = _reports(request, year)
    missing = [report for report in reports if not report.is_drawn]  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            batch = ask_for_year(missing, year=year, by=person(request))
        except NotAllowedNow as error:
            messages.info(request, str(error))
            return redirect(request.path)
        return redirect(program_url(request.program, "jobs:detail", job_id=batch.pk))
    set_crumbs(
        request, [Crumb(_("Informes"), program_url(request.program, "results:years")), Crumb(str(year))]
    )
    context = {
        "years": [str(one) for one in years_with_results()],
        "year": str(year),
        "rows": reports,
        "missing": len(missing),
        "drawn": len(reports) - len(missing),
        "zip_url": program_url(request.program, "results:year_zip", year=year),
    }
    return render(request, "results/year.html", context)


@require_safe
def year_zip(request: ProgramRequest, year: int) -> HttpResponseBase:
    """Every PDF of the year that is drawn. It is written whole before it leaves: no read while streaming."""
    require(request, Permission.VIEW_NETWORK_RESULTS)
    drawn = [report for report in _reports(request, year) if report.is_drawn]  # type: ignore[attr-defined]
    if not drawn:
        messages.info(request, _("Todavía no hay ningún PDF de ese año: prepáralos primero."))
        return redirect(program_url(request.program, "results:year", year=year))
    note_year_download(year, reports=len(drawn), by=person(request))
    return FileResponse(
        _zip(drawn),
        as_attachment=True,
        filename=f"informes-{slugify(request.program.name)}-{year}.zip",
        content_type="application/zip",
    )


def _reports(request: ProgramRequest, year: int) -> list[Report]:
    reports = reports_of_year(request.actor, year)
    if not reports:
        raise Http404
    return reports


def _zip(reports: Sequence[Report]) -> IO[bytes]:
    """The files one after another, each read when its turn comes. PDFs are compressed already."""
    files = ReportFile.objects.filter(report__in=reports)
    size = files.aggregate(size=Sum(Length("pdf")))["size"] or 0
    # The response closes it.
    out: IO[bytes] = io.BytesIO() if size < IN_MEMORY else tempfile.TemporaryFile()  # noqa: SIM115
    names: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for report in reports:
            archive.writestr(_name(report, names), bytes(files.get(report=report).pdf))
    out.seek(0)
    return out


def _name(report: Report, taken: set[str]) -> str:
    """The network's name; with the questionnaire's where a network has two, then with a number."""
    survey = report.release.survey
    network, questionnaire = slugify(survey.network.name), slugify(survey.version.questionnaire.code)
    for name in (network, f"{network}-{questionnaire}", f"{network}-{questionnaire}-{report.release_id}"):
        if name not in taken:
            break
    taken.add(name)
    return f"{name}.pdf"
