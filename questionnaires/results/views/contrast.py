"""The coordinating team's view beside the members'."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from questionnaires.results.queries import team_contrast
from questionnaires.results.views.finding import find_release, show_crumbs
from questionnaires.results.views.report import may_contrast


@require_safe
def contrast(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    survey = release.survey
    if not may_contrast(request, survey.team_shares_contrast, survey.network):
        require(request, Permission.VIEW_TEAM_CONTRAST, survey.network)
    show_crumbs(request, release, Crumb(_("La mirada del equipo")))
    context = {
        "release": release,
        "network": survey.network,
        "contrast": team_contrast(release),
        "is_shared": survey.team_shares_contrast,
    }
    return render(request, "results/contrast.html", context)
