"""The networks that accompany one another: proposed by the programme, accepted by both teams."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.pairing import agree_to_pairing, end_pairing, propose_pairing
from networks.errors import NotAllowedNow
from networks.forms.pairing import PairingForm
from networks.models import Network, Pairing
from networks.queries.pairing import candidates_for, is_guide, pairings_of
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def pairings(request: ProgramRequest, network_id: int) -> HttpResponse:
    """Every pair of the network, and the form that proposes one."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    if request.method == "POST":
        require(request, Permission.MANAGE_NETWORKS, network)
    day = request.actor.on_date
    networks = candidates_for(network, day)
    form = PairingForm(sent(request), networks=networks)
    if form.is_valid() and form.perform(partial(_propose, request, network, form.cleaned_data["other"])):
        messages.success(request, _("Quedó propuesto. Empieza cuando los dos equipos acepten."))
        return redirect(_here(request, network))
    show_network_crumbs(request, network, Crumb(_("Redes hermanadas")))
    context = {
        "network": network,
        "lines": [_line(pairing, network) for pairing in pairings_of(network)],
        "form": form,
        "may_propose": has_permission(request.actor, Permission.MANAGE_NETWORKS, network),
        "may_agree": has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "candidates": networks.exists(),
    }
    return render(request, "networks/pairings.html", context, status=status_of(form))


@require_POST
def pairing_agree(request: ProgramRequest, network_id: int, pairing_id: int) -> HttpResponse:
    """The team of this network says yes."""
    network = find_network(request, network_id, Permission.EDIT_CYCLE)
    found = get_object_or_404(Pairing.objects.of(network), pk=pairing_id)
    try:
        made = agree_to_pairing(found, network=network, on=request.actor.on_date, by=person(request))
    except NotAllowedNow as error:
        messages.warning(request, str(error))
        return redirect(_here(request, network))
    began = _("Las dos redes quedaron hermanadas: leen lo que cada una comparta con la otra.")
    waits = _("Tu equipo aceptó. Falta que acepte el equipo de la otra red.")
    messages.success(request, began if made.began_on else waits)
    return redirect(_here(request, network))


@require_POST
def pairing_end(request: ProgramRequest, network_id: int, pairing_id: int) -> HttpResponse:
    """Either team ends it, or those who proposed it."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    if not has_permission(request.actor, Permission.EDIT_CYCLE, network):
        require(request, Permission.MANAGE_NETWORKS, network)
    found = get_object_or_404(Pairing.objects.of(network), pk=pairing_id)
    end_pairing(found, network=network, on=request.actor.on_date, by=person(request))
    messages.success(request, _("Quedó terminado. Lo escrito y lo comentado sigue donde está."))
    return redirect(_here(request, network))


def _propose(request: ProgramRequest, network: Network, other: Network) -> Pairing:
    day = request.actor.on_date
    guide, guided = (network, other) if is_guide(network, day) else (other, network)
    return propose_pairing(guide, guided=guided, on=day, by=person(request))


def _line(pairing: Pairing, network: Network) -> dict[str, object]:
    side = pairing.side_of(network)
    return {
        "pairing": pairing,
        "other": pairing.other(network),
        "is_guide": side == "guide",
        "we_agreed": getattr(pairing, f"{side}_agreed_on"),
        "they_agreed": getattr(pairing, f"{'guided' if side == 'guide' else 'guide'}_agreed_on"),
    }


def _here(request: ProgramRequest, network: Network) -> str:
    return program_url(request.program, "networks:pairings", network_id=network.pk)
