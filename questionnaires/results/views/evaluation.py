"""A workshop's evaluation: opening it, its code or slips, calling it off, and what those in the room said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.errors import NotAllowedNow
from networks.models import Activity, ActivityDocument, Network
from networks.views.activity_finding import find_activity, show_activity_crumbs
from networks.views.finding import person, sent, status_of
from questionnaires.results.evaluated_minutes import report_of_evaluation
from questionnaires.results.evaluation_form import EvaluationForm
from questionnaires.results.queries.evaluations import evaluation_release
from questionnaires.surveys.actions import cancel_survey, open_evaluation, take_slip_sheet
from questionnaires.surveys.evaluations import (
    ensure_evaluation_version,
    evaluation_of,
    is_evaluated,
    people_at,
)
from questionnaires.surveys.forms import CancelForm
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.posters import poster_of
from questionnaires.surveys.queries.state import survey_words
from questionnaires.surveys.rules import least_answers, on_the_wall


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: ProgramRequest, activity_id: int) -> HttpResponse:
    """Before: the form. While it is open: how it goes. After: the results, all of them from the release."""
    activity = _find(request, activity_id, Permission.VIEW_NETWORK_RESULTS)
    show_activity_crumbs(request, activity, Crumb(_("Evaluación")))
    if request.method == "POST":
        require(request, Permission.USE_OPEN_CODE, _gathered(activity)[0])
    survey = evaluation_of(activity)
    if survey is not None and request.method != "POST":
        return render(request, "results/evaluation.html", _page(request, activity, survey))
    form = EvaluationForm(sent(request), initial={"people": people_at(activity) or None})
    if form.is_valid() and form.perform(lambda: _open(request, activity, form)):
        return _opened(request, activity, form.result)
    context = {
        "activity": activity,
        "form": form,
        "may_open": has_permission(request.actor, Permission.USE_OPEN_CODE, _gathered(activity)[0]),
        "least": least_answers(SurveyMode.OPEN_CODE, activity.program.min_group),
        "least_slips": least_answers(SurveyMode.SLIPS, activity.program.min_group),
        "has_begun": activity.starts_at <= timezone.now(),
        "activity_url": program_url(request.program, "networks:activity", activity_id=activity.pk),
    }
    return render(request, "results/evaluation_open.html", context, status=status_of(form))


@require_safe
def evaluation_code(request: ProgramRequest, activity_id: int) -> HttpResponse:
    """The code, large. It exists while the evaluation is open."""
    activity = _find(request, activity_id, Permission.USE_OPEN_CODE)
    survey = evaluation_of(activity)
    if survey is None or survey.state != SurveyState.OPEN or survey.mode != SurveyMode.OPEN_CODE:
        raise Http404
    context = {"poster": poster_of(survey), "survey_url": _url(request, activity, "evaluation")}
    return render(request, "surveys/slide.html", {**context, "is_evaluation": True})


@require_POST
def evaluation_slips(request: ProgramRequest, activity_id: int, sheet_id: int) -> HttpResponse:
    """The one download of a small room's slips. A POST, so that no preview takes it."""
    activity = _find(request, activity_id, Permission.USE_OPEN_CODE)
    survey = evaluation_of(activity)
    sheet = None if survey is None else survey.slip_sheets.defer("pdf").filter(pk=sheet_id).first()
    if sheet is None:
        raise Http404
    try:
        pdf = take_slip_sheet(sheet, by=person(request))
    except NotAllowedNow as error:
        messages.error(request, str(error))
        return redirect(_url(request, activity, "evaluation"))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="cupones-taller-{activity.pk}.pdf"'
    return response


