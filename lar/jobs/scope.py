"""The transaction in which a job's own row is read and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet

from lar.jobs.models import Job
from lar.tenancy.context import program_context


@contextmanager
def scope(program_id: int | None) -> Iterator[None]:
    """Open the programme's context, or a plain transaction for the platform's own jobs."""
    if program_id is not None:
        with program_context(program_id):
            yield
    else:
        with transaction.atomic():
            yield


def jobs_of(program_id: int | None) -> QuerySet[Job]:
    """Return the jobs of one programme, or the platform's. Call inside ``scope``."""
    if program_id is None:
        return Job.objects.filter(program__isnull=True)
    return Job.objects.filter(program_id=program_id)
