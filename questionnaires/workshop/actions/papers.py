"""Asking for a workshop's posters, cards and sheets."""

from __future__ import annotations

from django.db import transaction

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue, retry_job
from lar.jobs.models import Job, JobState
from questionnaires.workshop.models import SocializationWorkshop

DRAW = "questionnaires.workshop.draw_papers"


@transaction.atomic
def ask_for_papers(workshop: SocializationWorkshop, *, digest: str, by: User) -> Job:
    """Put the drawing in the queue. Asked again it is the same job; a failed one gets another chance."""
    job = enqueue(
        DRAW,
        key=f"workshop-papers:{workshop.pk}:{digest}",
        args={"workshop_id": workshop.pk, "digest": digest},
        by=by,
        queue="heavy",
        total_steps=2,
        subject=workshop.network.name,
    )
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        job = retry_job(job, by=by)
    record("workshop.papers_asked", by=by, network_id=workshop.network_id, subject=workshop.pk)
    return job
