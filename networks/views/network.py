"""The page of a network, and the forms that enrol it, change it and see it off."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.model.steps import Step
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.networks import create_network, edit_network, end_participation
from networks.forms.networks import ExitForm, NetworkForm, NewNetworkForm
from networks.models import Cycle
from networks.models.dated import in_force
from networks.queries.access import two_hats
from networks.queries.enrolment import enrolment_on
from networks.queries.facts import current_cycle, levers_of
from networks.queries.roster import roster_of
from networks.registries import home_items
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of
from networks.views.home import action_of
from networks.views.network_then import DateForm, network_then


@require_safe
def network(request: ProgramRequest, network_id: int) -> HttpResponse:
    """Everything about one network: what to do, its years, purpose, team, schools and territory."""
    found = find_network(request, network_id, Permission.VIEW_NETWORK)
    if "al" in request.GET:
        return network_then(request, found)
    day = request.actor.on_date
    show_network_crumbs(request, found)
    roster = roster_of(found, day)
    cycles = [_cycle_line(cycle) for cycle in found.cycles.prefetch_related("levers")]
    purposes = list(found.purposes.select_related("written_by"))
    context = {
        "network": found,
        "cohort": str(found.cohort),
        "actions": [action_of(item) for item in home_items(request, found, current_cycle(found, day))],
        "cycles": cycles,
        "purpose": purposes[0] if purposes else None,
        "earlier_purposes": purposes[1:],
        "team": found.coordinations.filter(in_force(day)).select_related("user").order_by("user__name"),
        "two_hats": two_hats([found], day),
        "enrolment": enrolment_on(found, day),
        "date_form": DateForm(initial={"al": day}),
        "roster": roster,
        "people": sum(row.total for row in roster),
        "territories": found.territories.filter(in_force(day)).select_related("territory"),
    }
    return render(request, "networks/network.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def network_create(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORKS)
    set_crumbs(request, [_list_crumb(request), Crumb(_("Red nueva"))])
    form = NewNetworkForm(sent(request), initial={"kind": "rme"})
    if form.is_valid() and form.perform(lambda: create_network(**form.cleaned_data, by=person(request))):
        messages.success(request, _("La red quedó en el programa. Ahora agrega a quienes la coordinan."))
        return redirect(program_url(request.program, "networks:team", network_id=form.result.pk))
    context = {"form": form, "cancel_url": program_url(request.program, "networks:network_list")}
    return render(request, "networks/network_create.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def network_edit(request: ProgramRequest, network_id: int) -> HttpResponse:
    found = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    here = program_url(request.program, "networks:network", network_id=found.pk)
    show_network_crumbs(request, found, Crumb(_("Datos de la red")))
    initial = {
        "name": found.name,
        "kind": found.kind,
        "cohort": found.cohort,
        "time_zone": found.time_zone,
    }
    form = NetworkForm(sent(request), initial=initial)
    if form.is_valid() and form.perform(
        partial(edit_network, found, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("Los datos de la red quedaron guardados."))
        return redirect(here)
    context = {"network": found, "form": form, "cancel_url": here}
    return render(request, "networks/network_edit.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def network_exit(request: ProgramRequest, network_id: int) -> HttpResponse:
    """The network leaves the programme: a page of its own, because it can't be undone."""
    found = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    here = program_url(request.program, "networks:network", network_id=found.pk)
    show_network_crumbs(request, found, Crumb(_("Salida del programa")))
    form = ExitForm(sent(request))
    if form.is_valid() and form.perform(
        partial(end_participation, found, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("La red salió del programa. Sus resultados y su historia siguen aquí."))
        return redirect(here)
    context = {"network": found, "form": form, "cancel_url": here}
    return render(request, "networks/network_exit.html", context, status=status_of(form))


def _cycle_line(cycle: Cycle) -> dict[str, object]:
    return {
        "cycle": cycle,
        "year": str(cycle.year),
        "step": Step(cycle.step).label,
        "levers": [choice.get_node_display() for choice in levers_of(cycle)],
    }


def _list_crumb(request: ProgramRequest) -> Crumb:
    return Crumb(_("Redes"), program_url(request.program, "networks:network_list"))
