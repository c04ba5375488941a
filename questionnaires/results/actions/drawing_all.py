"""All the PDFs of a year in one act: a batch with one part per report, each drawn and kept once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from networks.errors import NotAllowedNow
from questionnaires.results.models import Report

DRAW_ALL = "questionnaires.results.draw_year"


@transaction.atomic
def ask_for_year(reports: Sequence[Report], *, year: int, by: User) -> Job:
    """Put the drawing of these reports of a year in the queue, as one batch with visible progress.

    Raises:
        NotAllowedNow: there is nothing to draw.
    """
    if not reports:
        raise NotAllowedNow(_("Todos los informes de ese año ya están dibujados."))
    batch = enqueue(
        DRAW_ALL,
        key=f"draw-year:{year}:{timezone.now():%Y%m%d%H%M%S%f}",
        args={"year": year, "report_ids": sorted(report.pk for report in reports)},
        by=by,
        subject=str(year),
    )
    record("report.all_asked_for", by=by, subject=batch.pk, year=year, reports=len(reports))
    return batch
