"""Paper: drawing it, and giving out the two links by which it is keyed.

Keying itself is not here: like any answer it leaves no event (questionnaires.surveys.keying).
"""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue, retry_job
from lar.jobs.models import Job, JobState
from networks.errors import NotAllowedNow
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.models import BlankPaper, Survey
from questionnaires.surveys.paper_page import fingerprint_of, paper_html, paper_job_key
from questionnaires.surveys.queries.paper import coordinates, takes_papers

DRAW = "questionnaires.surveys.draw_paper"


@transaction.atomic
def ask_for_paper(version: QuestionnaireVersion, *, survey: Survey | None = None, by: User) -> Job:
    """Put the drawing of the blank paper in the queue; of the same page it is the same job."""
    job = enqueue(
        DRAW,
        key=paper_job_key(version, survey, fingerprint_of(paper_html(version, survey), survey)),
        args={"version_id": version.pk, "survey_id": survey.pk if survey else None},
        by=by,
        queue="heavy",
        total_steps=2,
        subject=survey.network.name if survey else str(version),
    )
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        job = retry_job(job, by=by)
    record("paper.asked_for", by=by, network_id=survey.network_id if survey else None, subject=version.pk)
    return job


@transaction.atomic
def keep_paper(
    version: QuestionnaireVersion,
    *,
    survey: Survey | None = None,
    fingerprint: bytes,
    pdf: bytes,
    by: User | None,
) -> BlankPaper:
    """Keep the drawing of a page. There is one: whoever comes second gets the first."""
    paper, _created = BlankPaper.objects.get_or_create(
        fingerprint=fingerprint, defaults={"version": version, "survey": survey, "pdf": pdf}
    )
    record("paper.drawn", by=by, network_id=survey.network_id if survey else None, subject=version.pk)
    return paper


@transaction.atomic
def give_paper_links(survey: Survey, *, by: User) -> Survey:
    """Make the two links by which papers are keyed; made again, the old ones stop working.

    Raises:
        NotAllowedNow: when it is not open or has no slips, or when who asks coordinates the network.
    """
    found = Survey.objects.select_for_update(of=("self",)).select_related("network").get(pk=survey.pk)
    if not takes_papers(found):
        raise NotAllowedNow(_("Solo se digita en papel mientras está abierta y con cupones impresos."))
    if coordinates(found, by):
        raise NotAllowedNow(
            _("Coordinas esta red: pide a otra persona del equipo facilitador que digite o dé los enlaces.")
        )
    found.paper_key = uuid.uuid4()
    found.save(update_fields=["paper_key"])
    record("survey.paper_links_given", by=by, network_id=found.network_id, subject=found.pk)
    return found
