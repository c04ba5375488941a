"""Evaluating a workshop: one act of a facilitator, and those in the room answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from lar.tenancy.models import PrivacyNotice
from networks.errors import NotAllowedNow
from networks.models import Activity
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.doors import give_open_code
from questionnaires.surveys.evaluations import evaluation_of, is_evaluated, mode_for
from questionnaires.surveys.models import CodeKeeper, Survey, SurveyMode, SurveyState
from questionnaires.surveys.own_network import require_another_leads

DRAW = "questionnaires.surveys.draw_slips"
LONGEST = timedelta(days=7)


@transaction.atomic
def open_evaluation(
    activity: Activity,
    *,
    version: QuestionnaireVersion,
    people: int,
    closes_at: datetime,
    on: datetime | None = None,
    by: User,
) -> Survey:
    """Open an activity's evaluation for ``people``, the N that ``by`` confirms.

    One code serves a room where enough people may answer with it; a smaller one gets a slip for each.

    It closes, seals and becomes a release like any other application, by the same gate.

    Raises:
        NotAllowedNow: for an activity that is not evaluated, has not begun or was evaluated, for fewer
            people than results need answers, a closing out of range, without a privacy notice, or a
            session of a network that ``by`` coordinates.
    """
    moment = on or timezone.now()
    found = Activity.objects.select_for_update(of=("self",)).select_related("program").get(pk=activity.pk)
    _require_ready(found, moment)
    require_another_leads(found, by=by)
    mode = mode_for(people, found.program.min_group)
    if not moment < closes_at <= moment + LONGEST:
        raise NotAllowedNow(_("Elige un cierre de aquí a una semana."), "lasts")
    survey = Survey(
        activity=found,
        version=version,
        questionnaire_id=version.questionnaire_id,
        mode=mode,
        code_keeper=CodeKeeper.FACILITATOR,
        opens_at=moment,
        closes_at=closes_at,
        roster_n=people,
        roster_confirmed_by=by,
    )
    survey.save()
    survey.state, survey.opened_by, survey.notice = SurveyState.OPEN, by, _notice()
    survey.save(update_fields=["state", "opened_by", "notice"])
    if mode == SurveyMode.OPEN_CODE:
        give_open_code(survey)
    else:
        enqueue(DRAW, key=f"slips:{survey.pk}:0", args={"survey_id": survey.pk}, by=by)
    survey.refresh_from_db(fields=["codes_made"])
    record("evaluation.opened", by=by, subject=survey.pk, activity=found.pk, n=people, mode=mode)
    return survey


def _require_ready(activity: Activity, moment: datetime) -> None:
    if not is_evaluated(activity):
        raise NotAllowedNow(_("Se evalúan los talleres y las sesiones de red que no se suspendieron."))
    if activity.starts_at > moment:
        raise NotAllowedNow(_("Todavía no comienza: se evalúa cuando las personas ya participaron."))
    if evaluation_of(activity) is not None:
        raise NotAllowedNow(_("Esta actividad ya se evaluó."))


def _notice() -> PrivacyNotice:
    notice = PrivacyNotice.objects.order_by("-number").first()
    if notice is None:
        raise NotAllowedNow(_("El programa todavía no publica su aviso de privacidad."))
    return notice
