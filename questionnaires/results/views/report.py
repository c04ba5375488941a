"""The report of a network on the web: the network, a dimension, its items."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.disclosure import Audience
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.models import ResultShape
from networks.models.strategy import NODE_CHOICES
from networks.views.finding import person
from questionnaires.results.actions import note_reading
from questionnaires.results.models import Release
from questionnaires.results.programme import reference_for
from questionnaires.results.queries import opened_audiences, report_of
from questionnaires.results.queries.mirror import team_mirror
from questionnaires.results.queries.voices import voices_release
from questionnaires.results.readers import read_release
from questionnaires.results.report import DimensionPage
from questionnaires.results.reports import document_of
from questionnaires.results.rules import MEMBERS, next_audience
from questionnaires.results.views.finding import find_release, show_crumbs
from questionnaires.surveys.queries.links import reading_link_url


@require_safe
def report(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    show_crumbs(request, release)
    network = release.survey.network
    openings = opened_audiences(release)
    row = report_of(release, "network")
    note_reading(row, by=person(request))
    document = document_of(row)
    sees_team = may_contrast(request, release.survey.team_shares_contrast, network)
    context = {
        "release": release,
        "network": network,
        "report": document_of(row),
        "openings": openings,
        "next_audience": next_audience(openings),
        "may_open": has_permission(request.actor, Permission.OPEN_RELEASE, network),
        "may_remind": next_audience(openings) is not None
        and has_permission(request.actor, Permission.VIEW_PROGRAM_BOARD)
        and not has_permission(request.actor, Permission.OPEN_RELEASE, network),
        "may_contrast": sees_team,
        "private_surprise": _private_surprise(release) if sees_team and document.mirror is None else "",
        "agree_url": agree_url(request, release),
        "voices_to_share": may_share_voices(request, release, openings),
        "reading_url": reading_link_url(network) if "members" in openings else "",
        "reference": reference_for(
            request.actor, release, read_release(release.payload).tables[Audience.NETWORK], Audience.NETWORK
        ),
    }
    return render(request, "results/report.html", context)


def _private_surprise(release: Release) -> str:
    """The largest difference with what the team expected, while the report itself does not say it."""
    mirror = team_mirror(release)
    return mirror.surprise if mirror else ""


def may_share_voices(request: ProgramRequest, release: Release, openings: Collection[str]) -> bool:
    """Whether the reader may open the network's voices to members: they have the results, and not these."""
    network = release.survey.network
    if MEMBERS not in openings or not has_permission(request.actor, Permission.OPEN_RELEASE, network):
        return False
    found = voices_release(release.survey)
    return found is not None and not found.openings.exists()


@require_safe
def dimension(request: ProgramRequest, release_id: int, code: str) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    document = document_of(report_of(release, "network"))
    page = document.dimension(code)
    if page is None:
        raise Http404
    show_crumbs(request, release, Crumb(page.name))
    codes = [other.code for other in document.dimensions]
    place = codes.index(code)
    context = {
        "release": release,
        "report": document,
        "page": page,
        "agree_url": agree_url(request, release),
        "catalogue_url": catalogue_url(request, page),
        "shape": shape_of(page),
        "previous": document.dimensions[place - 1] if place else None,
        "following": document.dimensions[place + 1] if place + 1 < len(codes) else None,
    }
    return render(request, "results/dimension.html", context)


def agree_url(request: ProgramRequest, release: Release) -> str:
    """The form of an agreement that comes from a bar; the bar's code goes at its end. Empty for readers."""
    network = release.survey.network
    if not has_permission(request.actor, Permission.EDIT_CYCLE, network):
        return ""
    path = program_url(request.program, "networks:agreement_create", network_id=network.pk)
    return f"{path}?resultado={release.pk}&codigo="


def shape_of(page: DimensionPage) -> str:
    """The first word of what the answers show: consenso, tendencia, disperso, dividido; "" when reserved."""
    return page.word.split()[0].lower() if page.word else ""


def catalogue_url(request: ProgramRequest, page: DimensionPage) -> str:
    """The strategies that answer this dimension's shape; "" when it has none or is not of the model."""
    shape = shape_of(page)
    if shape not in ResultShape.values or page.code not in dict(NODE_CHOICES):
        return ""
    query = urlencode({"dimension": page.code, "forma": shape})
    return f"{program_url(request.program, 'networks:strategy_catalogue')}?{query}"


def may_contrast(request: ProgramRequest, is_shared: bool, network: object) -> bool:
    """The team sees its own view beside the members'; a facilitator when the team shares it."""
    if has_permission(request.actor, Permission.VIEW_TEAM_CONTRAST, network):  # type: ignore[arg-type]
        return True
    return is_shared and has_permission(request.actor, Permission.VIEW_PROGRAM_BOARD)
