"""All the PDFs of a year: one part per report."""

from __future__ import annotations

from collections.abc import Sequence

from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from questionnaires.results.actions.drawing import DRAW
from questionnaires.results.models import Report


def fan_out(batch: Job, report_ids: Sequence[int]) -> None:
    """Ask for one part per report; asking again asks for nothing new."""
    reports = Report.objects.filter(pk__in=report_ids).select_related("release__survey__network")
    for report in reports.order_by("release__survey__network__name", "pk"):
        enqueue(
            DRAW,
            key=f"report:{report.pk}:{batch.pk}",
            args={"report_id": report.pk},
            by=batch.requested_by,
            parent=batch,
            queue="heavy",
            total_steps=3,
            subject=report.release.survey.network.name,
        )
