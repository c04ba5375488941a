"""A network's strategies: what it designs on a dimension, carries out, evaluates and decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.strategies import add_session, decide_strategy, evaluate_strategy, write_strategy
from networks.forms.base import ActionForm
from networks.forms.strategies import DecisionForm, EvaluationForm, SessionForm, StrategyForm
from networks.models import MicroStrategy, Strategy
from networks.queries.attachments import attachments_of
from networks.queries.facts import current_cycle
from networks.queries.strategies import activities_to_name, micro_strategies, strategies_of
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_safe
def strategies(request: ProgramRequest, network_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    show_network_crumbs(request, network, Crumb(_("Estrategias")))
    context = {
        "network": network,
        "strategies": [(one, str(one.cycle.year), len(one.sessions.all())) for one in strategies_of(network)],
        "can_edit": has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "has_cycle": current_cycle(network, request.actor.on_date) is not None,
    }
    return render(request, "networks/strategies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def strategy_create(request: ProgramRequest, network_id: int) -> HttpResponse:
    """Design a strategy. ``?desde=`` names the one of the catalogue that it adapts."""
    network = find_network(request, network_id, Permission.EDIT_CYCLE)
    here = program_url(request.program, "networks:strategies", network_id=network.pk)
    show_network_crumbs(request, network, Crumb(_("Estrategias"), here), Crumb(_("Estrategia nueva")))
    micro = _micro(request)
    form = StrategyForm(sent(request), initial=_adapted(micro) if micro else {})
    if form.is_valid() and form.perform(
        partial(write_strategy, network, **form.cleaned_data, micro_strategy=micro, by=person(request))
    ):
        messages.success(request, _("La estrategia quedó escrita. Anoten aquí cada sesión en que la usen."))
        return redirect(_url(request, form.result))
    context = {"network": network, "form": form, "micro": micro, "cancel_url": here}
    return render(request, "networks/strategy_create.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def strategy(request: ProgramRequest, network_id: int, strategy_id: int) -> HttpResponse:
    """One strategy, with a form for each thing that the team adds to it. One is sent at a time."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    found = get_object_or_404(strategies_of(network), pk=strategy_id)
    if request.method == "POST":
        require(request, Permission.EDIT_CYCLE, network)
    here = program_url(request.program, "networks:strategies", network_id=network.pk)
    show_network_crumbs(request, network, Crumb(_("Estrategias"), here), Crumb(found.title))
    forms = _forms(request, found)
    asked = request.POST.get("act", "")
    wrong = asked in forms and forms[asked].is_bound
    if wrong and forms[asked].is_valid():
        action = partial(ACTS[asked], found, **forms[asked].cleaned_data, by=person(request))
        if forms[asked].perform(action):
            messages.success(request, _("Quedó guardado."))
            return redirect(_url(request, found))
    context = {
        "network": network,
        "strategy": found,
        "year": str(found.cycle.year),
        "sessions": found.sessions.all(),
        "forms": forms,
        "can_edit": has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "attachments": attachments_of(found, request.actor),
    }
    return render(request, "networks/strategy.html", context, status=422 if wrong else 200)


ACTS: dict[str, Callable[..., Any]] = {
    "session": add_session,
    "evaluation": evaluate_strategy,
    "decision": decide_strategy,
}


def _forms(request: ProgramRequest, found: Strategy) -> dict[str, ActionForm]:
    """The three forms; only the one that was sent holds what was sent."""
    asked, data = request.POST.get("act", ""), sent(request)
    evaluation = {name: getattr(found, name) for name in EvaluationForm.base_fields}
    decision = {name: getattr(found, name) for name in ("worked", "decision", "because")}
    return {
        "session": SessionForm(
            data if asked == "session" else None, prefix="sesion", activities=activities_to_name(found)
        ),
        "evaluation": EvaluationForm(
            data if asked == "evaluation" else None, initial=evaluation, prefix="evaluacion"
        ),
        "decision": DecisionForm(data if asked == "decision" else None, initial=decision, prefix="decision"),
    }


def _micro(request: ProgramRequest) -> MicroStrategy | None:
    asked = request.GET.get("desde", "")
    if not asked:
        return None
    key = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    return get_object_or_404(micro_strategies(), pk=key)


def _adapted(micro: MicroStrategy) -> dict[str, str]:
    return {"node": micro.node, "title": micro.title, "what": micro.steps}


def _url(request: ProgramRequest, found: Strategy) -> str:
    return program_url(
        request.program, "networks:strategy", network_id=found.network_id, strategy_id=found.pk
    )
