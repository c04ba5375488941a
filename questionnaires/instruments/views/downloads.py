"""A version as files: ours to load again, and the codebook of its data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.jobs.progress import progress_of
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.views.finding import person
from questionnaires.instruments.actions import InstrumentRefused, ask_for_codebook
from questionnaires.instruments.formats import (
    InstrumentContent,
    codebook_json,
    codebook_xlsx,
    template,
    to_csv_and_json,
    to_json,
    write_xlsx,
)
from questionnaires.instruments.models import CodebookFile
from questionnaires.instruments.queries import content_of
from questionnaires.instruments.views.finding import find_version, show_crumbs, version_url

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json; charset=utf-8"


def _zip(content: InstrumentContent) -> bytes:
    table, about = to_csv_and_json(content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{content.code}.csv", table)
        archive.writestr(f"{content.code}.json", about)
    return out.getvalue()


Writer = Callable[[InstrumentContent], bytes]
WRITERS: dict[str, tuple[Writer, str, str]] = {
    "planilla": (write_xlsx, "{name}.xlsx", XLSX),
    "csv": (_zip, "{name}-csv.zip", "application/zip"),
    "json": (lambda content: to_json(content).encode(), "{name}.json", JSON),
    "codigos-planilla": (codebook_xlsx, "codigos-{name}.xlsx", XLSX),
    "codigos-json": (lambda content: codebook_json(content).encode(), "codigos-{name}.json", JSON),
}
"""Word of the address → what writes it, how the file is called, its type."""


@require_safe
def download(request: ProgramRequest, version_id: int, kind: str) -> HttpResponse:
    found = find_version(request, version_id)
    if kind not in WRITERS:
        raise Http404
    write, name, content_type = WRITERS[kind]
    content = content_of(found)
    return _file(write(content), name.format(name=f"{content.code}-v{content.number}"), content_type)


@require_safe
def blank(request: ProgramRequest) -> HttpResponse:
    """The workbook to fill in."""
    require(request, Permission.EDIT_INSTRUMENTS)
    return _file(template(), "plantilla-cuestionario.xlsx", XLSX)


@require_safe
def codebook_pdf(request: ProgramRequest, version_id: int) -> HttpResponse:
    """The file, or the way to ask for it while there is none."""
    found = find_version(request, version_id)
    file = CodebookFile.objects.filter(version=found).first()
    if file is None:
        return redirect(version_url(request, found, "codebook"))
    name = f"codigos-{found.questionnaire.code}-v{found.number}.pdf"
    return _file(bytes(file.pdf), name, "application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def codebook(request: ProgramRequest, version_id: int) -> HttpResponse:
    """Asks for the drawing (POST) and shows how far it is."""
    found = find_version(request, version_id)
    show_crumbs(request, found, Crumb(_("Libro de códigos en PDF")))
    if request.method == "POST":
        try:
            ask_for_codebook(found, by=person(request))
        except InstrumentRefused as error:
            messages.error(request, str(error))
        return redirect(request.path)
    context = {
        "version": found,
        "is_drawn": CodebookFile.objects.filter(version=found).exists(),
        "job": progress_of(request.program, f"codebook:{found.pk}"),
    }
    return render(request, "instruments/codebook_drawing.html", context)


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
