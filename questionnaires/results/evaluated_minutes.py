"""What those at a workshop said, at the end of its minutes: from its release and nothing else."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lar.authorization import Permission
from lar.disclosure import Audience
from networks.minutes_annex import Annex, AnnexLine
from networks.models import Activity
from questionnaires.results.models import Release
from questionnaires.results.queries.evaluations import evaluation_release
from questionnaires.results.readers import read_release
from questionnaires.results.report import ItemLine, NetworkReport, ReportContext, assemble
from questionnaires.surveys.evaluations import evaluation_of


def report_of_evaluation(release: Release) -> NetworkReport:
    """Return what a release of an evaluation says, assembled like any other report."""
    return assemble(
        read_release(release.payload),
        ReportContext(),
        release=release.sha256,
        number=release.number,
        audience=Audience.NETWORK,
    )


def evaluation_annex(activity: Activity) -> Annex | None:
    """Return an evaluation's results for the minutes; ``None`` while the gate let none through."""
    survey = evaluation_of(activity)
    release = None if survey is None else evaluation_release(survey)
    if release is None:
        return None
    report = report_of_evaluation(release)
    page = report.dimensions[0]
    return Annex(
        title=_("Lo que dijeron quienes participaron"),
        permission=Permission.VIEW_NETWORK_RESULTS,
        lead=f"{page.sentence or page.reason} {report.summary.participation}",
        lines=tuple(_line(item) for item in page.items),
        notes=(report.reading.rule, f"{report.instrument.disclaimer}."),
    )


def _line(item: ItemLine) -> AnnexLine:
    return AnnexLine(item.text, item.percent if item.is_published else _("Reservado"), item.sentence)
