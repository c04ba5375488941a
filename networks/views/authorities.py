"""Until when authorities read, and the one click that confirms them for another year."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.authorities import confirm_authority
from networks.forms.base import ActionForm
from networks.models import Authority, Network
from networks.queries.access import accesses, two_hats
from networks.views.finding import person


@require_safe
def authorities(request: ProgramRequest) -> HttpResponse:
    """Everybody who reads for a territory, the first to end first, and who wears two hats."""
    require(request, Permission.MANAGE_NETWORKS)
    territories = program_url(request.program, "networks:territories")
    set_crumbs(request, [Crumb(_("Territorios"), territories), Crumb(_("Acceso de las autoridades"))])
    day = request.actor.on_date
    found = accesses(day)
    context = {
        "accesses": found,
        "pending": sum(access.may_be_confirmed for access in found),
        "two_hats": two_hats(Network.objects.all(), day),
    }
    return render(request, "networks/authorities.html", context)


@require_POST
def authority_confirm(request: ProgramRequest, territory_id: int, row_id: int) -> HttpResponse:
    require(request, Permission.MANAGE_PEOPLE)
    rows = Authority.objects.select_related("user", "territory")
    row = get_object_or_404(rows, pk=row_id, territory=territory_id)
    form = ActionForm({})
    act = partial(confirm_authority, row, on=timezone.localdate(), by=person(request))
    if form.is_valid() and form.perform(act):
        words = _("%(name)s lee lo que comparten las redes de «%(territory)s» por otro año.")
        messages.success(request, words % {"name": row.user.name, "territory": row.territory.name})
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect(program_url(request.program, "networks:authorities"))
