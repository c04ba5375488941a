"""Reads that matter enough to be written down."""

from __future__ import annotations

from django.db import transaction

from lar.accounts.models import User
from lar.audit.actions import record
from questionnaires.results.models import Release, Report


@transaction.atomic
def note_reading(report: Report, *, by: User) -> None:
    """Write down that a person opened a report."""
    record("report.read", by=by, network_id=report.release.survey.network_id, subject=report.pk)


@transaction.atomic
def note_download(report: Report, *, by: User) -> None:
    """Write down that a person took the PDF of a report."""
    record("report.downloaded", by=by, network_id=report.release.survey.network_id, subject=report.pk)


@transaction.atomic
def note_export(release: Release, *, kind: str, by: User) -> None:
    """Write down that a person took a release as a file of that kind."""
    record("release.exported", by=by, network_id=release.survey.network_id, subject=release.pk, kind=kind)


@transaction.atomic
def note_year_download(year: int, *, reports: int, by: User) -> None:
    """Write down that a person took all the PDFs of a year at once."""
    record("report.year_downloaded", by=by, subject=year, reports=reports)
