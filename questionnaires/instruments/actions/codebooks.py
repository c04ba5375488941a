"""The PDF of a codebook: asked for by a person, drawn by a job, kept once."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue, retry_job
from lar.jobs.models import Job, JobState
from questionnaires.instruments.errors import InstrumentRefused
from questionnaires.instruments.models import CodebookFile, QuestionnaireVersion

DRAW = "questionnaires.instruments.draw_codebook"


@transaction.atomic
def ask_for_codebook(version: QuestionnaireVersion, *, by: User) -> Job:
    """Put the drawing in the queue. Asked again it is the same job; a failed one gets another chance.

    Raises:
        InstrumentRefused: of a draft, which may still change.
    """
    if version.published_at is None:
        raise InstrumentRefused(_("El PDF se prepara cuando la versión está publicada."))
    job = enqueue(
        DRAW,
        key=f"codebook:{version.pk}",
        args={"version_id": version.pk},
        by=by,
        queue="heavy",
        total_steps=2,
        subject=str(version),
    )
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        job = retry_job(job, by=by)
    record("codebook.asked_for", by=by, subject=version.pk)
    return job


@transaction.atomic
def keep_codebook(version: QuestionnaireVersion, *, pdf: bytes, by: User | None) -> CodebookFile:
    """Keep the drawing. There is one: whoever comes second gets the first."""
    file, _created = CodebookFile.objects.get_or_create(version=version, defaults={"pdf": pdf})
    record("codebook.drawn", by=by, subject=version.pk)
    return file
