from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.model.dimensions import EFFECTS, LEVERS
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.cycle import choose_levers
from networks.forms.cycle import LeversForm
from networks.views.finding import find_cycle, person, sent, show_cycle_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def levers(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    """Choose the one or two dimensions that the network works on this year."""
    cycle = find_cycle(request, network_id, year, Permission.EDIT_CYCLE)
    show_cycle_crumbs(request, cycle, Crumb(_("Dimensiones del año")))
    here = program_url(request.program, "networks:cycle", network_id=network_id, year=year)
    form = LeversForm(sent(request), chosen=list(cycle.levers.order_by("pk")))
    if form.is_valid() and form.perform(
        lambda: choose_levers(cycle, levers=form.levers(), on=form.cleaned_data["on"], by=person(request))
    ):
        messages.success(request, _("Las dimensiones del año quedaron elegidas."))
        return redirect(here)
    context = {"cycle": cycle, "form": form, "nodes": LEVERS, "effects": EFFECTS, "cancel_url": here}
    return render(request, "networks/levers.html", context, status=status_of(form))
