"""Answers that were gathered elsewhere: said first what they are, then loaded, closed and sealed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from lar.tenancy.models import PrivacyNotice
from networks.errors import NotAllowedNow
from networks.models import Cycle
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.instruments.special import NO_ANSWER
from questionnaires.surveys.doors import ensure_reading_link
from questionnaires.surveys.locks import lock_alone
from questionnaires.surveys.models import CodeKeeper, Response, Survey, SurveyMode, SurveyState
from questionnaires.surveys.replacing import discard_replaced
from questionnaires.surveys.rules import READING_LINK_LIFE, local_day
from questionnaires.surveys.versions import answer_shape

ROWS_AT_ONCE = 1000
NOT_HERE = gettext_lazy("Solo se importa en una aplicación de modo importada que esté vacía.")


@dataclass(frozen=True)
class ImportPlan:
    """What an administrator says of answers from elsewhere: N and its source, and when they came."""

    version: QuestionnaireVersion
    asked: int
    source: str
    first_day: datetime
    last_day: datetime


@transaction.atomic
def prepare_import(cycle: Cycle, *, plan: ImportPlan, by: User) -> Survey:
    """Make the empty survey into which answers will be loaded, or write anew one that is still empty.

    Raises:
        NotAllowedNow: for a version that is not published, dates that don't fit, no N or no source of it,
            or when the network already has this questionnaire in the cycle.
    """
    _check(plan)
    over = [SurveyState.CANCELLED, SurveyState.TOO_FEW]
    known = Survey.objects.select_for_update(of=("self",)).filter(
        cycle=cycle, questionnaire_id=plan.version.questionnaire_id
    )
    survey = known.exclude(state__in=over).first() or Survey(cycle=cycle, network_id=cycle.network_id)
    if survey.pk and (survey.mode != SurveyMode.IMPORTED or survey.state != SurveyState.DRAFT):
        raise NotAllowedNow(_("La red ya tiene este cuestionario en el ciclo."), "cycle")
    survey.version, survey.questionnaire_id = plan.version, plan.version.questionnaire_id
    survey.mode, survey.code_keeper = SurveyMode.IMPORTED, CodeKeeper.SYSTEM
    survey.opens_at, survey.closes_at = plan.first_day, plan.last_day
    survey.roster_n, survey.roster_source, survey.roster_confirmed_by = plan.asked, plan.source.strip(), by
    survey.save()
    record(
        "survey.import_prepared", by=by, network_id=survey.network_id, subject=survey.pk, n=survey.roster_n
    )
    return survey


@transaction.atomic
def import_responses(survey: Survey, *, rows: Sequence[Sequence[int]], by: User | None) -> Survey:
    """Load answers into an empty imported survey and close it: in one act, all of them or none.

    They go in shuffled and are then sealed as any others: rewritten, in random order, with new ids. Nobody
    ever finds the survey open, and the event does not say how many answers there were. ``by`` is empty from
    the command line: then whoever prepared the survey opens it.

    Raises:
        NotAllowedNow: when the survey is not an empty one of this mode, or the rows don't fit it.
    """
    lock_alone(survey.pk)
    found = Survey.objects.select_for_update(of=("self",)).select_related("network").get(pk=survey.pk)
    if found.mode != SurveyMode.IMPORTED or found.state != SurveyState.DRAFT:
        raise NotAllowedNow(NOT_HERE)
    _check_rows(found, rows)
    _open(found, by or found.roster_confirmed_by)
    shuffled = list(rows)
    random.SystemRandom().shuffle(shuffled)
    Response.objects.bulk_create(
        (Response(survey=found, answers=list(answers)) for answers in shuffled), batch_size=ROWS_AT_ONCE
    )
    found.state, found.closed_at = SurveyState.CLOSED, timezone.now()
    found.save(update_fields=["state", "closed_at"])
    enqueue("questionnaires.surveys.seal", key=f"seal:{found.pk}", args={"survey_id": found.pk}, by=None)
    record("survey.imported", by=by, network_id=found.network_id, subject=found.pk, n=found.roster_n)
    return found


def _check(plan: ImportPlan) -> None:
    if plan.version.published_at is None:
        raise NotAllowedNow(_("Esa versión del cuestionario todavía no se publica."), "version")
    if plan.last_day <= plan.first_day:
        raise NotAllowedNow(_("El último día debe ser posterior al primero."), "last_day")
    if plan.last_day > timezone.now():
        raise NotAllowedNow(
            _("Se importan respuestas que ya se recogieron: esa fecha no ha llegado."), "last_day"
        )
    if plan.asked < 1:
        raise NotAllowedNow(_("Escribe a cuántas personas se les preguntó."), "asked")
    if not plan.source.strip():
        raise NotAllowedNow(_("Di de dónde sale ese número: el informe lo dirá."), "source")


def _check_rows(survey: Survey, rows: Sequence[Sequence[int]]) -> None:
    """The file's reader has said all of this with rows and columns; here nothing else may enter."""
    shape = answer_shape(survey.version_id)
    allowed = {*range(1, shape.points + 1), *shape.special, NO_ANSWER}
    if not rows:
        raise NotAllowedNow(_("El archivo no trae respuestas."))
    if len(rows) > (survey.roster_n or 0):
        raise NotAllowedNow(_("Hay más respuestas que personas convocadas."))
    if any(len(row) != len(shape.codes) or not allowed.issuperset(row) for row in rows):
        raise NotAllowedNow(_("Las respuestas no calzan con el cuestionario: lee el archivo otra vez."))


def _open(survey: Survey, by: User | None) -> None:
    notice = PrivacyNotice.objects.order_by("-number").first()
    if notice is None:
        raise NotAllowedNow(_("El programa todavía no publica su aviso de privacidad."))
    survey.state, survey.notice, survey.opened_by = SurveyState.OPEN, notice, by
    survey.save(update_fields=["state", "notice", "opened_by"])
    expires_on = local_day(timezone.now() + READING_LINK_LIFE, survey.network.time_zone)
    ensure_reading_link(survey.network, expires_on=expires_on)
    discard_replaced(survey)
