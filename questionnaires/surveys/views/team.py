"""The coordinators answer signed in, apart, and are told who will see it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.errors import NotAllowedNow
from networks.views.finding import person
from questionnaires.instruments.preview import items_context
from questionnaires.surveys.actions import answer_as_team, share_team_view
from questionnaires.surveys.models import Survey
from questionnaires.surveys.versions import answer_shape
from questionnaires.surveys.views.finding import find_survey, show_survey_crumbs, survey_url


@require_http_methods(["GET", "HEAD", "POST"])
def team_view(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.ANSWER_AS_TEAM)
    show_survey_crumbs(request, survey, Crumb(_("Mirada de la coordinación")))
    wrong: list[str] = []
    values = request.POST.dict() if request.method == "POST" else _values_before(request, survey)
    if request.method == "POST":
        answers, wrong = answer_shape(survey.version_id).read(values)
        if not wrong and _keep(request, survey, answers):
            return redirect(survey_url(request, survey))
    context = {
        "survey": survey,
        "network": survey.network,
        # What is written with one's own words has no place beside the members' counts.
        **items_context(survey.version, values=values, wrong=wrong, with_open=False),
        "survey_url": survey_url(request, survey),
    }
    return render(request, "surveys/team_view.html", context, status=422 if wrong else 200)


@require_POST
def share(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """Let the facilitator see the team's view, or no longer."""
    survey = find_survey(request, survey_id, Permission.ANSWER_AS_TEAM)
    shared = request.POST.get("shared") == "1"
    share_team_view(survey, shared=shared, by=person(request))
    messages.success(
        request,
        _("El equipo facilitador podrá ver la mirada de la coordinación.")
        if shared
        else _("El equipo facilitador ya no verá la mirada de la coordinación."),
    )
    return redirect(survey_url(request, survey))


def _values_before(request: ProgramRequest, survey: Survey) -> dict[str, str]:
    """Return what this person marked before, by item code."""
    before = survey.team_answers.filter(user=request.user.pk).values_list("answers", flat=True).first()
    codes = answer_shape(survey.version_id).codes
    return {code: str(value) for code, value in zip(codes, before or [], strict=False)}


def _keep(request: ProgramRequest, survey: Survey, answers: list[int]) -> bool:
    try:
        answer_as_team(survey, answers=answers, by=person(request))
    except NotAllowedNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Tu mirada quedó guardada, con tu nombre, para tu equipo."))
    return True
