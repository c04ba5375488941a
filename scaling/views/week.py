from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from scaling.queries.week import week_of


@require_safe
def week(request: ProgramRequest) -> HttpResponse:
    """The week of the programme, on one page that prints well."""
    actor = require(request, Permission.VIEW_PROGRAM_BOARD)
    board_url = program_url(request.program, "scaling:board")
    set_crumbs(request, [Crumb(_("Tablero"), board_url), Crumb(_("La semana"))])
    context = {"week": week_of(actor), "day": actor.on_date, "program": request.program}
    return render(request, "scaling/week.html", context)
