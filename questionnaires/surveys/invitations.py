"""Codes by e-mail: each message is drawn when it is sent and kept nowhere."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lar.jobs.registry import JobProblem, JobRun
from questionnaires.surveys.models import Invitation, Survey, SurveyState
from questionnaires.surveys.queries.links import answer_url, reading_link_url, short_address
from questionnaires.surveys.rules import on_the_wall


@dataclass(frozen=True)
class _Letter:
    """What the messages of a survey share."""

    survey: Survey
    reading_url: str
    reminder: bool

    def to(self, invitation: Invitation) -> EmailMessage:
        values = {
            "survey": self.survey,
            "network": self.survey.network,
            "questionnaire": self.survey.questionnaire,
            "program": self.survey.program,
            "closes_at": on_the_wall(self.survey.closes_at, self.survey.network.time_zone),
            "code": invitation.code,
            "answer_url": answer_url(invitation.code),
            "short_address": short_address(),
            "reading_url": self.reading_url,
            "reminder": self.reminder,
        }
        subject = (
            _("Todavía puedes responder el cuestionario de %s")
            if self.reminder
            else _("Tu código para responder el cuestionario de %s")
        )
        return EmailMessage(
            subject % self.survey.network.name,
            render_to_string("surveys/email/invitation.txt", values),
            to=[invitation.email],
            headers={"Auto-Submitted": "auto-generated"},
        )


def send(run: JobRun, survey_id: int, *, reminder: bool) -> None:
    """Write to the addresses whose code still exists; on the first round, once to each.

    Neither the job's progress nor a log line says to how many: that would be how many have answered.

    Raises:
        JobProblem: when the mail server does not take them; it is tried again.
    """
    with run.context():
        survey = Survey.objects.select_related("network", "questionnaire", "program").get(pk=survey_id)
        letter = _Letter(survey, reading_link_url(survey.network), reminder)
        waiting = Invitation.objects.filter(survey=survey).exclude(code="")
        if not reminder:
            waiting = waiting.filter(is_sent=False)
        keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    try:
        with get_connection() as mail:
            for key in keys:
                _send_one(run, key, letter, mail)
    except (smtplib.SMTPException, OSError) as error:
        raise JobProblem(
            _("El servidor de correo no recibió los mensajes; se intenta de nuevo."), retry=True
        ) from error


def _send_one(run: JobRun, key: int, letter: _Letter, mail: object) -> None:
    """Send one message, unless its code was used or the survey closed since the list was made."""
    with run.context():
        invitation = Invitation.objects.filter(pk=key, survey__state=SurveyState.OPEN).first()
    if invitation is None:
        return
    message = letter.to(invitation)
    message.connection = mail
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused:
        # An address that is no good: those after it still get theirs, and nobody is told whose it was.
        return
    with run.context():
        Invitation.objects.filter(pk=key).update(is_sent=True)
