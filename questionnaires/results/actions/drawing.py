"""The PDF of a report: asked for by a person, drawn by a job, kept once."""

from __future__ import annotations

from django.db import transaction

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue, retry_job
from lar.jobs.models import Job, JobState
from questionnaires.results.models import Report, ReportFile

DRAW = "questionnaires.results.draw_report"


@transaction.atomic
def ask_for_pdf(report: Report, *, by: User) -> Job:
    """Put the drawing in the queue. Asked again it is the same job; a failed one gets another chance."""
    network = report.release.survey.network
    job = enqueue(
        DRAW,
        key=f"report:{report.pk}",
        args={"report_id": report.pk},
        by=by,
        queue="heavy",
        total_steps=3,
        subject=network.name,
    )
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        job = retry_job(job, by=by)
    record("report.asked_for", by=by, network_id=network.pk, subject=report.pk)
    return job


@transaction.atomic
def keep_pdf(report: Report, *, pdf: bytes, by: User | None) -> ReportFile:
    """Keep the drawing of a report. There is one: whoever comes second gets the first."""
    file, _created = ReportFile.objects.get_or_create(report=report, defaults={"pdf": pdf})
    record("report.drawn", by=by, network_id=report.release.survey.network_id, subject=report.pk)
    return file
