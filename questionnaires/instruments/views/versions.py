"""The programme's questionnaires: the list, and each version exactly as members will see it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.preview import items_context
from questionnaires.instruments.queries import all_versions, published_versions


@require_safe
def version_list(request: ProgramRequest) -> HttpResponse:
    _require_reader(request)
    set_crumbs(request, [Crumb(_("Cuestionarios"))])
    return render(request, "instruments/version_list.html", {"versions": _readable(request)})


@require_safe
def version(request: ProgramRequest, version_id: int) -> HttpResponse:
    _require_reader(request)
    found = get_object_or_404(_readable(request), pk=version_id)
    list_url = program_url(request.program, "instruments:version_list")
    set_crumbs(request, [Crumb(_("Cuestionarios"), list_url), Crumb(str(found))])
    return render(
        request,
        "instruments/version.html",
        {
            "version": found,
            **items_context(found),
            "show_meanings": "significados" in request.GET,
            "list_url": list_url,
        },
    )


def _require_reader(request: ProgramRequest) -> None:
    """Those who see networks: in the whole programme, or one of theirs."""
    if not request.actor.networks_with(Permission.VIEW_NETWORK):
        require(request, Permission.VIEW_NETWORK)


def _readable(request: ProgramRequest) -> QuerySet[QuestionnaireVersion]:
    """Drafts are for those who accompany the whole programme."""
    whole = has_permission(request.actor, Permission.VIEW_NETWORK)
    return all_versions() if whole else published_versions()
