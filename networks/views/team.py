"""The team that coordinates a network: one to five people with equal rights."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.people import add_coordinator, remove_coordinator
from networks.forms.base import EndForm, PersonForm
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
    members = list(network.coordinations.filter(valid_to=None).select_related("user").order_by("user__name"))
    context = {
        "network": network,
        "form": form,
        "members": members,
        "full": len(members) >= MAX_COORDINATORS,
        "end_form": EndForm(auto_id=False),
    }
    return render(request, "networks/team.html", context, status=status_of(form))


@require_POST
def coordinator_remove(request: ProgramRequest, network_id: int, row_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    row = get_object_or_404(network.coordinations.select_related("user", "network"), pk=row_id)
    words = _("%(name)s ya no coordina la red.") % {"name": row.user.name}
    end_row(request, EndForm(sent(request)), partial(remove_coordinator, row, by=person(request)), words)
    return redirect(program_url(request.program, "networks:team", network_id=network.pk))
