"""The agenda and the minutes of an activity as PDF."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.jobs.models import Job
from lar.jobs.progress import job_progress
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.activity_files import ask_for_document
from networks.errors import NotAllowedNow
from networks.minutes_annex import annex_of, may_read_annex
from networks.models import Activity, ActivityDocument, ActivityFile
from networks.printed import file_key
from networks.views.activity_finding import find_activity, require_notes, show_activity_crumbs
from networks.views.finding import person


@require_http_methods(["GET", "HEAD", "POST"])
def activity_print(request: ProgramRequest, activity_id: int, document: str) -> HttpResponse:
    """Asks for the drawing (POST) and shows how far it is."""
    found, which = _find(request, activity_id, document)
    show_activity_crumbs(request, found, Crumb(_("%(what)s en PDF") % {"what": which.label}))
    if request.method == "POST":
        try:
            ask_for_document(found, document=which, by=person(request))
        except NotAllowedNow as error:
            messages.error(request, str(error))
        return redirect(request.path)
    job = Job.objects.filter(program=request.program, key=file_key(found, which)).first()
    context = {
        "activity": found,
        "document": which,
        "can_print": not which.is_minutes or found.is_held,
        "is_drawn": _files(found, which).exists(),
        "job": job_progress(job, request.program) if job else None,
    }
    return render(request, "networks/activity_print.html", context)


@require_safe
def activity_pdf(request: ProgramRequest, activity_id: int, document: str) -> HttpResponse:
    """The file of the activity as it is now, or the way to ask for it."""
    found, which = _find(request, activity_id, document)
    file = _files(found, which).first()
    if file is None:
        place = {"activity_id": found.pk, "document": which.value}
        return redirect(program_url(request.program, "networks:activity_print", **place))
    response = HttpResponse(bytes(file.pdf), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{which.value}-{found.day}.pdf"'
    return response


def _find(request: ProgramRequest, activity_id: int, document: str) -> tuple[Activity, ActivityDocument]:
    found = find_activity(request, activity_id)
    if document not in ActivityDocument.values:
        raise Http404
    which = ActivityDocument(document)
    if which.is_minutes:
        require_notes(request, found)
    if which is ActivityDocument.EVALUATED:
        _require_annex(request, found)
    return found, which


def _require_annex(request: ProgramRequest, found: Activity) -> None:
    """Before there is one nobody has it; then, those who may read it in one of the networks."""
    annex = annex_of(found)
    if annex is None:
        raise Http404
    if not may_read_annex(request.actor, found, annex):
        require(request, annex.permission)


def _files(found: Activity, which: ActivityDocument) -> QuerySet[ActivityFile]:
    return ActivityFile.objects.filter(activity=found, document=which, revision=found.revision)
