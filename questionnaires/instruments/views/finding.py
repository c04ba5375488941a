"""What the pages of questionnaires begin with: who may be here, which version, and where the reader is."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.queries import all_versions, published_versions


def readable_versions(request: ProgramRequest) -> QuerySet[QuestionnaireVersion]:
    """Those who see networks read published versions; drafts are for those who accompany the programme."""
    if not request.actor.networks_with(Permission.VIEW_NETWORK):
        require(request, Permission.VIEW_NETWORK)
    whole = has_permission(request.actor, Permission.VIEW_NETWORK)
    return all_versions() if whole else published_versions()


def find_version(request: ProgramRequest, version_id: int) -> QuestionnaireVersion:
    return get_object_or_404(readable_versions(request), pk=version_id)


def find_draft(request: ProgramRequest, version_id: int) -> QuestionnaireVersion:
    """A draft, for those who edit questionnaires; a published version is not one any more (404)."""
    require(request, Permission.EDIT_INSTRUMENTS)
    return get_object_or_404(all_versions().filter(published_at=None), pk=version_id)


def show_crumbs(request: ProgramRequest, version: QuestionnaireVersion | None, *more: Crumb) -> None:
    """Say «cuestionarios › version › …»."""
    crumbs = [Crumb(_("Cuestionarios"), program_url(request.program, "instruments:version_list"))]
    if version is not None:
        crumbs.append(Crumb(str(version), version_url(request, version)))
    set_crumbs(request, [*crumbs, *more])


def version_url(request: ProgramRequest, version: QuestionnaireVersion, name: str = "version") -> str:
    return program_url(request.program, f"instruments:{name}", version_id=version.pk)
