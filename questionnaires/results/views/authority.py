"""What a local authority reads: the networks of its territories, only what was opened to it, by dimension."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.authorization import Permission
from lar.disclosure import Audience
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.models import HomeVisit, Network
from networks.queries.conditions import unanswered
from networks.views.finding import person
from networks.views.notices import count
from questionnaires.results.actions import note_reading
from questionnaires.results.models import Release
from questionnaires.results.programme import reference_for
from questionnaires.results.queries import opened_audiences, opened_to_authority, report_of
from questionnaires.results.queries.changes import authority_changes
from questionnaires.results.readers import read_release
from questionnaires.results.reports import document_of
from questionnaires.results.rules import AUTHORITY
from questionnaires.results.views.finding import find_release, results_url
from questionnaires.results.views.pdf import download, drawing


@require_safe
def authority_home(request: ProgramRequest) -> HttpResponse:
    keys = _networks(request)
    networks = list(Network.objects.filter(pk__in=keys).order_by("name"))
    opened = groupby(opened_to_authority(keys), key=lambda release: release.survey.network_id)
    by_network = {network: list(releases) for network, releases in opened}
    waiting = unanswered(keys)
    rows = [(network, by_network.get(network.pk, []), waiting.get(network.pk, 0)) for network in networks]
    set_crumbs(request, [Crumb(_("Redes del territorio"))])
    count(request)
    since = HomeVisit.objects.note(person(request), timezone.now())
    changes = authority_changes(request.actor, request.program, networks, since) if since else []
    context = {"rows": rows, "since": since, "changes": changes}
    return render(request, "results/authority_home.html", context)


@require_safe
def authority_report(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = _find(request, release_id)
    network = release.survey.network
    home = program_url(request.program, "results:authority_home")
    set_crumbs(request, [Crumb(_("Redes del territorio"), home), Crumb(network.name)])
    row = report_of(release, "authority")
    note_reading(row, by=person(request))
    table = read_release(release.payload).tables[Audience.AUTHORITY]
    context = {
        "release": release,
        "network": network,
        "report": document_of(row),
        "reference": reference_for(request.actor, release, table, Audience.AUTHORITY),
    }
    return render(request, "results/authority_report.html", context)


@require_safe
def authority_pdf(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = _find(request, release_id)
    return download(
        request, report_of(release, "authority"), results_url(request, release, "authority_drawing")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def authority_drawing(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = _find(request, release_id)
    return drawing(
        request,
        report_of(release, "authority"),
        pdf_url=results_url(request, release, "authority_pdf"),
        back=results_url(request, release, "authority_report"),
    )


def _networks(request: ProgramRequest) -> list[int]:
    """The networks that the person reads as an authority; 403 for those who are none."""
    if not request.actor.territories:
        require(request, Permission.VIEW_AUTHORITY_RESULTS)
    return sorted(request.actor.networks_with(Permission.VIEW_AUTHORITY_RESULTS))


def _find(request: ProgramRequest, release_id: int) -> Release:
    """A release opened to the authority. One that was not opened does not exist for it."""
    release = find_release(request, release_id, Permission.VIEW_AUTHORITY_RESULTS)
    if AUTHORITY not in opened_audiences(release):
        raise Http404
    return release
