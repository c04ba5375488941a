"""Opening: from here on roster, mode and version are frozen, and codes exist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from lar.tenancy.models import PrivacyNotice
from networks.errors import NotAllowedNow
from networks.models import Network
from networks.queries.agreements import last_years_agreements
from questionnaires.surveys.actions.preparing import AWAITS_FILE, ROSTER_CHANGED, SurveyPlan
from questionnaires.surveys.doors import ensure_reading_link, give_codes, give_open_code
from questionnaires.surveys.models import Survey, SurveyMode, SurveyState
from questionnaires.surveys.own_network import require_another_person
from questionnaires.surveys.queries.closings import would_replace_what_was_counted
from questionnaires.surveys.queries.roster import roster_is_current
from questionnaires.surveys.replacing import discard_replaced
from questionnaires.surveys.rules import MOST_AGREEMENTS, READING_LINK_LIFE, local_day


@transaction.atomic
def open_survey(survey: Survey, *, on: datetime | None = None, by: User) -> Survey:
    """Open a confirmed draft: freeze it, make its codes, and ask for the mails or the slips.

    An opening date that passed becomes ``on`` (now); one ahead stays, and answers wait for it.

    Raises:
        NotAllowedNow: without confirmation, privacy notice or time left, or when the roster changed.
    """
    moment = on or timezone.now()
    draft = (
        Survey.objects.select_for_update(of=("self",)).select_related("network", "cycle").get(pk=survey.pk)
    )
    draft.notice = _require_ready(draft, moment)
    draft.state = SurveyState.OPEN
    draft.opens_at = max(draft.opens_at, moment)
    draft.opened_by = by
    draft.last_agreements = _last_agreements(draft, moment)
    draft.save(update_fields=["notice", "state", "opens_at", "opened_by", "last_agreements"])
    last_day = local_day(draft.closes_at + READING_LINK_LIFE, draft.network.time_zone)
    ensure_reading_link(draft.network, expires_on=last_day)
    discard_replaced(draft)
    _make_codes(draft, by)
    draft.refresh_from_db(fields=["codes_made"])
    record(
        "survey.opened",
        by=by,
        network_id=draft.network_id,
        subject=draft.pk,
        n=draft.roster_n,
        mode=draft.mode,
        notice=draft.notice.number,
    )
    return draft


@transaction.atomic
def open_many(shown: Mapping[int, int], *, plan: SurveyPlan, year: int, by: User) -> Job:
    """Open a questionnaire for many networks in one act, as a batch with one part per network.

    A network's own draft of this questionnaire is opened as its team wrote it; the others get
    ``plan``. The act also confirms each network's N: ``shown`` holds, for each chosen network, the N
    that the page showed, and a network that calls another number by then is not opened.

    Raises:
        NotAllowedNow: when no network was chosen, the plan needs addresses that nobody wrote,
            or ``by`` coordinates one of them.
    """
    if not shown:
        raise NotAllowedNow(_("Elige al menos una red."), "networks")
    if plan.mode != SurveyMode.SLIPS:
        raise NotAllowedNow(_("Para muchas redes a la vez se usan cupones impresos."), "mode")
    keys = sorted(shown)
    require_another_person(list(Network.objects.filter(pk__in=keys)), by=by, field="networks")
    asked_at = timezone.now()
    batch = enqueue(
        "questionnaires.surveys.open_many",
        key=f"open-many:{plan.version.pk}:{year}:{asked_at:%Y%m%d%H%M%S%f}",
        args={
            "network_ids": keys,
            "shown": [shown[key] for key in keys],
            "year": year,
            "version_id": plan.version.pk,
            "code_keeper": str(plan.code_keeper),
            "opens_at": plan.opens_at.isoformat(),
            "closes_at": plan.closes_at.isoformat(),
        },
        by=by,
    )
    record("survey.opened_many", by=by, subject=batch.pk, networks=keys, version=plan.version.pk)
    return batch


def _require_ready(draft: Survey, moment: datetime) -> PrivacyNotice:
    """Return the notice in force, when nothing stands against opening."""
    if draft.state != SurveyState.DRAFT:
        raise NotAllowedNow(_("Esta aplicación ya se abrió o se anuló."))
    if draft.mode == SurveyMode.IMPORTED:
        raise NotAllowedNow(AWAITS_FILE)
    if draft.roster_confirmed_by_id is None:
        raise NotAllowedNow(_("Falta que el equipo facilitador confirme el padrón."))
    if draft.closes_at <= moment:
        raise NotAllowedNow(_("La fecha de cierre ya pasó: cámbiala antes de abrir."))
    if not roster_is_current(draft):
        raise NotAllowedNow(ROSTER_CHANGED)
    if would_replace_what_was_counted(draft, moment):
        raise NotAllowedNow(
            _(
                "La red ya aplicó este cuestionario este año y los resultados del programa ya se calcularon "
                "con esas respuestas: no se abre una segunda aplicación."
            )
        )
    notice = PrivacyNotice.objects.order_by("-number").first()
    if notice is None:
        raise NotAllowedNow(_("El programa todavía no publica su aviso de privacidad."))
    return notice


def _last_agreements(draft: Survey, moment: datetime) -> list[dict[str, str]]:
    """Return what people read before the first question; the first ones only, or the page grows."""
    day = local_day(moment, draft.network.time_zone)
    found = last_years_agreements(draft.network, before=draft.cycle.year, on=day)
    return [
        {"text": one.text, "state": one.state_words, "because": one.because, "year": str(one.year)}
        for one in found[:MOST_AGREEMENTS]
    ]


def _make_codes(survey: Survey, by: User) -> None:
    if survey.mode == SurveyMode.EMAIL:
        give_codes(survey)
        enqueue(
            "questionnaires.surveys.send_invitations",
            key=f"send-codes:{survey.pk}",
            args={"survey_id": survey.pk},
            by=by,
            run_after=survey.opens_at,
        )
    else:
        if survey.mode == SurveyMode.OPEN_CODE:
            give_open_code(survey)
        enqueue(
            "questionnaires.surveys.draw_slips",
            key=f"slips:{survey.pk}:0",
            args={"survey_id": survey.pk},
            by=by,
        )
