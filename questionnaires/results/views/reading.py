"""`/leer/<token>/`: what the members of a network read, without an account. Treated as public."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lar.tenancy.context import program_context
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.queries.agreements import PublicAgreement, newest_agreements
from questionnaires.results.models import Release
from questionnaires.results.queries import opened_to_members, report_of
from questionnaires.results.reports import document_of
from questionnaires.surveys.codes import reading_token
from questionnaires.surveys.models import ReadingLink


@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    program = _program_of(token)
    if program is None:
        return _page(request, "results/reading_unknown.html", status=404)
    with program_context(program):
        link = _link_of(token)
        if link is None or link.expires_on < timezone.localdate():
            return _page(request, "results/reading_unknown.html", status=404)
        opened = _newest_of_each(opened_to_members(link.network))
        if not opened:
            return _page(
                request,
                "results/reading_empty.html",
                network=link.network,
                program=link.program,
                agreements=_agreements(link),
            )
        wanted = request.GET.get("cuestionario", "")
        release = next((one for one in opened if one.survey.version.questionnaire.code == wanted), opened[0])
        return _page(
            request,
            "results/reading.html",
            report=document_of(report_of(release, "members")),
            others=[one for one in opened if one != release],
            program=link.program,
            agreements=_agreements(link),
        )


def _agreements(link: ReadingLink) -> list[list[PublicAgreement]]:
    """What the network agreed, as it stands today, by year."""
    found = newest_agreements(link.network, on=timezone.localdate())
    return [list(those) for _year, those in groupby(found, key=lambda one: one.year)]


def _newest_of_each(releases: Iterable[Release]) -> list[Release]:
    """The newest release of each questionnaire; what is read first is the newest of all."""
    found: dict[int, Release] = {}
    for release in releases:
        found.setdefault(release.survey.questionnaire_id, release)
    return list(found.values())


def _program_of(token: str) -> int | None:
    door = Door.objects.filter(kind=DoorKind.READING, token_hash=Door.hash(DoorKind.READING, token))
    return door.values_list("program_id", flat=True).first()


def _link_of(token: str) -> ReadingLink | None:
    """The live link whose token this is. Tokens are derived, not kept: each network's is made again."""
    live = ReadingLink.objects.filter(revoked_at=None).select_related("network", "program").order_by("pk")
    return next((link for link in live if reading_token(link.pk) == token), None)


def _page(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Found by its address only: search engines and other sites' logs get nothing of it."""
    response = render(request, template, context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
