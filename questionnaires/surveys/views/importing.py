"""Answers from elsewhere, for an administrator: say what they are, read the file, and only then load it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from lar.authorization import Permission
from lar.documents.problems import Severity
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.models import Network
from networks.views.finding import person, sent, status_of
from questionnaires.surveys.actions import import_responses, prepare_import
from questionnaires.surveys.import_forms import ConfirmImportForm, ImportPlanForm, ResponsesFileForm
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.queries.state import SHAPES
from questionnaires.surveys.response_files import ResponsesRead, read_responses
from questionnaires.surveys.rules import least_answers
from questionnaires.surveys.versions import answer_shape

HEADINGS = (
    (False, gettext_lazy("Hay que corregirlo en el archivo")),
    (True, gettext_lazy("Se puede importar, pero conviene saberlo")),
)
TITLE = gettext_lazy("Importar respuestas")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ProgramRequest) -> HttpResponse:
    """What was imported and what waits for its file; and the form that says what is coming."""
    require(request, Permission.IMPORT_RESPONSES)
    set_crumbs(request, [Crumb(str(TITLE))])
    form = ImportPlanForm(sent(request))
    if form.is_valid() and form.perform(
        lambda: prepare_import(form.cleaned_data["cycle"], plan=form.plan(), by=person(request))
    ):
        return redirect(_load_url(request, form.result))
    surveys = Survey.objects.filter(mode=SurveyMode.IMPORTED).exclude(state=SurveyState.CANCELLED)
    context = {
        "form": form,
        "rows": [
            _row(request, survey) for survey in surveys.select_related("network", "cycle", "questionnaire")
        ],
        "cancel_url": program_url(request.program, "networks:network_list"),
    }
    return render(request, "surveys/import_start.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """Read the file and say everything about it; load it when that was confirmed."""
    survey = _find(request, survey_id)
    if survey.state != SurveyState.DRAFT:
        return redirect(program_url(request.program, "surveys:import_start"))
    set_crumbs(
        request,
        [Crumb(str(TITLE), program_url(request.program, "surveys:import_start")), Crumb(survey.network.name)],
    )
    if request.method == "POST" and "content" in request.POST:
        return _confirm(request, survey)
    form = ResponsesFileForm(request.POST, request.FILES) if request.method == "POST" else ResponsesFileForm()
    if not form.is_valid():
        return _page(request, survey, form, status=status_of(form))
    read = _read(survey, form.cleaned_data["file"].read())
    confirm = None if read.has_errors else ConfirmImportForm(survey_id=survey.pk, rows=read.rows)
    return _page(request, survey, ResponsesFileForm(), read, confirm, status=200 if confirm else 422)


def _find(request: ProgramRequest, survey_id: int) -> Survey:
    surveys = Survey.objects.filter(
        network__in=Network.objects.visible_to(request.actor), mode=SurveyMode.IMPORTED
    )
    survey = get_object_or_404(
        surveys.select_related("network", "cycle", "program", "version__questionnaire"), pk=survey_id
    )
    require(request, Permission.IMPORT_RESPONSES, survey.network)
    return survey


def _confirm(request: ProgramRequest, survey: Survey) -> HttpResponse:
    form = ConfirmImportForm(request.POST, survey_id=survey.pk)
    if form.is_valid():
        rows = form.cleaned_data["content"]
        if form.perform(lambda: import_responses(survey, rows=rows, by=person(request))):
            words = ngettext(
                "Se importó %(count)d respuesta.", "Se importaron %(count)d respuestas.", len(rows)
            )
            messages.success(
                request,
                words % {"count": len(rows)}
                + " "
                + _("Ahora se sellan; después, la red verá sus resultados."),
            )
            return redirect(program_url(request.program, "surveys:import_start"))
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return _page(request, survey, ResponsesFileForm(), status=422)


def _read(survey: Survey, data: bytes) -> ResponsesRead:
    least = least_answers(survey.mode, survey.program.min_group)
    return read_responses(data, answer_shape(survey.version_id), asked=survey.roster_n or 0, least=least)


def _page(
    request: ProgramRequest,
    survey: Survey,
    form: ResponsesFileForm,
    read: ResponsesRead | None = None,
    confirm: ConfirmImportForm | None = None,
    *,
    status: int,
) -> HttpResponse:
    shape = answer_shape(survey.version_id)
    problems = read.problems if read else ()
    context: dict[str, Any] = {
        "survey": survey,
        "network": survey.network,
        "questionnaire": survey.version.questionnaire,
        "points": shape.points,
        "specials": shape.special,
        "columns": ";".join(shape.codes),
        "form": form,
        "confirm": confirm,
        "counts": read.counts() if confirm and read else None,
        "groups": [
            {"title": title, "problems": found}
            for is_warning, title in HEADINGS
            if (found := [p for p in problems if (p.severity is Severity.WARNING) is is_warning])
        ],
        "cancel_url": program_url(request.program, "surveys:import_start"),
    }
    with timezone.override(ZoneInfo(survey.network.time_zone)):
        return render(request, "surveys/import_load.html", context, status=status)


def _row(request: ProgramRequest, survey: Survey) -> dict[str, Any]:
    is_empty = survey.state == SurveyState.DRAFT
    return {
        "survey": survey,
        "state": _("espera su archivo") if is_empty else SurveyState(survey.state).label,
        "shape": SHAPES[survey.state],
        "url": _load_url(request, survey) if is_empty else "",
    }


def _load_url(request: ProgramRequest, survey: Survey) -> str:
    return program_url(request.program, "surveys:import_load", survey_id=survey.pk)
