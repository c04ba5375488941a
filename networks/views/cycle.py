"""The school year of a network: its three steps, what each has achieved, and the team's analysis."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission, has_permission
from lar.model.steps import Step, guide_for
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.cycle import set_step, start_cycle, write_analysis
from networks.forms.cycle import AnalysisForm, StartCycleForm, StepForm
from networks.models import Cycle
from networks.queries.closing import year_end
from networks.queries.facts import levers_of
from networks.registries import Evidence, step_evidence
from networks.views.closing import last_year
from networks.views.finding import (
    find_cycle,
    find_network,
    person,
    sent,
    show_cycle_crumbs,
    show_network_crumbs,
    status_of,
)
from networks.views.home import step_items


@require_safe
def cycle(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    found = find_cycle(request, network_id, year, Permission.VIEW_NETWORK)
    show_cycle_crumbs(request, found)
    evidence = step_evidence(found)
    context = {
        "network": found.network,
        "cycle": found,
        "year": str(found.year),
        "steps": step_items(found, evidence),
        "parts": [_part(found, step, evidence) for step in Step],
        "levers": levers_of(found),
        "end": year_end(found),
        "is_last": not found.network.cycles.filter(year__gt=found.year).exists(),
        **last_year(found),
        "can_edit": has_permission(request.actor, Permission.EDIT_CYCLE, found.network),
    }
    return render(request, "networks/cycle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cycle_start(request: ProgramRequest, network_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.EDIT_CYCLE)
    show_network_crumbs(request, network, Crumb(_("Comenzar un ciclo")))
    last = network.cycles.order_by("-year").values_list("year", flat=True).first()
    form = StartCycleForm(sent(request), last=last)
    if form.is_valid() and form.perform(
        partial(start_cycle, network, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("El ciclo comenzó. Este es su primer paso."))
        return redirect(_url(request, form.result))
    cancel_url = program_url(request.program, "networks:network", network_id=network.pk)
    context = {"network": network, "form": form, "cancel_url": cancel_url}
    return render(request, "networks/cycle_start.html", context, status=status_of(form))


@require_POST
def cycle_step(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    """Move the work to another step; all of them stay open."""
    found = find_cycle(request, network_id, year, Permission.EDIT_CYCLE)
    form = StepForm(request.POST)
    if form.is_valid():
        set_step(found, step=form.cleaned_data["step"], by=person(request))
        messages.success(request, _("Ahora el trabajo va en el %(step)s.") % {"step": _label(form)})
    else:
        messages.error(request, _("Ese paso no existe."))
    return redirect(_url(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def analysis(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    found = find_cycle(request, network_id, year, Permission.EDIT_CYCLE)
    show_cycle_crumbs(request, found, Crumb(_("Análisis de la red")))
    form = AnalysisForm(sent(request), initial={"text": found.analysis})
    if form.is_valid() and form.perform(
        partial(write_analysis, found, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("El análisis quedó guardado."))
        return redirect(_url(request, found))
    context = {"cycle": found, "form": form, "cancel_url": _url(request, found), "guide": _guide(found)}
    context |= last_year(found)
    return render(request, "networks/analysis.html", context, status=status_of(form))


def _label(form: StepForm) -> str:
    step: Step = form.cleaned_data["step"]
    return step.label


def _part(found: Cycle, step: Step, evidence: list[Evidence]) -> dict[str, object]:
    return {
        "step": step,
        "number": step.value,
        "title": step.title,
        "guide": guide_for(step, found.programme_year),
        "evidence": [one for one in evidence if one.step is step],
        "is_current": found.step == step,
    }


def _guide(found: Cycle) -> str:
    return guide_for(Step.PREPARATION, found.programme_year).guidance


def _url(request: ProgramRequest, found: Cycle) -> str:
    return program_url(request.program, "networks:cycle", network_id=found.network_id, year=found.year)
