"""Writing to the teams of open surveys: to those who coordinate, never to those who answer."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from networks.errors import NotAllowedNow
from questionnaires.surveys.models import Survey, SurveyState, TeamMessage
from questionnaires.surveys.queries.standing import team_of
from questionnaires.surveys.rules import local_day

WRITE = "questionnaires.surveys.write_to_coordinator"


@transaction.atomic
def write_to_teams(survey_ids: Collection[int], *, text: str, by: User) -> list[TeamMessage]:
    """Write the same words to the teams of these open surveys, a mail to each who coordinates.

    Raises:
        NotAllowedNow: without words or teams, when one of them is not open any more, nobody coordinates
            it, or it was written to today.
    """
    if not text.strip():
        raise NotAllowedNow(_("Escribe el mensaje."), "text")
    surveys = list(
        Survey.objects.select_for_update(of=("self",))
        .select_related("network")
        .filter(pk__in=list(survey_ids))
        .order_by("pk")
    )
    if not surveys:
        raise NotAllowedNow(_("Elige al menos una red."), "surveys")
    messages = [_write(survey, text.strip(), by) for survey in surveys]
    record("survey.teams_written_to", by=by, surveys=[survey.pk for survey in surveys])
    return messages


def _write(survey: Survey, text: str, by: User) -> TeamMessage:
    name, today = survey.network.name, local_day(timezone.now(), survey.network.time_zone)
    if survey.state != SurveyState.OPEN:
        raise NotAllowedNow(_("%s: el cuestionario ya no está abierto.") % name, "surveys")
    team = team_of(survey, today)
    if not team:
        raise NotAllowedNow(_("%s: nadie coordina hoy la red.") % name, "surveys")
    last = TeamMessage.objects.filter(survey=survey).order_by("-at").first()
    if last is not None and local_day(last.at, survey.network.time_zone) == today:
        raise NotAllowedNow(_("%s: ya se le escribió hoy.") % name, "surveys")
    message = TeamMessage.objects.create(survey=survey, text=text, by=by)
    for coordination in team:
        enqueue(
            WRITE,
            key=f"team-mail:{message.pk}:{coordination.pk}",
            args={"message_id": message.pk, "coordination_id": coordination.pk},
            by=by,
            subject=name,
        )
    return message
