"""What every page of results begins with: find the release, check, say where the reader is."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs, set_hats
from networks.queries.people import hats_in
from questionnaires.results.models import Release
from questionnaires.results.queries import visible_release


def find_release(request: ProgramRequest, release_id: int, permission: Permission) -> Release:
    """Return a release that the actor may read: 404 for strangers to its network, 403 for insiders."""
    release = get_object_or_404(visible_release(request.actor), pk=release_id)
    network = release.survey.network
    require(request, permission, network)
    set_hats(request, hats_in(request.actor, network))
    return release


EVERY_NETWORK = (Permission.VIEW_PROGRAM_BOARD, Permission.VIEW_NETWORK_RESULTS)


def require_every_network(request: ProgramRequest) -> Actor:
    """Return the actor when she follows the whole programme and reads the results of all its networks.

    Asked once, of what she lacks: of two calls one after the other nobody would notice that one is gone.
    """
    lacking = (right for right in EVERY_NETWORK if not has_permission(request.actor, right))
    return require(request, next(lacking, EVERY_NETWORK[0]))


def results_url(request: ProgramRequest, release: Release, name: str = "report", **kwargs: str) -> str:
    """The path of a page of results of that release."""
    return program_url(request.program, f"results:{name}", release_id=release.pk, **kwargs)


def show_crumbs(request: ProgramRequest, release: Release, *more: Crumb) -> None:
    """Say «network › cycle › results › …»."""
    survey = release.survey
    network, cycle = survey.network, survey.cycle
    set_crumbs(
        request,
        [
            Crumb(network.name, program_url(request.program, "networks:network", network_id=network.pk)),
            Crumb(
                _("Ciclo %(year)s") % {"year": cycle.year},
                program_url(request.program, "networks:cycle", network_id=network.pk, year=cycle.year),
            ),
            Crumb(_("Resultados"), results_url(request, release)),
            *more,
        ],
    )
