"""The report of a network on the web: the network, a dimension, its items."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from networks.views.finding import person
from questionnaires.results.actions import note_reading
from questionnaires.results.queries import opened_audiences, report_of
from questionnaires.results.reports import document_of
from questionnaires.results.rules import next_audience
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
    context = {
        "release": release,
        "network": network,
        "report": document_of(row),
        "openings": openings,
        "next_audience": next_audience(openings),
        "may_open": has_permission(request.actor, Permission.OPEN_RELEASE, network),
        "may_contrast": may_contrast(request, release.survey.team_shares_contrast, network),
        "reading_url": reading_link_url(network) if "members" in openings else "",
    }
    return render(request, "results/report.html", context)


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
        "previous": document.dimensions[place - 1] if place else None,
        "following": document.dimensions[place + 1] if place + 1 < len(codes) else None,
    }
    return render(request, "results/dimension.html", context)


def may_contrast(request: ProgramRequest, is_shared: bool, network: object) -> bool:
    """The team sees its own view beside the members'; a facilitator when the team shares it."""
    if has_permission(request.actor, Permission.VIEW_TEAM_CONTRAST, network):  # type: ignore[arg-type]
        return True
    return is_shared and has_permission(request.actor, Permission.VIEW_PROGRAM_BOARD)
