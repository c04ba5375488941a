from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.charts import dots_chart
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb, set_crumbs
from scaling.forms import ProgrammeBoardForm
from scaling.queries.board import board as read_board


@require_safe
def board(request: ProgramRequest) -> HttpResponse:
    """Every network of the programme on one page; filters live in the address."""
    actor = require(request, Permission.VIEW_PROGRAM_BOARD)
    form = ProgrammeBoardForm(request.GET)
    wanted = form.asked()
    found = read_board(actor, wanted)
    set_crumbs(request, [Crumb(_("Tablero"))])
    spreads = found.figures.spreads() if found.figures.by_network else []
    context = {
        "form": form,
        "board": found,
        "filtered": not wanted.is_empty,
        "year": str(actor.on_date.year),
        # Charts come escaped.
        "dots": mark_safe(dots_chart(spreads, chart_id="board")) if spreads else "",
        "spreads": spreads,
        "may_snooze": has_permission(actor, Permission.PLAN_ACCOMPANIMENT),
    }
    return render(request, "scaling/board.html", context)
