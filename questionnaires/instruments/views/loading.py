"""A file becomes a draft: first it is only read, with every problem by its row; then it is confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.views.finding import person, status_of
from questionnaires.instruments.actions import load_instrument
from questionnaires.instruments.formats import LABELS, InstrumentContent, Reading, Severity
from questionnaires.instruments.forms import ConfirmForm, UploadForm
from questionnaires.instruments.queries import free_number, replaced_draft
from questionnaires.instruments.views.finding import show_crumbs, version_url

HEADINGS = (
    (Severity.ERROR, gettext_lazy("Hay que corregirlo en el archivo"), "error"),
    (Severity.UNSUPPORTED, gettext_lazy("Queda fuera: aquí no tiene lugar"), "warning"),
    (Severity.WARNING, gettext_lazy("Se carga, pero conviene revisarlo"), "info"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.EDIT_INSTRUMENTS)
    show_crumbs(request, None, Crumb(_("Cargar desde un archivo")))
    if request.method == "POST" and "content" in request.POST:
        return _confirm(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return render(request, "instruments/load.html", {"form": form}, status=status_of(form))
    reading = form.reading()
    confirm = _confirmation(reading.content) if reading.content and not reading.has_errors else None
    context = _review(reading, confirm)
    return render(request, "instruments/load_review.html", context, status=200 if confirm else 422)


def _confirm(request: ProgramRequest) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if form.is_valid() and form.perform(lambda: load_instrument(form.instrument(), by=person(request))):
        messages.success(request, _("El cuestionario quedó cargado como borrador."))
        return redirect(version_url(request, form.result))
    return render(request, "instruments/load_review.html", _review(form.read, form), status=422)


def _confirmation(content: InstrumentContent) -> ConfirmForm:
    return ConfirmForm.of(content, number=free_number(content.code, content.number))


def _review(reading: Reading | None, confirm: ConfirmForm | None) -> dict[str, Any]:
    content = reading.content if reading else None
    problems = reading.problems if reading else ()
    groups = [
        {"title": title, "kind": kind, "problems": found}
        for severity, title, kind in HEADINGS
        if (found := [problem for problem in problems if problem.severity is severity])
    ]
    return {
        "format": LABELS.get(reading.format, "") if reading else "",
        "content": content,
        "groups": groups,
        "confirm": confirm,
        "replaced": replaced_draft(content.code, content.number) if content else None,
    }
