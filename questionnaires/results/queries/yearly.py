"""The reports of all networks of a programme, by the year of their cycle."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from lar.authorization import Actor
from networks.models.ordering import SpanishKey
from questionnaires.results.models import Release, Report, ReportFile
from questionnaires.results.queries.releases import scale_releases, visible_release


def years_with_results() -> list[int]:
    """Years of cycles in which some network has results, newest first."""
    years = (
        Release.objects.filter(survey__activity=None)
        .order_by()
        .values_list("survey__cycle__year", flat=True)
        .distinct()
    )
    return sorted(years, reverse=True)


def reports_of_year(actor: Actor, year: int) -> list[Report]:
    """The newest report of each survey of that year, by network: with its release and ``is_drawn``.

    Two queries, whatever the number of networks.
    """
    of_year = scale_releases().filter(survey__cycle__year=year).order_by("survey_id", "-number")
    releases = visible_release(actor).filter(pk__in=of_year.distinct("survey_id").values("pk"))
    in_order = list(releases.defer("payload").order_by(SpanishKey("survey__network__name"), "survey_id"))
    found = (
        Report.objects.filter(release__in=in_order, kind="network")
        .defer("payload")
        .annotate(is_drawn=Exists(ReportFile.objects.filter(report=OuterRef("pk"))))
        .order_by("release_id", "-created_at", "-pk")
        .distinct("release_id")
    )
    by_release = {report.release_id: report for report in found}
    for release in in_order:
        by_release[release.pk].release = release
    return [by_release[release.pk] for release in in_order]
