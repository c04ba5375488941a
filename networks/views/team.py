"""The team that coordinates a network: one to five people with equal rights."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.people import add_coordinator, hand_over, remove_coordinator
from networks.forms.base import EndForm, PersonForm
from networks.models import Coordination, Network
from networks.queries.access import two_hats
from networks.rules import MAX_COORDINATORS
from networks.views.ending import end_row
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: ProgramRequest, network_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    show_network_crumbs(request, network, Crumb(_("Equipo coordinador")))
    if request.method == "POST":
        require(request, Permission.MANAGE_NETWORKS, network)
    form = PersonForm(sent(request))
    if form.is_valid() and form.perform(
        partial(add_coordinator, network, **form.cleaned_data, by=person(request))
    ):
        words = _("%(name)s coordina la red. Si su cuenta es nueva, le enviamos un correo para entrar.")
        messages.success(request, words % {"name": form.result.user.name})
        return redirect(program_url(request.program, "networks:team", network_id=network.pk))
    members = _members(request, network)
    context = {
        "network": network,
        "form": form,
        "members": members,
        "full": sum(row.valid_to is None for row in members) >= MAX_COORDINATORS,
        "day": request.actor.on_date,
        "two_hats": two_hats([network], request.actor.on_date),
        "end_form": EndForm(auto_id=False),
    }
    return render(request, "networks/team.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def coordinator_replace(request: ProgramRequest, network_id: int, row_id: int) -> HttpResponse:
    """Somebody leaves and another person takes her place, in one act."""
    network = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    row = get_object_or_404(network.coordinations.select_related("user", "network"), pk=row_id, valid_to=None)
    here = program_url(request.program, "networks:team", network_id=network.pk)
    show_network_crumbs(request, network, Crumb(_("Equipo coordinador"), here), Crumb(_("Relevo")))
    form = PersonForm(sent(request))
    if form.is_valid() and form.perform(partial(hand_over, row, **form.cleaned_data, by=person(request))):
        words = _("%(joined)s toma el lugar de %(left)s. Les avisamos por correo a las dos personas.")
        messages.success(request, words % {"joined": form.result.user.name, "left": row.user.name})
        return redirect(here)
    context = {"network": network, "row": row, "form": form, "cancel_url": here}
    return render(request, "networks/hand_over.html", context, status=status_of(form))


def _members(request: ProgramRequest, network: Network) -> list[Coordination]:
    """Those of the team today and those who begin or leave on a later day."""
    today = request.actor.on_date
    rows = network.coordinations.filter(Q(valid_to=None) | Q(valid_to__gt=today))
    return list(rows.select_related("user").order_by("user__name", "valid_from"))


@require_POST
def coordinator_remove(request: ProgramRequest, network_id: int, row_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    row = get_object_or_404(network.coordinations.select_related("user", "network"), pk=row_id)
    words = _("%(name)s ya no coordina la red.") % {"name": row.user.name}
    end_row(request, EndForm(sent(request)), partial(remove_coordinator, row, by=person(request)), words)
    return redirect(program_url(request.program, "networks:team", network_id=network.pk))
