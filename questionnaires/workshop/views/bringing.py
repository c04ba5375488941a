"""Rooms without internet or a laptop: the file to take along, and what the room wrote, brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from networks.errors import NotAllowedNow
from networks.views.finding import person
from questionnaires.workshop import actions
from questionnaires.workshop.bundle import Bundle, id_of, read_bundle
from questionnaires.workshop.forms import BundleForm
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.offline import offline_html
from questionnaires.workshop.sheet import Blank, Part, is_blank, sheet_of
from questionnaires.workshop.sheet_reading import Written, read_sheet
from questionnaires.workshop.views.finding import find_workshop, show_crumbs, workshop_url


@dataclass(frozen=True)
class Line:
    """A field with what was written in it and what is wrong."""

    blank: Blank
    value: str
    problem: str
    place: str


@dataclass
class Told:
    """What the page says of what was sent: problems by field or of the whole, or how the minutes would be."""

    bundle_id: UUID
    sent: Mapping[str, str]
    problems: dict[str, str]
    whole: str = ""
    preview: str = ""

    @property
    def status(self) -> int:
        return 422 if self.problems or self.whole else 200


@require_safe
def offline(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    """The whole workshop as one file. Each copy has its own id."""
    workshop = find_workshop(request, workshop_id)
    response = HttpResponse(offline_html(workshop, uuid4()), content_type="text/html; charset=utf-8")
    name = f"taller-{workshop.activity.day:%Y-%m-%d}.html"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    """Read the file or what was written on paper; show how it would stay; keep it. Nothing typed is lost."""
    workshop = find_workshop(request, workshop_id)
    show_crumbs(request, workshop)
    if request.method != "POST":
        return _page(request, workshop, Told(uuid4(), {}, {}))
    if request.POST.get("act") == "read":
        return _file(request, workshop)
    sent = {name: str(value) for name, value in request.POST.items()}
    try:
        bundle = Bundle(id_of(sent.get("bundle")), sent)
    except NotAllowedNow as error:
        return _page(request, workshop, Told(uuid4(), sent, {}, str(error)))
    if sent.get("act") != "keep":
        return _page(request, workshop, _tried(request, workshop, bundle))
    return _keep(request, workshop, bundle)


def _file(request: ProgramRequest, workshop: SocializationWorkshop) -> HttpResponse:
    form = BundleForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, workshop, Told(uuid4(), {}, {}), form)
    try:
        bundle = read_bundle(form.cleaned_data["file"].read(), workshop)
    except NotAllowedNow as error:
        form.add_error("file", str(error))
        return _page(request, workshop, Told(uuid4(), {}, {}), form)
    if workshop.bundle_id == bundle.bundle_id:
        messages.info(request, _("Este archivo ya se había cargado: no cambió nada."))
        return redirect(workshop_url(request, workshop))
    return _page(request, workshop, _tried(request, workshop, bundle))


def _keep(request: ProgramRequest, workshop: SocializationWorkshop, bundle: Bundle) -> HttpResponse:
    if workshop.bundle_id == bundle.bundle_id:
        messages.info(request, _("Esto ya se había cargado: no cambió nada."))
        return redirect(workshop_url(request, workshop))
    told = _tried(request, workshop, bundle)
    if told.problems or told.whole:
        return _page(request, workshop, told)
    try:
        _bring(request, workshop, read_sheet(workshop, bundle.fields), bundle.bundle_id)
    except NotAllowedNow as error:
        told.whole, told.preview = str(error), ""
        return _page(request, workshop, told)
    messages.success(request, _("Lo de la sala quedó cargado y el acta está escrita."))
    return redirect(workshop_url(request, workshop))


def _tried(request: ProgramRequest, workshop: SocializationWorkshop, bundle: Bundle) -> Told:
    """Do it all, read the minutes that come out, and undo it."""
    told = Told(bundle.bundle_id, bundle.fields, {})
    if is_blank(sheet_of(workshop), bundle.fields):
        told.whole = _("No hay nada escrito todavía: anota al menos un voto, una idea o un acuerdo.")
        return told
    written = read_sheet(workshop, bundle.fields)
    told.problems = written.problems
    if told.problems:
        return told
    try:
        with transaction.atomic():
            done = _bring(request, workshop, written, bundle.bundle_id)
            done.activity.refresh_from_db(fields=["minutes"])
            told.preview = done.activity.minutes
            transaction.set_rollback(True)
    except NotAllowedNow as error:
        if error.field:
            told.problems = {error.field: str(error)}
        else:
            told.whole = str(error)
    return told


def _bring(
    request: ProgramRequest, workshop: SocializationWorkshop, written: Written, bundle_id: UUID
) -> SocializationWorkshop:
    if written.agreements:
        require(request, Permission.EDIT_CYCLE, workshop.network)
    return actions.bring_room(workshop, written=written, bundle_id=bundle_id, by=person(request))


def _page(
    request: ProgramRequest, workshop: SocializationWorkshop, told: Told, form: BundleForm | None = None
) -> HttpResponse:
    status = 422 if form is not None else told.status
    context = {
        "workshop": workshop,
        "network": workshop.network,
        "form": form or BundleForm(),
        "told": told,
        "parts": [(part, _lines(part, told)) for part in sheet_of(workshop)],
        "wrong": _wrong(workshop, told),
    }
    return render(request, "workshop/bring.html", context, status=status)


def _lines(part: Part, told: Told) -> list[tuple[object, list[Line]]]:
    return [(group, [_line(blank, told) for blank in group.blanks]) for group in part.groups]


def _line(blank: Blank, told: Told) -> Line:
    place = blank.name.replace(".", "-").replace(":", "-")
    return Line(blank, told.sent.get(blank.name, ""), told.problems.get(blank.name, ""), place)


def _wrong(workshop: SocializationWorkshop, told: Told) -> list[tuple[str, Line]]:
    """The fields to look at, each with where it is."""
    if not told.problems:
        return []
    found = []
    for part in sheet_of(workshop):
        for group in part.groups:
            lines = (_line(blank, told) for blank in group.blanks)
            where = " · ".join(filter(None, [str(part.title), part.step.node_name, str(group.legend)]))
            found += [(where, line) for line in lines if line.problem]
    return found