@require_POST
def evaluation_cancel(request: ProgramRequest, activity_id: int) -> HttpResponse:
    """Call off an evaluation that nobody has answered; afterwards it may be opened anew."""
    activity = _find(request, activity_id, Permission.USE_OPEN_CODE)
    survey = evaluation_of(activity)
    if survey is None:
        raise Http404
    form = CancelForm(request.POST)
    if form.is_valid() and form.perform(
        lambda: cancel_survey(survey, reason=form.cleaned_data["reason"], by=person(request))
    ):
        messages.success(request, _("La evaluación quedó anulada. Si hace falta, se abre otra."))
        return redirect(_url(request, activity, "evaluation"))
    show_activity_crumbs(request, activity, Crumb(_("Evaluación")))
    context = {**_page(request, activity, survey), "cancel_form": form}
    return render(request, "results/evaluation.html", context, status=status_of(form))


def _opened(request: ProgramRequest, activity: Activity, survey: Survey) -> HttpResponse:
    if survey.mode == SurveyMode.OPEN_CODE:
        messages.success(request, _("La evaluación quedó abierta: proyecta el código."))
        return redirect(_url(request, activity, "evaluation_code"))
    messages.success(request, _("La evaluación quedó abierta: imprime y reparte los cupones."))
    return redirect(_url(request, activity, "evaluation"))


def _find(request: ProgramRequest, activity_id: int, permission: Permission) -> Activity:
    """An activity that is evaluated, for whoever has the right in one of the networks that took part."""
    activity = find_activity(request, activity_id)
    gathered = _gathered(activity)
    allowed = [network for network in gathered if has_permission(request.actor, permission, network)]
    require(request, permission, (allowed or gathered)[0])
    if not is_evaluated(activity) and evaluation_of(activity) is None:
        raise Http404
    return activity


def _gathered(activity: Activity) -> list[Network]:
    return [row.network for row in activity.networks.all()]


def _url(request: ProgramRequest, activity: Activity, name: str) -> str:
    return program_url(request.program, f"results:{name}", activity_id=activity.pk)


def _open(request: ProgramRequest, activity: Activity, form: EvaluationForm) -> Survey:
    now = timezone.now()
    by = person(request)
    return open_evaluation(
        activity,
        version=ensure_evaluation_version(by=by),
        people=form.cleaned_data["people"],
        closes_at=form.closing(now),
        on=now,
        by=by,
    )


def _page(request: ProgramRequest, activity: Activity, survey: Survey) -> dict[str, Any]:
    """What the page of an evaluation shows to this person since it was opened."""
    runs = survey.state == SurveyState.OPEN and has_permission(
        request.actor, Permission.USE_OPEN_CODE, _gathered(activity)[0]
    )
    by_slips = survey.mode == SurveyMode.SLIPS
    return {
        "activity": activity,
        "code_url": "" if by_slips else _url(request, activity, "evaluation_code"),
        "cancel_url": _url(request, activity, "evaluation_cancel"),
        "cancel_form": CancelForm(),
        "minutes_url": _minutes_url(request, activity),
        "runs": runs,
        "by_slips": by_slips,
        "sheet": survey.slip_sheets.defer("pdf").first() if runs and by_slips else None,
        "is_drawing": by_slips and survey.codes_made < (survey.roster_n or 0),
        **_standing(survey),
    }


def _minutes_url(request: ProgramRequest, activity: Activity) -> str:
    """Where the minutes are printed with these results, once the activity has minutes."""
    if not activity.is_held:
        return ""
    place = {"activity_id": activity.pk, "document": ActivityDocument.EVALUATED.value}
    return program_url(request.program, "networks:activity_print", **place)


def _standing(survey: Survey) -> dict[str, Any]:
    """How it goes, and its results once the gate let them through."""
    release = evaluation_release(survey)
    report = None if release is None else report_of_evaluation(release)
    return {
        "survey": survey,
        "words": survey_words(survey),
        "closes_at": on_the_wall(survey.closes_at, survey.place.time_zone),
        "is_open": survey.state == SurveyState.OPEN,
        "report": report,
        "page": report.dimensions[0] if report else None,
    }
