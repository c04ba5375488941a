"""Espejo: the coordinators say what they expect before anybody can know."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.disclosure import Block
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.views.finding import person
from questionnaires.surveys.actions import expect_results, publish_mirror
from questionnaires.surveys.expectation_form import ExpectationForm
from questionnaires.surveys.models import Survey, SurveyState
from questionnaires.surveys.queries.expectations import expected_by, measured_nodes
from questionnaires.surveys.rules import UNSEALED
from questionnaires.surveys.views.finding import find_survey, show_survey_crumbs, survey_url


@require_http_methods(["GET", "HEAD", "POST"])
def expect(request: ProgramRequest, survey_id: int) -> HttpResponse:
    survey = find_survey(request, survey_id, Permission.EXPECT_RESULTS)
    show_survey_crumbs(request, survey, Crumb(_("Espejo")))
    form = _form(request, survey)
    if request.method == "POST" and form.is_valid() and _keep(request, survey, form):
        messages.success(
            request, _("Guardado, con tu nombre. Puedes cambiarlo hasta que se sellen las respuestas.")
        )
        return redirect(survey_url(request, survey))
    context = {
        "survey": survey,
        "network": survey.network,
        "form": form,
        "is_writable": survey.state in UNSEALED,
        "is_before": survey.state == SurveyState.DRAFT,
        "survey_url": survey_url(request, survey),
    }
    return render(request, "surveys/expect.html", context, status=422 if form.errors else 200)


@require_POST
def publish(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """Whether the next edition of the network's report holds the mirror."""
    survey = find_survey(request, survey_id, Permission.EXPECT_RESULTS)
    published = request.POST.get("published") == "1"
    publish_mirror(survey, published=published, by=person(request))
    messages.success(
        request,
        _("Las próximas ediciones del informe de la red incluirán el espejo, sin nombres.")
        if published
        else _("Las próximas ediciones del informe de la red no incluirán el espejo."),
    )
    return redirect(program_url(request.program, "surveys:expect", survey_id=survey.pk))


def _form(request: ProgramRequest, survey: Survey) -> ExpectationForm:
    return ExpectationForm(
        request.POST if request.method == "POST" else None,
        nodes=measured_nodes(survey),
        has_middle=Block.NEUTRAL in survey.version.scale.blocks,
        known=expected_by(survey, person(request)),
    )


def _keep(request: ProgramRequest, survey: Survey, form: ExpectationForm) -> bool:
    by = person(request)
    return form.perform(lambda: expect_results(survey, expected=form.expected(), by=by))
