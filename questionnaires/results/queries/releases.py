"""Which releases and reports there are."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from lar.authorization import Actor
from networks.models import Network
from questionnaires.results.models import Release, Report, ReportFile
from questionnaires.results.models.release import ReleaseKind


def scale_releases() -> QuerySet[Release]:
    """Networks' releases of items and dimensions, with what every page of theirs needs.

    Those of workshops' evaluations are apart: ``queries.evaluations``.
    """
    return Release.objects.filter(kind=ReleaseKind.SCALE, survey__activity=None).select_related(
        "program", "survey__network", "survey__cycle", "survey__version__questionnaire"
    )


def visible_release(actor: Actor) -> QuerySet[Release]:
    """Those of networks whose existence the actor may know."""
    return scale_releases().filter(survey__network__in=Network.objects.visible_to(actor))


def latest_release(network: Network) -> Release | None:
    """The network's newest release."""
    return scale_releases().filter(survey__network=network).order_by("-created_at", "-pk").first()


def earlier_releases(release: Release) -> list[Release]:
    """The network's releases of the same questionnaire in the years before, newest first; one per survey."""
    survey = release.survey
    found = scale_releases().filter(
        survey__network=survey.network_id,
        survey__version__questionnaire=survey.version.questionnaire_id,
        survey__cycle__year__lt=survey.cycle.year,
    )
    return sorted(
        found.order_by("survey_id", "-number").distinct("survey_id"),
        key=lambda one: one.survey.cycle.year,
        reverse=True,
    )


def report_of(release: Release, kind: str) -> Report:
    """The newest report of that kind; a release has one of each from its first moment."""
    report = Report.objects.filter(release=release, kind=kind).order_by("-created_at", "-pk")[:1].get()
    report.release = release
    return report


def editions_of(release: Release) -> list[Report]:
    """The editions of the network's report, newest first, each with ``is_drawn``. The first is in force."""
    drawn = Exists(ReportFile.objects.filter(report=OuterRef("pk")))
    found = Report.objects.filter(release=release, kind="network").annotate(is_drawn=drawn)
    return list(found.order_by("-created_at", "-pk"))


def first_edition(release: Release) -> Report:
    """The edition made with the release: every section and every statement."""
    report = Report.objects.filter(release=release, kind="network").order_by("created_at", "pk")[:1].get()
    report.release = release
    return report


def superseded_by(report: Report) -> Report | None:
    """A newer report of the same kind about the same survey, if there is one."""
    newer = Report.objects.filter(
        kind=report.kind, release__survey=report.release.survey_id, created_at__gt=report.created_at
    )
    return newer.order_by("-created_at").first()
