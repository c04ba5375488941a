"""What every page of a network begins with: find it, check, and say where the reader is."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs, set_hats
from networks.models import Cycle, Network
from networks.queries.people import hats_in


def find_network(request: ProgramRequest, network_id: int, permission: Permission) -> Network:
    """Return a network that the actor may see and use: strangers get 404, insiders without the right 403."""
    networks = Network.objects.visible_to(request.actor).select_related("program")
    network = get_object_or_404(networks, pk=network_id)
    require(request, permission, network)
    set_hats(request, hats_in(request.actor, network))
    return network


def find_cycle(request: ProgramRequest, network_id: int, year: int, permission: Permission) -> Cycle:
    """Return a network's cycle of a school year, checked like the network itself."""
    network = find_network(request, network_id, permission)
    cycles = Cycle.objects.select_related("program").prefetch_related("levers")
    cycle = cycles.filter(network=network, year=year).first()
    if cycle is None:
        raise Http404
    cycle.network = network
    return cycle


def show_network_crumbs(request: ProgramRequest, network: Network, *more: Crumb) -> None:
    """Say «network › …»."""
    url = program_url(request.program, "networks:network", network_id=network.pk)
    set_crumbs(request, [Crumb(network.name, url), *more])


def show_cycle_crumbs(request: ProgramRequest, cycle: Cycle, *more: Crumb) -> None:
    """Say «network › cycle › …»."""
    url = program_url(request.program, "networks:cycle", network_id=cycle.network_id, year=cycle.year)
    label = _("Ciclo %(year)s") % {"year": cycle.year}
    show_network_crumbs(request, cycle.network, Crumb(label, url), *more)


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, or ``None`` when the page is only being read."""
    return request.POST if request.method == "POST" else None


def person(request: HttpRequest) -> User:
    """Return who signs the act."""
    return cast(User, request.user)


def status_of(form: Any) -> int:
    """422 when the form came back with mistakes: scripts and people see the same page."""
    return 422 if form.is_bound else 200
