"""Opening a questionnaire for many networks: one part per network, each whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lar.accounts.models import User
from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from networks.actions.cycle import start_cycle
from networks.errors import NotAllowedNow
from networks.models import Cycle, Network
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.actions import SurveyPlan, confirm_roster, open_survey, prepare_survey
from questionnaires.surveys.models import CodeKeeper, Survey, SurveyMode, SurveyState


@dataclass(frozen=True)
class OpenOne:
    network_id: int
    shown: int
    year: int
    version_id: int
    code_keeper: str
    opens_at: datetime
    closes_at: datetime


def fan_out(batch: Job, shown: Mapping[int, int], args: Mapping[str, int | str]) -> None:
    """Ask for one part per network, with the N that was shown of it; asking again asks for nothing new."""
    for network_id, people in shown.items():
        enqueue(
            "questionnaires.surveys.open_one",
            key=f"open-one:{batch.pk}:{network_id}",
            args={"network_id": network_id, "shown": people, **args},
            by=batch.requested_by,
            parent=batch,
        )


def open_one(job: Job, request: OpenOne) -> Survey | None:
    """Open the questionnaire in one network for the facilitator who asked; ``None`` when it is open.

    Raises:
        NotAllowedNow: when the network has no cycle of that year, calls another number of people than
            the page showed, its own draft writes to addresses that no facilitator confirmed, or
            something else stands against opening.
    """
    by = job.requested_by
    if by is None:
        raise NotAllowedNow(_("Falta saber quién pidió abrir el cuestionario."))
    cycle = _cycle(request, by)
    version = QuestionnaireVersion.objects.get(pk=request.version_id)
    existing = (
        Survey.objects.filter(cycle=cycle, questionnaire=version.questionnaire_id)
        .exclude(state__in=[SurveyState.CANCELLED, SurveyState.TOO_FEW])
        .first()
    )
    if existing is not None and existing.state != SurveyState.DRAFT:
        return None
    if existing is not None and existing.mode == SurveyMode.EMAIL and existing.roster_confirmed_by_id is None:
        # The act showed how many people, not who: whoever wrote the list could answer for all of them.
        raise NotAllowedNow(_("La red preparó una lista de correos: confírmala antes, en su página."))
    survey = existing or prepare_survey(cycle, plan=_plan(version, request), by=by)
    _require_shown(survey, request.shown)
    confirm_roster(survey, by=by)
    return open_survey(survey, by=by)


def _cycle(request: OpenOne, by: User) -> Cycle:
    """The network's cycle of the year. Of one that left nobody else starts it: it is only followed up."""
    network = Network.objects.get(pk=request.network_id)
    cycle = Cycle.objects.filter(network=network, year=request.year).first()
    if cycle is None and network.left_on is not None and network.left_on <= timezone.localdate():
        cycle = start_cycle(network, year=request.year, by=by)
    if cycle is None:
        raise NotAllowedNow(_("La red no tiene un ciclo de ese año."))
    return cycle


def _require_shown(survey: Survey, shown: int) -> None:
    """The facilitator confirmed a number: with another one nobody has said that it is right."""
    now = survey.roster_n or 0
    if now == shown:
        return
    words = ngettext(
        "La página mostraba %(shown)d persona y ahora hay %(now)d: ábrela en su página.",
        "La página mostraba %(shown)d personas y ahora hay %(now)d: ábrela en su página.",
        shown,
    )
    raise NotAllowedNow(words % {"shown": shown, "now": now})


def _plan(version: QuestionnaireVersion, request: OpenOne) -> SurveyPlan:
    return SurveyPlan(
        version=version,
        mode=SurveyMode.SLIPS,
        code_keeper=CodeKeeper(request.code_keeper),
        opens_at=request.opens_at,
        closes_at=request.closes_at,
    )
