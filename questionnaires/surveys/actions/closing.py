"""The end of a survey: closing by its date, sealing, and what comes of it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from networks.errors import NotAllowedNow
from questionnaires.surveys.counts import reaches_minimum
from questionnaires.surveys.locks import lock_alone
from questionnaires.surveys.models import BandMark, Survey, SurveyState
from questionnaires.surveys.rules import closes_now, next_closing


@transaction.atomic
def close_survey(survey: Survey, *, on: datetime | None = None, by: User | None = None) -> Survey:
    """Close a survey whose date came, or move its date by a week when too few have answered.

    It moves twice at most; then it closes with what there is. Closing asks for the sealing.

    Raises:
        NotAllowedNow: when it is not open, or its date has not come.
    """
    moment = on or timezone.now()
    lock_alone(survey.pk)
    opened = (
        Survey.every.select_for_update(of=("self",)).select_related("network", "activity").get(pk=survey.pk)
    )
    if opened.state != SurveyState.OPEN or moment < opened.closes_at:
        raise NotAllowedNow(_("La aplicación se cierra sola, en su fecha."))
    closes = closes_now(reaches_minimum=reaches_minimum(opened.pk), moves=opened.extensions)
    if closes:
        opened.state, opened.closed_at = SurveyState.CLOSED, moment
        BandMark.objects.filter(survey=opened.pk).delete()
        enqueue(
            "questionnaires.surveys.seal", key=f"seal:{opened.pk}", args={"survey_id": opened.pk}, by=None
        )
    else:
        opened.closes_at = next_closing(opened.closes_at, moment, opened.place.time_zone)
        opened.extensions += 1
    opened.save(update_fields=["state", "closed_at", "closes_at", "extensions"])
    record(
        "survey.closed" if closes else "survey.date_moved",
        by=by,
        network_id=opened.network_id,
        subject=opened.pk,
        closes_at=opened.closes_at.isoformat(),
    )
    return opened


@transaction.atomic
def seal_survey(survey: Survey, *, by: User | None = None) -> Survey:
    """Rewrite the answers in random order and delete every trace of codes; then ask for VACUUM.

    The survey is *sealing* after this, not yet *sealed*. Sealing one that is past it does nothing.
    """
    lock_alone(survey.pk)
    found = Survey.every.get(pk=survey.pk)
    if found.state == SurveyState.CLOSED:
        with connection.cursor() as cursor:
            cursor.execute("SELECT lar_seal_survey(%s)", [found.pk])
        enqueue(
            "questionnaires.surveys.vacuum", key=f"vacuum:{found.pk}", args={"survey_id": found.pk}, by=None
        )
    record("survey.sealing", by=by, network_id=found.network_id, subject=found.pk)
    found.refresh_from_db()
    return found


@transaction.atomic
def conclude_sealing(survey: Survey, *, by: User | None = None) -> Survey:
    """After VACUUM: ask for the release. Ending the sealing has said whether there are answers enough.

    Raises:
        NotAllowedNow: when the survey is not sealed yet.
    """
    sealed = Survey.every.select_for_update(of=("self",)).get(pk=survey.pk)
    if sealed.state not in {SurveyState.SEALED, SurveyState.TOO_FEW, SurveyState.RELEASED}:
        raise NotAllowedNow(_("La aplicación todavía no está sellada."))
    if sealed.state == SurveyState.SEALED:
        enqueue(
            "questionnaires.results.release",
            key=f"release:{sealed.pk}",
            args={"survey_id": sealed.pk},
            by=None,
        )
    record("survey.sealed", by=by, network_id=sealed.network_id, subject=sealed.pk, state=sealed.state)
    return sealed
