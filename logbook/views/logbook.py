from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from logbook.queries.entries import logbook_of, shared_by_peers
from networks.views.finding import find_cycle, show_cycle_crumbs


@require_safe
def logbook(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    """A cycle's logbook: its sections by step, the team's own entries, and where it asks for help."""
    cycle = find_cycle(request, network_id, year, Permission.VIEW_LOGBOOK)
    show_cycle_crumbs(request, cycle, Crumb(_("Bitácora")))
    may_write = has_permission(request.actor, Permission.WRITE_LOGBOOK, cycle.network)
    context = {
        "network": cycle.network,
        "cycle": cycle,
        "year": str(cycle.year),
        "logbook": logbook_of(cycle, request.actor),
        "may_write": may_write,
        "of_peers": list(shared_by_peers(cycle.network, request.actor)) if may_write else [],
    }
    return render(request, "logbook/logbook.html", context)
