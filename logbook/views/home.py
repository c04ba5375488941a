from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from logbook.menu import may_read_logbooks
from logbook.queries.entries import progress_of
from networks.models import Network


@require_safe
def home(request: ProgramRequest) -> HttpResponse:
    """The logbooks of the year: where help is asked first. Who has one only goes straight to it."""
    if not may_read_logbooks(request):
        require(request, Permission.VIEW_LOGBOOK)
    networks = list(Network.objects.readable_by(request.actor, Permission.VIEW_LOGBOOK))
    year = request.actor.on_date.year
    rows = progress_of(networks, year, request.actor)
    if len(rows) == 1 and len(networks) == 1:
        place = {"network_id": networks[0].pk, "year": year}
        return redirect(program_url(request.program, "logbook:logbook", **place))
    set_crumbs(request, [Crumb(_("Bitácora"))])
    context = {
        "rows": rows,
        "year": str(year),
        "asking": sum(len(row.help_asked) for row in rows),
        "may_edit_template": has_permission(request.actor, Permission.EDIT_LOGBOOK_TEMPLATE),
    }
    return render(request, "logbook/home.html", context)
