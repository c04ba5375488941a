from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb, set_crumbs
from networks.forms.networks import BoardForm
from networks.menu import may_list_networks
from networks.queries.board import board


@require_safe
def network_list(request: ProgramRequest) -> HttpResponse:
    """The networks that one may work with, with their step, state and delays; filters live in the address."""
    if not may_list_networks(request):
        require(request, Permission.VIEW_NETWORK)
    form = BoardForm(request.GET)
    wanted = form.wanted()
    rows = board(request.actor, wanted)
    set_crumbs(request, [Crumb(_("Redes"))])
    late = sum(bool(row.late) for row in rows)
    context = {"form": form, "rows": rows, "filtered": not wanted.is_empty, "total": len(rows), "late": late}
    return render(request, "networks/network_list.html", context)
