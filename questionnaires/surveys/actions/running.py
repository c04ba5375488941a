"""While a survey is open: its date, its N, and calling it off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from networks.errors import NotAllowedNow
from questionnaires.surveys.counts import has_answers
from questionnaires.surveys.doors import drop_codes
from questionnaires.surveys.locks import lock_alone
from questionnaires.surveys.models import RosterCorrection, Survey, SurveyMode, SurveyState
from questionnaires.surveys.own_network import require_another_person


@transaction.atomic
def extend_survey(survey: Survey, *, closes_at: datetime, by: User) -> Survey:
    """Move the closing later. The team's own moves are not counted among the automatic two.

    Raises:
        NotAllowedNow: when it is not open, or the date is not later than the one in force.
    """
    opened = _locked(survey, SurveyState.OPEN)
    if closes_at <= opened.closes_at:
        raise NotAllowedNow(_("La nueva fecha debe ser posterior a la actual."), "closes_at")
    opened.closes_at = closes_at
    opened.save(update_fields=["closes_at"])
    record(
        "survey.extended",
        by=by,
        network_id=opened.network_id,
        subject=opened.pk,
        closes_at=closes_at.isoformat(),
    )
    return opened


@transaction.atomic
def cancel_survey(survey: Survey, *, reason: str, by: User) -> Survey:
    """Call off a draft, or an open survey that nobody has answered; its codes go at once.

    Raises:
        NotAllowedNow: after the first answer, or when it is over.
    """
    found = _locked(survey, SurveyState.DRAFT, SurveyState.OPEN)
    if found.state == SurveyState.OPEN and has_answers(found.pk):
        raise NotAllowedNow(_("Ya hay respuestas: la aplicación sigue y se cierra en su fecha."))
    drop_codes_of = found.state == SurveyState.OPEN
    found.invitations.all().delete()
    if drop_codes_of:
        drop_codes(found)
    found.state = SurveyState.CANCELLED
    found.save(update_fields=["state"])
    record("survey.cancelled", by=by, network_id=found.network_id, subject=found.pk, reason=reason)
    return found


@transaction.atomic
def correct_roster_n(survey: Survey, *, n: int, reason: str, by: User) -> Survey:
    """Correct N of an open survey before its first answer. Slips are drawn anew: N of them.

    Raises:
        NotAllowedNow: after the first answer, for the same N, without a reason, for fewer people
            than addresses that got a code, or when ``by`` coordinates the network.
    """
    opened = _locked(survey, SurveyState.OPEN)
    require_another_person([opened.network], by=by)
    if not reason.strip():
        raise NotAllowedNow(_("Escribe el motivo de la corrección."), "reason")
    if opened.mode == SurveyMode.OPEN_CODE:
        raise NotAllowedNow(_("Con un código abierto no hay un número de personas que corregir."))
    if has_answers(opened.pk):
        raise NotAllowedNow(_("Ya hay respuestas: N no cambia más."))
    if n < 1 or n == opened.roster_n:
        raise NotAllowedNow(_("Escribe un número de personas distinto del actual."), "n")
    if opened.mode == SurveyMode.EMAIL and n < opened.codes_made:
        raise NotAllowedNow(_("Hay más correos con código que personas: anula y prepara de nuevo."), "n")
    corrections = opened.corrections.count()
    RosterCorrection.objects.create(
        survey=opened, previous=opened.roster_n or 0, corrected=n, reason=reason.strip(), by=by
    )
    if opened.mode == SurveyMode.SLIPS:
        drop_codes(opened)
    Survey.objects.filter(pk=opened.pk).update(roster_n=n)
    if opened.mode == SurveyMode.SLIPS:
        enqueue(
            "questionnaires.surveys.draw_slips",
            key=f"slips:{opened.pk}:n{corrections + 1}",
            args={"survey_id": opened.pk},
            by=by,
        )
    opened.refresh_from_db()
    record("survey.roster_corrected", by=by, network_id=opened.network_id, subject=opened.pk, n=n)
    return opened


def _locked(survey: Survey, *states: SurveyState) -> Survey:
    """Return the survey with its lock held alone, when it is in one of ``states``."""
    lock_alone(survey.pk)
    found = (
        Survey.every.select_for_update(of=("self",)).select_related("network", "activity").get(pk=survey.pk)
    )
    if found.state not in states:
        raise NotAllowedNow(
            _("Ahora no se puede: la aplicación está %s.") % SurveyState(found.state).label.lower()
        )
    return found
