"""The mail to one person who coordinates: what the facilitator wrote, and where the questionnaire is."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.jobs.mail import mail_problems
from lar.jobs.registry import JobRun
from lar.tenancy.urls import program_url
from networks.models import Coordination
from questionnaires.surveys.models import SurveyState, TeamMessage
from questionnaires.surveys.queries.standing import team_of
from questionnaires.surveys.rules import local_day, on_the_wall


def send(run: JobRun, *, message_id: int, coordination_id: int) -> None:
    """Send it, unless the survey closed or she left the team since it was written.

    Raises:
        JobProblem: when the mail server does not take it; it is tried again.
    """
    with run.context():
        message = TeamMessage.objects.select_related(
            "survey__network", "survey__questionnaire", "program", "by"
        ).get(pk=message_id)
        survey = message.survey
        today = local_day(timezone.now(), survey.network.time_zone)
        team = team_of(survey, today) if survey.state == SurveyState.OPEN else []
    person = next((one for one in team if one.pk == coordination_id), None)
    if person is not None:
        with mail_problems():
            letter(message, person).send()


def letter(message: TeamMessage, to: Coordination) -> EmailMessage:
    """What one person receives. Answers go to who wrote, when that address is one that people read."""
    survey = message.survey
    address = program_url(message.program, "surveys:survey", survey_id=survey.pk)
    values = {
        "message": message,
        "survey": survey,
        "network": survey.network,
        "person": to.user,
        "program": message.program,
        "closes_at": on_the_wall(survey.closes_at, survey.network.time_zone),
        "url": f"{settings.PUBLIC_URL}{address}",
    }
    return EmailMessage(
        _("El cuestionario de %s sigue abierto") % survey.network.name,
        render_to_string("surveys/email/team.txt", values),
        to=[to.user.email],
        reply_to=[message.by.email],
    )
