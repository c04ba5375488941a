"""Ensayo general: a version's whole report from invented answers. Nothing of it is kept.

The screens leave nothing at all: nobody's data is read and nothing changes. The address holds everything
(version and people), and the PDF is drawn while one waits, so that no job is left; that it was taken is one
event, for it is a document that goes on by itself.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lar.documents import DrawingError
from lar.documents.apart import BusyError
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.views.finding import person
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.views.finding import find_version, show_crumbs, version_url
from questionnaires.results.actions import note_rehearsal
from questionnaires.results.printing import draw_rehearsal
from questionnaires.results.rehearsal import DEFAULT_PEOPLE, SIZES, rehearse
from questionnaires.results.report import NetworkReport


@require_safe
def rehearsal(request: ProgramRequest, version_id: int) -> HttpResponse:
    version = find_version(request, version_id)
    report = _report(version, request.GET.get("personas", ""))
    if report is None:
        messages.warning(request, _("Para ensayar falta al menos un ítem que se responda con la escala."))
        return redirect(version_url(request, version))
    show_crumbs(request, version, Crumb(_("Ensayo general")))
    return render(request, "results/rehearsal.html", {**_common(version, report), "sizes": SIZES})


@require_safe
def rehearsal_dimension(request: ProgramRequest, version_id: int, code: str) -> HttpResponse:
    version = find_version(request, version_id)
    report = _report(version, request.GET.get("personas", ""))
    page = report.dimension(code) if report else None
    if report is None or page is None:
        raise Http404
    common = _common(version, report)
    home = f"{_url(request, version)}?personas={common['people']}"
    show_crumbs(request, version, Crumb(_("Ensayo general"), home), Crumb(page.name))
    place = report.dimensions.index(page)
    context = {
        **common,
        "page": page,
        "home": home,
        "previous": report.dimensions[place - 1] if place else None,
        "following": report.dimensions[place + 1] if place + 1 < len(report.dimensions) else None,
    }
    return render(request, "results/rehearsal_dimension.html", context)


@require_POST
def rehearsal_pdf(request: ProgramRequest, version_id: int) -> HttpResponse:
    """A POST: drawing is work that no preview or crawler should ask for, and it leaves an event."""
    version = find_version(request, version_id)
    report = _report(version, request.POST.get("personas", ""))
    if report is None:
        return redirect(_url(request, version))
    try:
        pdf = draw_rehearsal(report)
    except BusyError:
        messages.warning(request, _("Se está dibujando otro ensayo: espera unos segundos y pídelo otra vez."))
    except DrawingError:
        messages.error(request, _("El PDF tardó demasiado y se dejó de dibujar. Pídelo otra vez en un rato."))
    else:
        note_rehearsal(version, by=person(request))
        response = HttpResponse(pdf, content_type="application/pdf")
        name = f"ENSAYO-{version.questionnaire.code}-v{version.number}.pdf"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
    return redirect(f"{_url(request, version)}?personas={_people(report)}")


def _report(version: QuestionnaireVersion, typed: str) -> NetworkReport | None:
    return rehearse(version, people=typed or str(DEFAULT_PEOPLE), on=timezone.localdate())


def _people(report: NetworkReport) -> str:
    return str(sum(places for _role, places in report.circumstances.asked_by_role))


def _common(version: QuestionnaireVersion, report: NetworkReport) -> dict[str, Any]:
    return {"version": version, "report": report, "people": _people(report)}


def _url(request: ProgramRequest, version: QuestionnaireVersion) -> str:
    return program_url(request.program, "results:rehearsal", version_id=version.pk)
