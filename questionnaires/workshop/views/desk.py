"""A workshop's own page: its script before, the ways to its screens meanwhile, what comes afterwards."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.errors import NotAllowedNow
from networks.views.activity_finding import find_activity
from networks.views.finding import person
from questionnaires.results.models import ReleaseOpening
from questionnaires.workshop import actions
from questionnaires.workshop.afterwards import next_steps
from questionnaires.workshop.forms import ChooseScriptForm, script_lines
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.queries.workshops import agreements_here, nodes_for, table_of
from questionnaires.workshop.script import TITLES
from questionnaires.workshop.views.finding import find_workshop, show_crumbs, workshop_url


@require_POST
def open_one(request: ProgramRequest, activity_id: int) -> HttpResponse:
    """One click: the session becomes a workshop."""
    activity = find_activity(request, activity_id)
    require(request, Permission.OPEN_RELEASE, activity.networks.all()[0].network)
    try:
        workshop = actions.open_workshop(activity, by=person(request))
    except NotAllowedNow as error:
        messages.error(request, str(error))
        place = {"activity_id": activity.pk}
        return redirect(program_url(request.program, "networks:activity", **place))
    return redirect(workshop_url(request, workshop))


@require_safe
def desk(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    workshop = find_workshop(request, workshop_id)
    show_crumbs(request, workshop)
    steps = list(workshop.steps.all())
    context = {
        "workshop": workshop,
        "network": workshop.network,
        "activity": workshop.activity,
        "steps": [(step, TITLES[step.what]) for step in steps],
        "minutes": sum(step.minutes for step in steps),
        "form": _form(workshop),
        "cycle_year": workshop.activity.day.year,
        "agreements": agreements_here(workshop) if workshop.has_ended else [],
        "is_open": _is_open(workshop),
        "next_steps": next_steps(workshop) if workshop.has_ended else [],
    }
    return render(request, "workshop/desk.html", context)


@require_POST
def script(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    """Another duration or other dimensions (a new script), or what was edited of this one."""
    workshop = find_workshop(request, workshop_id)
    if "duration" in request.POST:
        form = _form(workshop, request)
        if not form.is_valid():
            messages.error(request, _("Elige cuánto dura y sobre qué dimensiones."))
            return redirect(workshop_url(request, workshop))
        return _act(
            request,
            workshop,
            lambda: actions.choose_script(workshop, **form.cleaned_data, by=person(request)),
            _("El guion quedó escrito otra vez."),
        )
    lines = script_lines(workshop, request.POST)
    return _act(
        request,
        workshop,
        lambda: actions.edit_script(workshop, lines=lines, by=person(request)),
        _("El guion quedó guardado."),
    )


@require_POST
def start(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    workshop = find_workshop(request, workshop_id)
    return _act(
        request,
        workshop,
        lambda: actions.start_workshop(workshop, by=person(request)),
        _("La sala está abierta."),
    )


def _act(
    request: ProgramRequest, workshop: SocializationWorkshop, action: Callable[[], object], done: str
) -> HttpResponse:
    try:
        action()
    except NotAllowedNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(workshop_url(request, workshop))


def _form(workshop: SocializationWorkshop, request: ProgramRequest | None = None) -> ChooseScriptForm:
    nodes = nodes_for(workshop.network, workshop.activity, table_of(workshop))
    chosen = {code for code in workshop.steps.values_list("node", flat=True) if code}
    initial = {"duration": workshop.duration, "nodes": list(chosen)}
    return ChooseScriptForm(request.POST if request else None, nodes=nodes, initial=initial)


def _is_open(workshop: SocializationWorkshop) -> bool:
    """Whether members may read the results, so that the edition with what was talked over can be written."""
    return ReleaseOpening.objects.filter(release=workshop.release_id, audience="members").exists()
