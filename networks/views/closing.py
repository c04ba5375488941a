"""The end of a network's year: the team's look at the workshop, and what it projects."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.model.steps import Step, stage_for
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.closing import project_next_year, review_socialization
from networks.forms.base import ActionForm
from networks.forms.closing import ProjectionForm, SocializationReviewForm
from networks.models import Cycle
from networks.queries.closing import cycle_before, year_end
from networks.registries import Evidence, step_evidence
from networks.views.finding import find_cycle, person, sent, show_cycle_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def socialization_review(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    cycle = find_cycle(request, network_id, year, Permission.EDIT_CYCLE)
    written = year_end(cycle).review
    initial = written and {name: getattr(written, name) for name in ("worked", "hard", "differently")}
    form = SocializationReviewForm(sent(request), initial=initial or {})
    if form.is_valid() and form.perform(
        partial(review_socialization, cycle, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("La evaluación del taller quedó guardada."))
        return redirect(_step_url(request, cycle))
    return _page(
        request,
        cycle,
        form,
        title=_("Evaluación de la socialización"),
        lead=_("Cómo vio el equipo el taller en que la red leyó sus resultados. Dos preguntas y una más."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def projection(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    cycle = find_cycle(request, network_id, year, Permission.EDIT_CYCLE)
    written = year_end(cycle).projection
    initial = written and {name: getattr(written, name) for name in ("keep", "strategies", "needs")}
    form = ProjectionForm(sent(request), initial=initial or {}, stage=stage_for(cycle.programme_year))
    if form.is_valid() and form.perform(
        partial(project_next_year, cycle, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("La proyección quedó guardada: con ella empieza el próximo ciclo."))
        return redirect(_step_url(request, cycle))
    return _page(
        request,
        cycle,
        form,
        title=_("Proyección"),
        lead=_("Lo que escriban aquí estará a la vista en el primer paso del próximo año."),
    )


def _page(request: ProgramRequest, cycle: Cycle, form: ActionForm, *, title: str, lead: str) -> HttpResponse:
    show_cycle_crumbs(request, cycle, Crumb(title))
    context = {
        "cycle": cycle,
        "form": form,
        "title": title,
        "lead": lead,
        "results": results_of(cycle),
        "results_year": str(cycle.year),
        "cancel_url": _step_url(request, cycle),
    }
    return render(request, "networks/closing.html", context, status=status_of(form))


def results_of(cycle: Cycle) -> list[Evidence]:
    """Return what the second and third steps of a year left to read: results, agreements."""
    return [one for one in step_evidence(cycle) if one.done and one.url and one.step is not Step.PREPARATION]


def last_year(cycle: Cycle) -> dict[str, object]:
    """Return what the year before left for the first step of this one, for the page; empty without one."""
    before = cycle_before(cycle)
    if before is None:
        return {"before": None, "results": []}
    return {"before": year_end(before), "results": results_of(before), "results_year": str(before.year)}


def _step_url(request: ProgramRequest, cycle: Cycle) -> str:
    url = program_url(request.program, "networks:cycle", network_id=cycle.network_id, year=cycle.year)
    return f"{url}#paso-{Step.LEARNING.value}"
