"""Territories: the local authorities' areas, their networks, and who reads for them."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.authorities import add_authority, remove_authority
from networks.actions.networks import assign_territory, unassign_territory
from networks.actions.people import create_territory
from networks.forms.base import EndForm, PersonForm
from networks.forms.networks import AssignTerritoryForm, TerritoryForm
from networks.models import Network, Territory
from networks.models.dated import in_force
from networks.queries.access import current_accesses, to_confirm
from networks.views.ending import end_row
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_safe
def territories(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORKS)
    set_crumbs(request, [Crumb(_("Territorios"))])
    day = request.actor.on_date
    found = Territory.objects.annotate(
        network_total=Count("networks", filter=in_force(day, "networks__"), distinct=True),
        authority_total=Count("authorities", filter=in_force(day, "authorities__"), distinct=True),
    )
    context = {"territories": found, "to_confirm": to_confirm(day)}
    return render(request, "networks/territories.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def territory_create(request: ProgramRequest) -> HttpResponse:
    require(request, Permission.MANAGE_NETWORKS)
    set_crumbs(request, [_list_crumb(request), Crumb(_("Territorio nuevo"))])
    form = TerritoryForm(sent(request), initial={"kind": "slep"})
    if form.is_valid() and form.perform(lambda: create_territory(**form.cleaned_data, by=person(request))):
        messages.success(request, _("El territorio quedó creado."))
        return redirect(program_url(request.program, "networks:territory", territory_id=form.result.pk))
    context = {"form": form, "cancel_url": program_url(request.program, "networks:territories")}
    return render(request, "networks/territory_create.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def territory(request: ProgramRequest, territory_id: int) -> HttpResponse:
    """One territory: its networks, and the authorities that read what they share."""
    require(request, Permission.MANAGE_NETWORKS)
    found = get_object_or_404(Territory, pk=territory_id)
    set_crumbs(request, [_list_crumb(request), Crumb(found.name)])
    if request.method == "POST":
        require(request, Permission.MANAGE_PEOPLE)
    form = PersonForm(sent(request))
    if form.is_valid() and form.perform(
        partial(add_authority, found, **form.cleaned_data, by=person(request))
    ):
        words = _("%(name)s verá lo que las redes de este territorio compartan con sus autoridades.")
        messages.success(request, words % {"name": form.result.user.name})
        return redirect(program_url(request.program, "networks:territory", territory_id=found.pk))
    day = request.actor.on_date
    context = {
        "territory": found,
        "form": form,
        "networks": Network.objects.of_territories([found.pk], day),
        "authorities": current_accesses(found, day),
        "end_form": EndForm(auto_id=False),
    }
    return render(request, "networks/territory.html", context, status=status_of(form))


@require_POST
def authority_remove(request: ProgramRequest, territory_id: int, row_id: int) -> HttpResponse:
    require(request, Permission.MANAGE_PEOPLE)
    found = get_object_or_404(Territory, pk=territory_id)
    row = get_object_or_404(found.authorities.select_related("user"), pk=row_id)
    words = _("%(name)s ya no lee los resultados de este territorio.") % {"name": row.user.name}
    end_row(request, EndForm(sent(request)), partial(remove_authority, row, by=person(request)), words)
    return redirect(program_url(request.program, "networks:territory", territory_id=found.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def network_territories(request: ProgramRequest, network_id: int) -> HttpResponse:
    """The territories that one network belongs to; several at once are fine (SLEP and DEPROV)."""
    network = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    show_network_crumbs(request, network, Crumb(_("Territorio")))
    form = AssignTerritoryForm(sent(request))
    if form.is_valid() and form.perform(
        partial(assign_territory, network, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("La red pertenece a %(name)s.") % {"name": form.result.territory.name})
        return redirect(program_url(request.program, "networks:network", network_id=network.pk))
    context = {
        "network": network,
        "form": form,
        "rows": network.territories.filter(valid_to=None).select_related("territory"),
        "any_territory": Territory.objects.exists(),
        "end_form": EndForm(auto_id=False),
    }
    return render(request, "networks/network_territories.html", context, status=status_of(form))


@require_POST
def territory_unassign(request: ProgramRequest, network_id: int, row_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.MANAGE_NETWORKS)
    row = get_object_or_404(network.territories.select_related("territory"), pk=row_id)
    words = _("La red ya no pertenece a %(name)s.") % {"name": row.territory.name}
    end_row(request, EndForm(sent(request)), partial(unassign_territory, row, by=person(request)), words)
    return redirect(program_url(request.program, "networks:network_territories", network_id=network.pk))


def _list_crumb(request: ProgramRequest) -> Crumb:
    return Crumb(_("Territorios"), program_url(request.program, "networks:territories"))
