from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission, has_permission
from lar.model.dimensions import CORE_PURPOSE
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.purpose import write_purpose
from networks.forms.cycle import PurposeForm
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: ProgramRequest, network_id: int) -> HttpResponse:
    """The purpose in force, its earlier versions and, for the team, a new one."""
    network = find_network(request, network_id, Permission.VIEW_NETWORK)
    show_network_crumbs(request, network, Crumb(_("Propósito")))
    if request.method == "POST":
        require(request, Permission.EDIT_CYCLE, network)
    versions = list(network.purposes.select_related("written_by"))
    form = PurposeForm(sent(request), initial={"text": versions[0].text if versions else ""})
    if form.is_valid() and form.perform(
        partial(write_purpose, network, **form.cleaned_data, by=person(request))
    ):
        messages.success(request, _("El propósito quedó escrito. Las versiones anteriores se conservan."))
        return redirect(program_url(request.program, "networks:network", network_id=network.pk))
    context = {
        "network": network,
        "form": form,
        "versions": versions,
        "theory": CORE_PURPOSE.theory,
        "can_edit": has_permission(request.actor, Permission.EDIT_CYCLE, network),
        "cancel_url": program_url(request.program, "networks:network", network_id=network.pk),
    }
    return render(request, "networks/purpose.html", context, status=status_of(form))
