"""People by spreadsheet: the file, what it would change row by row, and the one act that does it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission
from lar.jobs.models import Job
from lar.jobs.progress import job_progress
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.people_import import INLINE, apply_later, apply_people, forget_people, keep_people
from networks.errors import NotAllowedNow
from networks.forms.people import PeopleSheetForm
from networks.models import PeopleImport
from networks.people_sheet import SheetRow, template
from networks.queries.people_plan import plan_people
from networks.views.finding import person, sent, status_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def people_sheet(request: ProgramRequest) -> HttpResponse:
    """Send a spreadsheet: it is read and kept, and nothing changes yet."""
    require(request, Permission.MANAGE_PEOPLE)
    here = program_url(request.program, "networks:people")
    set_crumbs(request, [Crumb(_("Personas"), here), Crumb(_("Planilla"))])
    form = PeopleSheetForm(sent(request), request.FILES or None)
    if form.is_valid():
        name = form.cleaned_data["file"].name or ""
        planned = keep_people(form.rows, file_name=name, by=person(request))
        return redirect(program_url(request.program, "networks:people_plan", import_id=planned.pk))
    context = {"form": form, "cancel_url": here}
    return render(request, "networks/people_sheet.html", context, status=status_of(form))


@require_safe
def people_template(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.MANAGE_PEOPLE)
    response = HttpResponse(template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="planilla-de-personas.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def people_plan(request: ProgramRequest, import_id: int) -> HttpResponse:
    """What a spreadsheet would change today; POST applies it."""
    require(request, Permission.MANAGE_PEOPLE)
    planned = get_object_or_404(PeopleImport.objects.select_related("loaded_by", "applied_by"), pk=import_id)
    if request.method == "POST":
        return _apply(request, planned)
    people = program_url(request.program, "networks:people")
    sheet = program_url(request.program, "networks:people_sheet")
    set_crumbs(request, [Crumb(_("Personas"), people), Crumb(_("Planilla"), sheet), Crumb(planned.file_name)])
    job = Job.objects.filter(program=request.program, key=f"apply-people:{planned.pk}").first()
    rows = [SheetRow(**row) for row in planned.rows]
    context = {
        "planned": planned,
        "plan": plan_people(rows, timezone.localdate()) if rows else None,
        "job": job_progress(job, request.program) if job else None,
    }
    return render(request, "networks/people_plan.html", context)


@require_POST
def people_plan_forget(request: ProgramRequest, import_id: int) -> HttpResponse:
    require(request, Permission.MANAGE_PEOPLE)
    planned = get_object_or_404(PeopleImport, pk=import_id)
    try:
        forget_people(planned, by=person(request))
    except NotAllowedNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("La planilla se descartó: no cambió nada."))
    return redirect(program_url(request.program, "networks:people_sheet"))


def _apply(request: ProgramRequest, planned: PeopleImport) -> HttpResponse:
    here = program_url(request.program, "networks:people_plan", import_id=planned.pk)
    if len(planned.rows) > INLINE:
        apply_later(planned, by=person(request))
        return redirect(here)
    act = partial(apply_people, planned, on=timezone.localdate(), by=person(request))
    try:
        changes = act().changes
    except NotAllowedNow as error:
        messages.error(request, str(error))
        return redirect(here)
    words = ngettext("Una fila cambió algo.", "%(total)d filas cambiaron algo.", changes) % {"total": changes}
    messages.success(request, _("La planilla quedó aplicada.") + " " + words)
    return redirect(program_url(request.program, "networks:people"))
