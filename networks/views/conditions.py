"""What a network asks of its authority: the team asks, the authority answers and says how it goes."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.conditions import answer_condition, ask_condition, say_state
from networks.forms.conditions import ConditionAnswerForm, ConditionForm, ConditionStateForm
from networks.models import Network
from networks.models.condition import COMMITTING
from networks.queries.conditions import conditions_of, line_of, lines_of
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def conditions(request: ProgramRequest, network_id: int) -> HttpResponse:
    """What was asked, and for the team the form that asks."""
    network = _find(request, network_id)
    may_ask = has_permission(request.actor, Permission.EDIT_CYCLE, network)
    if request.method == "POST":
        require(request, Permission.EDIT_CYCLE, network)
    _crumbs(request, network)
    day = request.actor.on_date
    form = ConditionForm(sent(request))
    if form.is_valid() and form.perform(
        partial(ask_condition, network, **form.cleaned_data, on=day, by=person(request))
    ):
        messages.success(request, _("La autoridad del territorio ya puede leerlo y responder."))
        return redirect(request.path)
    context = {
        "network": network,
        "lines": lines_of(network, on=day),
        "form": form if may_ask else None,
        "may_answer": has_permission(request.actor, Permission.ANSWER_CONDITIONS, network),
    }
    return render(request, "networks/conditions.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def condition(request: ProgramRequest, network_id: int, condition_id: int) -> HttpResponse:
    """The authority's side of one: her answer, and how it goes each term."""
    network = find_network(request, network_id, Permission.ANSWER_CONDITIONS)
    found = get_object_or_404(conditions_of(network), pk=condition_id)
    here = program_url(request.program, "networks:conditions", network_id=network.pk)
    _crumbs(request, network, Crumb(_("Responder")))
    day, act = request.actor.on_date, request.POST.get("act", "")
    answer = ConditionAnswerForm(sent(request) if act != "state" else None)
    state = ConditionStateForm(sent(request) if act == "state" else None)
    if answer.is_valid() and answer.perform(
        partial(answer_condition, found, **answer.cleaned_data, on=day, by=person(request))
    ):
        messages.success(request, _("La red ya puede leer la respuesta."))
        return redirect(here)
    if state.is_valid() and state.perform(
        partial(say_state, found, **state.cleaned_data, year=day.year, on=day, by=person(request))
    ):
        messages.success(request, _("Quedó dicho cómo va. Con esto comienza el próximo informe."))
        return redirect(here)
    line = line_of(found, on=day)
    context = {
        "network": network,
        "line": line,
        "answer_form": answer,
        "state_form": state if line.answer and line.answer.outcome in COMMITTING else None,
        "cancel_url": here,
    }
    status = 422 if answer.errors or state.errors else 200
    return render(request, "networks/condition.html", context, status=status)


def _find(request: ProgramRequest, network_id: int) -> Network:
    """For those inside the network, and for the authority of its territory."""
    network = get_object_or_404(Network.objects.visible_to(request.actor), pk=network_id)
    if has_permission(request.actor, Permission.ANSWER_CONDITIONS, network):
        return find_network(request, network_id, Permission.ANSWER_CONDITIONS)
    return find_network(request, network_id, Permission.VIEW_NETWORK)


def _crumbs(request: ProgramRequest, network: Network, *more: Crumb) -> None:
    url = program_url(request.program, "networks:conditions", network_id=network.pk)
    show_network_crumbs(request, network, Crumb(_("Condiciones"), url), *more)
