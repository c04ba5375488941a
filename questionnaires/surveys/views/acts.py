"""What is done from a survey's page: each a POST that returns there with what happened."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lar.authorization import Permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from networks.errors import NotAllowedNow
from networks.forms.base import ActionForm
from networks.views.finding import person
from questionnaires.surveys import actions
from questionnaires.surveys.forms import (
    CancelForm,
    ConfirmForm,
    CorrectForm,
    ExtendForm,
    NothingForm,
    ReplaceForm,
)
from questionnaires.surveys.models import Survey, SurveyMode
from questionnaires.surveys.views.finding import find_survey, survey_url
from questionnaires.surveys.views.survey import right_to_slips


@require_POST
def confirm(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.CONFIRM_ROSTER)
    return act(request, survey, ConfirmForm, actions.confirm_roster, _("El padrón quedó confirmado."))


@require_POST
def open_now(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.OPEN_SURVEY)
    if survey.mode == SurveyMode.OPEN_CODE:
        require(request, Permission.USE_OPEN_CODE, survey.network)
    return act(request, survey, NothingForm, actions.open_survey, _("El cuestionario quedó abierto."))


@require_POST
def extend(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.OPEN_SURVEY)
    return act(request, survey, ExtendForm, actions.extend_survey, _("El cierre se movió."))


@require_POST
def cancel(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.OPEN_SURVEY)
    return act(request, survey, CancelForm, actions.cancel_survey, _("La aplicación quedó anulada."))


@require_POST
def correct(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.CONFIRM_ROSTER)
    return act(request, survey, CorrectForm, actions.correct_roster_n, _("El número quedó corregido."))


@require_POST
def remind(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.OPEN_SURVEY)
    words = _("La plataforma escribirá hoy a quienes todavía no usan su código. Nadie ve quiénes son.")
    return act(request, survey, NothingForm, actions.send_reminders, words)


@require_POST
def replace(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.REPLACE_SLIPS)
    return act(request, survey, ReplaceForm, actions.replace_slips, _("Se dibujan los cupones nuevos."))


@require_POST
def redraw(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.REPLACE_SLIPS)
    words = _("Los cupones anteriores ya no sirven. Se dibujan todos de nuevo.")
    return act(request, survey, NothingForm, actions.redraw_slips, words)


@require_POST
def take_slips(request: ProgramRequest, survey_id: int, sheet_id: int) -> HttpResponse:
    """The download of a sheet: one, but for an open code's. A POST, so that no preview takes it."""
    survey = find_survey(request, survey_id, Permission.VIEW_SURVEY)
    sheet = survey.slip_sheets.defer("pdf").filter(pk=sheet_id).first()
    require(request, right_to_slips(survey, sheet), survey.network)
    if sheet is None:
        raise Http404
    try:
        pdf = actions.take_slip_sheet(sheet, by=person(request))
    except NotAllowedNow as error:
        messages.error(request, str(error))
        return redirect(survey_url(request, survey))
    name = "codigo" if survey.mode == SurveyMode.OPEN_CODE else "cupones"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}-{survey.pk}.pdf"'
    return response


def act(
    request: ProgramRequest,
    survey: Survey,
    form_class: type[ActionForm],
    action: Callable[..., object],
    words: str,
) -> HttpResponse:
    """Run an action with what its form holds; say ``words``, or why it could not be."""
    with timezone.override(ZoneInfo(survey.network.time_zone)):
        form = form_class(request.POST)
        done = form.is_valid() and form.perform(
            lambda: action(survey, **form.cleaned_data, by=person(request))
        )
    if done:
        messages.success(request, words)
    else:
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
    return redirect(survey_url(request, survey))
