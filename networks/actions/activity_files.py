"""The agenda and the minutes on paper: asked for by a person, drawn by a job, kept until they change."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue, retry_job
from lar.jobs.models import Job, JobState
from networks.errors import NotAllowedNow
from networks.models import Activity, ActivityDocument, ActivityFile
from networks.printed import file_key

DRAW = "networks.activities.draw"


@transaction.atomic
def ask_for_document(activity: Activity, *, document: ActivityDocument, by: User) -> Job:
    """Put the drawing in the queue. Asked again it is the same job; a failed one gets another chance.

    Raises:
        NotAllowedNow: for the minutes of what has not been held.
    """
    if document.is_minutes and not activity.is_held:
        raise NotAllowedNow(_("El acta se imprime cuando la actividad ya se realizó."))
    job = enqueue(
        DRAW,
        key=file_key(activity, document),
        args={"activity_id": activity.pk, "document": document.value, "revision": activity.revision},
        by=by,
        queue="heavy",
        total_steps=2,
        subject=activity.title,
    )
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        job = retry_job(job, by=by)
    record("activity_file.asked_for", by=by, subject=activity.pk, document=document.value)
    return job


@transaction.atomic
def keep_document(
    activity: Activity, *, document: ActivityDocument, revision: int, pdf: bytes, by: User | None
) -> None:
    """Keep the drawing in place of an earlier one; one of an older revision never replaces a newer."""
    kept = ActivityFile.objects.select_for_update().filter(activity=activity, document=document).first()
    if kept is None:
        ActivityFile.objects.create(activity=activity, document=document, revision=revision, pdf=pdf)
    elif kept.revision < revision:
        kept.revision, kept.pdf = revision, pdf
        kept.save()
    record("activity_file.drawn", by=by, subject=activity.pk, document=document.value)
