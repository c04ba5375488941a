"""Preparing a network's questionnaire, and changing the draft."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.models import Cycle, Network
from networks.views.finding import find_cycle, person, sent, show_cycle_crumbs, status_of
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.actions import change_draft, prepare_survey
from questionnaires.surveys.forms import PlanForm
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.queries.cycle import surveys_that_count, versions_to_apply
from questionnaires.surveys.queries.modes import mode_words
from questionnaires.surveys.queries.roster import roster_places
from questionnaires.surveys.rules import local_day
from questionnaires.surveys.views.finding import find_survey, show_survey_crumbs, survey_url

DAYS_OPEN = 14


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    """A draft in the cycle; the page of the survey there is when no other questionnaire is left."""
    cycle = find_cycle(request, network_id, year, Permission.PREPARE_SURVEY)
    versions = versions_to_apply(cycle)
    existing = surveys_that_count(cycle).first()
    if existing is not None and not versions:
        return redirect(survey_url(request, existing))
    show_cycle_crumbs(request, cycle, Crumb(_("Preparar el cuestionario")))
    with timezone.override(ZoneInfo(cycle.network.time_zone)):
        form = _form(request, cycle.network, _first_values(cycle.network), versions)
        if form.is_valid() and form.perform(
            lambda: prepare_survey(cycle, plan=form.plan(), by=person(request))
        ):
            messages.success(request, _("La preparación quedó guardada."))
            return redirect(survey_url(request, form.result))
        return _page(request, cycle, form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.PREPARE_SURVEY)
    if survey.state != SurveyState.DRAFT or survey.mode == SurveyMode.IMPORTED:
        return redirect(survey_url(request, survey))
    show_survey_crumbs(request, survey, Crumb(_("Cambiar la preparación")))
    with timezone.override(ZoneInfo(survey.network.time_zone)):
        form = _form(request, survey.network, _values_of(survey), versions_to_apply(survey.cycle, but=survey))
        if form.is_valid() and form.perform(
            lambda: change_draft(survey, plan=form.plan(), by=person(request))
        ):
            messages.success(request, _("La preparación quedó guardada. El padrón se confirma de nuevo."))
            return redirect(survey_url(request, survey))
        return _page(request, survey.cycle, form, but=survey)


def _form(
    request: ProgramRequest,
    network: Network,
    initial: dict[str, Any],
    versions: QuerySet[QuestionnaireVersion],
) -> PlanForm:
    may = has_permission(request.actor, Permission.USE_OPEN_CODE, network)
    return PlanForm(sent(request), initial=initial, may_use_open_code=may, versions=versions)


def _page(
    request: ProgramRequest, cycle: Cycle, form: PlanForm, *, but: Survey | None = None
) -> HttpResponse:
    network = cycle.network
    places = roster_places(network, local_day(timezone.now(), network.time_zone))
    context = {
        "network": network,
        "cycle": cycle,
        "form": form,
        "modes": mode_words(),
        "others": [
            (survey, survey_url(request, survey)) for survey in surveys_that_count(cycle) if survey != but
        ],
        "versions": form.fields["version"].queryset,  # type: ignore[attr-defined]
        "people": sum(places.values()),
        "roster_url": program_url(request.program, "networks:roster", network_id=network.pk),
        "cancel_url": program_url(request.program, "networks:cycle", network_id=network.pk, year=cycle.year),
    }
    return render(request, "surveys/prepare.html", context, status=status_of(form))


def _first_values(network: Network) -> dict[str, Any]:
    """Return a plan that most teams only need to read: from tomorrow morning, for two weeks."""
    today = local_day(timezone.now(), network.time_zone)
    zone = ZoneInfo(network.time_zone)
    return {
        "mode": SurveyMode.EMAIL,
        "opens_at": datetime.combine(today + timedelta(days=1), time(8), zone),
        "closes_at": datetime.combine(today + timedelta(days=1 + DAYS_OPEN), time(20), zone),
    }


def _values_of(survey: Survey) -> dict[str, Any]:
    emails = survey.invitations.order_by("pk").values_list("email", flat=True)
    return {
        "version": survey.version_id,
        "mode": survey.mode,
        "code_keeper": survey.code_keeper,
        "opens_at": survey.opens_at,
        "closes_at": survey.closes_at,
        "emails": "\n".join(emails),
        "own_items": "\n".join(survey.local_items.order_by("position").values_list("text", flat=True)),
    }
