"""One address that the mail server refuses does not keep the others from their codes."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from lar.jobs.models import Job, JobState
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.models import Invitation, SurveyMode
from tests.surveys import make_open_survey

deliver = EmailBackend.send_messages


def refuse_the_first(backend: EmailBackend, messages: Sequence[EmailMessage]) -> int:
    if messages[0].to == ["a@b.cl"]:
        raise smtplib.SMTPRecipientsRefused({"a@b.cl": (550, b"no such user")})
    return deliver(backend, messages)


@pytest.mark.django_db(transaction=True)
def test_the_others_get_their_codes(program: Program) -> None:
    with program_context(program):
        made = make_open_survey(
            program, mode=SurveyMode.EMAIL, code_keeper="system", emails=["a@b.cl", "c@d.cl"], people=3
        )
        job = Job.objects.get(kind="questionnaires.surveys.send_invitations")
    with mock.patch.object(EmailBackend, "send_messages", refuse_the_first):
        run_here(job)

    with program_context(program):
        job.refresh_from_db()
        sent = Invitation.objects.filter(survey=made.survey, is_sent=True)
        assert [invitation.email for invitation in sent] == ["c@d.cl"]
    assert job.state == JobState.DONE
    assert [message.to for message in mail.outbox] == [["c@d.cl"]]
    assert "a@b.cl" not in f"{job.note}{job.error}{job.error_detail}{job.args}"
