"""A release as files to work with: a workbook, a CSV, a .sav."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission
from lar.tenancy.requests import ProgramRequest
from networks.views.finding import person
from questionnaires.results.actions import note_export
from questionnaires.results.contexts import agreed_before, agreed_in
from questionnaires.results.exports import ExportedRelease, to_csv, to_sav, to_xlsx
from questionnaires.results.models import Release
from questionnaires.results.queries import earlier_releases
from questionnaires.results.readers import read_release
from questionnaires.results.report import Agreed
from questionnaires.results.views.finding import find_release

Writer = Callable[[Sequence[ExportedRelease], str, Sequence[Agreed]], bytes]
WRITERS: dict[str, tuple[Writer, str, str]] = {
    "planilla": (
        lambda exported, title, agreements: to_xlsx(exported, title=title, agreements=agreements),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": (lambda exported, _title, _agreements: to_csv(exported), "csv", "text/csv; charset=utf-8"),
    "spss": (
        lambda exported, title, _agreements: to_sav(exported, label=title),
        "sav",
        "application/x-spss-sav",
    ),
}
"""Word of the address → what writes it, how its name ends, its type."""


@require_safe
def data(request: ProgramRequest, release_id: int, kind: str) -> HttpResponse:
    release = find_release(request, release_id, Permission.VIEW_NETWORK_RESULTS)
    if kind not in WRITERS:
        raise Http404
    write, ending, content_type = WRITERS[kind]
    network, year = release.survey.network, release.survey.cycle.year
    title = _("Resultados de %(network)s, %(year)s") % {"network": network.name, "year": year}
    exported = [_exported(one) for one in [release, *earlier_releases(release)]]
    note_export(release, kind=kind, by=person(request))
    response = HttpResponse(write(exported, title, _agreements(release)), content_type=content_type)
    name = f"resultados-{slugify(network.name)}-{year}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _agreements(release: Release) -> list[Agreed]:
    """The agreements of the release's cycle and of the year before, as they stand today."""
    today = timezone.localdate()
    return [*agreed_in(release.survey, on=today), *agreed_before(release.survey, on=today)]


def _exported(release: Release) -> ExportedRelease:
    return ExportedRelease(read_release(release.payload), release.sha256, release.number)
