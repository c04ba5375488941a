"""Espejo: what the team expected beside what the network answered. For the team, unless it shares it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission, has_permission
from lar.statistics import Expected
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.ui.navigation import Crumb
from questionnaires.instruments.models import VersionNode
from questionnaires.results.queries.mirror import team_mirror
from questionnaires.results.views.finding import find_release, show_crumbs
from questionnaires.results.views.report import may_contrast
from questionnaires.surveys.queries.expectations import (
    PersonalExpectation,
    measured_nodes,
    team_expectations,
)


@dataclass(frozen=True)
class PersonRow:
    """A coordinator and what she said of each dimension, in their order."""

    name: str
    said: tuple[str, ...]


@require_safe
def mirror(request: ProgramRequest, release_id: int) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    survey = release.survey
    if not may_contrast(request, survey.team_shares_contrast, survey.network):
        require(request, Permission.VIEW_TEAM_CONTRAST, survey.network)
    show_crumbs(request, release, Crumb(_("Espejo")))
    people, nodes = team_expectations(survey), measured_nodes(survey)
    context = {
        "release": release,
        "network": survey.network,
        "mirror": team_mirror(release),
        "people": [_row(person, nodes) for person in people],
        "nodes": nodes,
        "is_shared": survey.team_shares_contrast,
        "is_published": survey.team_publishes_mirror,
        "may_publish": has_permission(request.actor, Permission.EXPECT_RESULTS, survey.network),
    }
    return render(request, "results/mirror.html", context)


def _row(person: PersonalExpectation, nodes: list[VersionNode]) -> PersonRow:
    return PersonRow(person.name, tuple(_said(person.expected.get(node.code)) for node in nodes))


def _said(expected: Expected | None) -> str:
    """ "7", or "7 (1 en desacuerdo)" when she said that too."""
    if expected is None:
        return "—"
    if expected.against is None:
        return str(expected.agree)
    return _("%(agree)s (%(against)s en desacuerdo)") % {"agree": expected.agree, "against": expected.against}
