from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.roster import set_roster
from networks.forms.base import EndForm
from networks.forms.schools import RosterForm
from networks.models import MemberRole
from networks.queries.roster import roster_of
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: ProgramRequest, network_id: int) -> HttpResponse:
    """Every school of the network on one page: how many people of each role take part."""
    network = find_network(request, network_id, Permission.VIEW_ROSTER)
    show_network_crumbs(request, network, Crumb(_("Padrón")))
    rows = roster_of(network, request.actor.on_date)
    if request.method == "POST":
        require(request, Permission.EDIT_ROSTER, network)
    form = RosterForm(rows, sent(request))
    if form.is_valid() and form.perform(
        lambda: set_roster(network, seats=form.seats(), on=form.cleaned_data["on"], by=person(request))
    ):
        messages.success(request, _saved(form.result))
        return redirect(program_url(request.program, "networks:network", network_id=network.pk))
    context = {
        "network": network,
        "form": form,
        "roles": [role.label for role in MemberRole],
        "total": sum(row.total for row in rows),
        "end_form": EndForm(auto_id=False),
    }
    return render(request, "networks/roster.html", context, status=status_of(form))


def _saved(total: int) -> str:
    words = ngettext(
        "El padrón quedó guardado: %(total)d persona.", "El padrón quedó guardado: %(total)d personas.", total
    )
    return words % {"total": total}
