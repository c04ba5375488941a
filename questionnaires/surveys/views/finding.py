"""What every page of a survey begins with: find it, check, and say where the reader is."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_hats
from networks.models import Network
from networks.queries.people import hats_in
from networks.views.finding import show_cycle_crumbs
from questionnaires.surveys.models import Survey


def find_survey(request: ProgramRequest, survey_id: int, permission: Permission) -> Survey:
    """Return a survey that the actor may see and use: strangers get 404, insiders without the right 403."""
    surveys = Survey.objects.filter(network__in=Network.objects.visible_to(request.actor))
    survey = get_object_or_404(
        surveys.select_related("network", "cycle__program", "program", "version__questionnaire", "notice"),
        pk=survey_id,
    )
    require(request, permission, survey.network)
    set_hats(request, hats_in(request.actor, survey.network))
    survey.cycle.network = survey.network
    return survey


def survey_url(request: ProgramRequest, survey: Survey) -> str:
    return program_url(request.program, "surveys:survey", survey_id=survey.pk)


def show_survey_crumbs(request: ProgramRequest, survey: Survey, *more: Crumb) -> None:
    """Say «network › cycle › questionnaire › …»."""
    url = survey_url(request, survey) if more else ""
    show_cycle_crumbs(request, survey.cycle, Crumb(_("Cuestionario"), url), *more)
