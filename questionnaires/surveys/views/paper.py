"""The questionnaire on paper: taking it home, and the links by which answered papers are keyed."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission, has_permission
from lar.jobs.progress import progress_of
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.errors import NotAllowedNow
from networks.views.finding import person
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.views.finding import find_version, show_crumbs
from questionnaires.surveys.actions import ask_for_paper, give_paper_links
from questionnaires.surveys.models import BlankPaper, Survey
from questionnaires.surveys.paper_page import fingerprint_of, paper_html, paper_job_key
from questionnaires.surveys.queries.paper import (
    coordinates,
    drawn_paper,
    keying_urls,
    some_wait,
    takes_papers,
)
from questionnaires.surveys.views.finding import find_survey, show_survey_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """A survey's paper; POST asks for its drawing."""
    found = find_survey(request, survey_id, Permission.VIEW_SURVEY)
    show_survey_crumbs(request, found, Crumb(_("En papel")))
    if request.method == "POST":
        ask_for_paper(found.version, survey=found, by=person(request))
        return redirect(request.path)
    with timezone.override(ZoneInfo(found.network.time_zone)):
        context = {**_drawing(request, found.version, found), **_capture(request, found)}
        return render(request, "surveys/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_paper(request: ProgramRequest, version_id: int) -> HttpResponse:
    """How a version looks on paper, without any network; POST asks for its drawing."""
    found = find_version(request, version_id)
    show_crumbs(request, found, Crumb(_("En papel")))
    if request.method == "POST":
        ask_for_paper(found, by=person(request))
        return redirect(request.path)
    return render(request, "surveys/paper.html", _drawing(request, found, None))


@require_safe
def paper_pdf(request: ProgramRequest, survey_id: int) -> HttpResponse:
    found = find_survey(request, survey_id, Permission.VIEW_SURVEY)
    return _file(request, found.version, found)


@require_safe
def version_paper_pdf(request: ProgramRequest, version_id: int) -> HttpResponse:
    return _file(request, find_version(request, version_id), None)


@require_POST
def paper_links(request: ProgramRequest, survey_id: int) -> HttpResponse:
    """Make the links by which papers are keyed; made again, the old ones end."""
    found = find_survey(request, survey_id, Permission.CAPTURE_PAPER)
    try:
        give_paper_links(found, by=person(request))
    except NotAllowedNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Los dos enlaces quedaron listos. Los anteriores ya no sirven."))
    return redirect(_page_url(request, found.version, found))


def _drawing(request: ProgramRequest, version: QuestionnaireVersion, survey: Survey | None) -> dict[str, Any]:
    """How far the drawing of the paper is."""
    fingerprint = fingerprint_of(paper_html(version, survey), survey)
    key = paper_job_key(version, survey, fingerprint)
    return {
        "version": version,
        "survey": survey,
        "network": survey.network if survey else None,
        "is_drawn": drawn_paper(fingerprint) is not None,
        "job": progress_of(request.program, key),
        "pdf_url": _pdf_url(request, version, survey),
    }


def _capture(request: ProgramRequest, survey: Survey) -> dict[str, Any]:
    """Who keys, and what only those who give out the links are shown."""
    takes = takes_papers(survey)
    may = has_permission(request.actor, Permission.CAPTURE_PAPER, survey.network)
    coordinates_it = may and coordinates(survey, person(request))
    shows_links = takes and may and not coordinates_it
    return {
        "takes_papers": takes,
        "may_capture": may,
        "coordinates_it": coordinates_it,
        "shows_links": shows_links,
        "links": keying_urls(survey) if shows_links else None,
        "some_wait": shows_links and some_wait(survey),
    }


def _file(request: ProgramRequest, version: QuestionnaireVersion, survey: Survey | None) -> HttpResponse:
    """The drawing, or the page that asks for it while there is none."""
    drawn: BlankPaper | None = drawn_paper(fingerprint_of(paper_html(version, survey), survey))
    if drawn is None:
        return redirect(_page_url(request, version, survey))
    name = f"cuestionario-en-papel-{version.questionnaire.code}-v{version.number}.pdf"
    response = HttpResponse(bytes(drawn.pdf), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page_url(request: ProgramRequest, version: QuestionnaireVersion, survey: Survey | None) -> str:
    if survey is None:
        return program_url(request.program, "surveys:version_paper", version_id=version.pk)
    return program_url(request.program, "surveys:paper", survey_id=survey.pk)


def _pdf_url(request: ProgramRequest, version: QuestionnaireVersion, survey: Survey | None) -> str:
    if survey is None:
        return program_url(request.program, "surveys:version_paper_pdf", version_id=version.pk)
    return program_url(request.program, "surveys:paper_pdf", survey_id=survey.pk)
