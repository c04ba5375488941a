"""The network's reading link: making it and closing it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.views.finding import find_network, person, show_network_crumbs
from questionnaires.surveys.actions import create_reading_link, revoke_reading_link
from questionnaires.surveys.queries.links import live_reading_link, reading_url_of


@require_http_methods(["GET", "HEAD", "POST"])
def reading_link(request: ProgramRequest, network_id: int) -> HttpResponse:
    network = find_network(request, network_id, Permission.MANAGE_READING_LINK)
    show_network_crumbs(request, network, Crumb(_("Enlace de lectura")))
    link = live_reading_link(network)
    if request.method == "POST":
        if request.POST.get("act") == "revoke" and link is not None:
            revoke_reading_link(link, by=person(request))
            messages.success(request, _("El enlace quedó cerrado: nadie más puede leer por él."))
        elif link is None:
            create_reading_link(network, expires_on=_end_of_next_year(), by=person(request))
            messages.success(request, _("El enlace quedó listo."))
        return redirect(program_url(request.program, "surveys:reading_link", network_id=network.pk))
    context = {"network": network, "link": link, "url": reading_url_of(link.pk) if link else ""}
    return render(request, "surveys/reading_link.html", context)


def _end_of_next_year() -> date:
    return date(timezone.localdate().year + 1, 12, 31)
