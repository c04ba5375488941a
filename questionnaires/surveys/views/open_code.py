"""The open code of a network: the page to project, and putting another in its place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from questionnaires.surveys import actions
from questionnaires.surveys.forms import NothingForm
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.posters import poster_of
from questionnaires.surveys.views.acts import act
from questionnaires.surveys.views.finding import find_survey, survey_url


@require_safe
def slide(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """The code, large. It exists while the survey is open."""
    found = find_survey(request, survey_id, Permission.VIEW_SURVEY)
    survey = get_object_or_404(
        Survey.objects.select_related("network", "questionnaire", "program"),
        pk=found.pk,
        mode=SurveyMode.OPEN_CODE,
        state=SurveyState.OPEN,
    )
    context = {"poster": poster_of(survey), "survey_url": survey_url(request, survey)}
    return render(request, "surveys/slide.html", context)


@require_POST
def change_code(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.USE_OPEN_CODE)
    words = _("El código anterior ya no sirve. Se dibuja la lámina con el nuevo.")
    return act(request, survey, NothingForm, actions.change_open_code, words)
