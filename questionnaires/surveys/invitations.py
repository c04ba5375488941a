"""Codes by e-mail: each message is drawn when it is sent and kept nowhere."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lar.jobs.mail import mail_problems
from lar.jobs.registry import JobRun
from questionnaires.surveys.models import Invitation, Survey, SurveyState
from questionnaires.surveys.queries.links import answer_url, reading_link_url, short_address
from questionnaires.surveys.queries.mails import latest_reminder
from questionnaires.surveys.rules import on_the_wall


@dataclass(frozen=True)
class _Letter:
    """What the messages of a survey share."""

    survey: Survey
    reading_url: str
    reminder: int

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


def send(run: JobRun, survey_id: int, *, reminder: int) -> None:
    """Write to the addresses whose code still exists, once to each in a round; ``reminder`` 0 is the first.

    Neither the job's progress nor a log line says to how many, and no page shows the job: when it
    ends would tell how many have answered (docs/adr/0006).

    Raises:
        JobProblem: when the mail server does not take them; it is tried again.
    """
    with run.context():
        survey = Survey.objects.select_related("network", "questionnaire", "program").get(pk=survey_id)
        letter = _Letter(survey, reading_link_url(survey.network), reminder)
        keys = [] if reminder < latest_reminder(survey) else _keys_to_write_to(survey, reminder)
    with mail_problems(), get_connection() as mail:
        for key in keys:
            _send_one(run, key, letter, mail)


def _keys_to_write_to(survey: Survey, reminder: int) -> list[int]:
    waiting = Invitation.objects.filter(survey=survey).exclude(code="")
    of_round = waiting.filter(reminders__lt=reminder) if reminder else waiting.filter(is_sent=False)
    return list(of_round.order_by("pk").values_list("pk", flat=True))


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
        Invitation.objects.filter(pk=key).update(is_sent=True, reminders=letter.reminder)
