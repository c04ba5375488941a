"""Who read a release: the log that its network may see, and a facilitator's reminder."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.errors import NotAllowedNow
from networks.views.finding import person
from questionnaires.results.actions import remind_team
from questionnaires.results.queries import log_of
from questionnaires.results.views.finding import find_release, results_url, show_crumbs


@require_safe
def log(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    show_crumbs(request, release, Crumb(_("Quién los leyó")))
    context = {
        "network": release.survey.network,
        "lines": log_of(release),
        "back": results_url(request, release),
    }
    return render(request, "results/log.html", context)


@require_POST
def remind(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    require(request, Permission.VIEW_PROGRAM_BOARD)
    try:
        remind_team(release, by=person(request))
    except NotAllowedNow as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Listo: le llegará un correo a cada persona del equipo."))
    return redirect(results_url(request, release))
