"""The mail server is away for hours: mails wait, the staff is told, and each person gets one mail."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone

from lar.accounts.models import User
from lar.authorization import RoleCode
from lar.devserver.ports import choose_port
from lar.jobs.mail import mail_away_since
from lar.jobs.models import Job, JobState
from lar.jobs.rules import MAIL_BACK_OFF
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.people import invite_person
from questionnaires.surveys.actions import send_reminders
from questionnaires.surveys.models import Invitation, Survey, SurveyMode
from tests.conftest import TODAY
from tests.factories import make_coordinator, make_person
from tests.faults.mail_server import mail_server
from tests.surveys import OpenSurvey, make_open_survey, submit

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [f"persona{number}@red.cl" for number in range(4)]
BANNER = "Los correos no están saliendo"


@pytest.fixture
def port(settings: Any) -> int:
    """Where the mail server would listen: nobody does, so connections are refused."""
    settings.EMAIL_BACKEND = "lar.jobs.mail.WatchedBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", choose_port(None)
    return int(settings.EMAIL_PORT)


@pytest.fixture
def made(program: Program) -> OpenSurvey:
    with program_context(program):
        return make_open_survey(
            program, people=4, mode=SurveyMode.EMAIL, code_keeper="system", emails=ADDRESSES
        )


def job_of(program: Program, prefix: str) -> Job:
    with program_context(program):
        return Job.objects.get(program=program, key__startswith=prefix)


def attempt(program: Program, prefix: str) -> Job:
    """Run a job as if its pause had passed; return how it stands."""
    job = job_of(program, prefix)
    with program_context(program):
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    run_here(job)
    return job_of(program, prefix)


def page(program: Program, who: RoleCode | User) -> str:
    client = Client()
    with program_context(program):
        client.force_login(who if isinstance(who, User) else make_person(program, who))
    return client.get(f"/{program.slug}/", follow=True).content.decode()


def test_mails_wait_for_days_and_then_each_leaves_once(program: Program, made: OpenSurvey, port: int) -> None:
    pauses = []
    for _attempt in range(20):
        asked = timezone.now()
        job = attempt(program, "send-codes:")
        assert job.state == JobState.WAITING
        pauses.append(job.run_after - asked)

    with mail_server(port) as recipients:
        job = attempt(program, "send-codes:")
        again = attempt(program, "send-codes:")

    # They grow, to an hour at most, and last longer than a weekend.
    a_little = timedelta(seconds=5)
    assert all(later > earlier - a_little for earlier, later in pairwise(pauses))
    assert timedelta(minutes=59) < pauses[-1] < timedelta(minutes=61)
    assert sum(MAIL_BACK_OFF, timedelta()) > timedelta(hours=65)
    assert (job.state, again.state) == (JobState.DONE, JobState.DONE)
    assert Counter(recipients) == Counter(ADDRESSES)


def test_answers_go_on_arriving_and_whoever_answered_is_not_written_to(
    program: Program, made: OpenSurvey, port: int
) -> None:
    attempt(program, "send-codes:")
    with program_context(program):
        used = Invitation.objects.get(survey=made.survey, email=ADDRESSES[0]).code

    assert submit(made.survey, used).status_code == 201
    with mail_server(port) as recipients:
        attempt(program, "send-codes:")

    assert sorted(recipients) == ADDRESSES[1:]


def test_the_staff_is_told_since_when_and_what_still_works(
    program: Program, made: OpenSurvey, port: int
) -> None:
    with program_context(program):
        coordinator = make_coordinator(program, made.survey.network)
    before = page(program, RoleCode.FACILITATOR)
    attempt(program, "send-codes:")
    since = mail_away_since()
    attempt(program, "send-codes:")
    staff = [page(program, role) for role in (RoleCode.FACILITATOR, RoleCode.ADMINISTRATOR)]
    others = page(program, coordinator)
    with mail_server(port):
        attempt(program, "send-codes:")
    after = page(program, RoleCode.FACILITATOR)

    assert since is not None
    for shown in staff:
        assert BANNER in shown
        assert f"a las {timezone.localtime(since):%H:%M}" in shown
        assert "responder con un código" in shown
    assert [BANNER in shown for shown in (before, others, after)] == [False, False, False]


def test_operators_read_it_among_the_checks(program: Program, port: int) -> None:
    with pytest.raises(OSError, match="refused"):
        send_mail("Hola", "Hola", None, ["a@b.cl"])
    with program_context(program):
        operator = make_person(program, RoleCode.ADMINISTRATOR)
    type(operator).objects.filter(pk=operator.pk).update(is_operator=True)
    client = Client()
    client.force_login(operator)

    shown = client.get("/estado/").content.decode()

    assert "No sale desde el" in shown


def test_a_reminder_that_broke_off_writes_to_nobody_twice(
    program: Program, made: OpenSurvey, port: int
) -> None:
    with mail_server(port):
        attempt(program, "send-codes:")
    with program_context(program):
        send_reminders(made.survey, by=made.facilitator)
        # The connection broke after two of the four.
        Invitation.objects.filter(survey=made.survey, email__in=ADDRESSES[:2]).update(reminders=1)
    attempt(program, "remind:")
    with mail_server(port) as recipients:
        job = attempt(program, "remind:")

    assert job.state == JobState.DONE
    assert sorted(recipients) == ADDRESSES[2:]


def test_of_two_reminders_that_waited_only_the_last_leaves(
    program: Program, made: OpenSurvey, port: int
) -> None:
    with mail_server(port):
        attempt(program, "send-codes:")
    with program_context(program):
        send_reminders(made.survey, by=made.facilitator)
        # As if it had been asked for the day before.
        Job.objects.filter(key__startswith="remind:").update(key=f"remind:{made.survey.pk}:20260101")
        send_reminders(made.survey, by=made.facilitator)
        jobs = list(Job.objects.filter(key__startswith="remind:").order_by("key"))
    with mail_server(port) as recipients:
        for job in jobs:
            run_here(job)

    assert Counter(recipients) == Counter(ADDRESSES)


def test_an_invitation_to_the_platform_waits_too(program: Program, port: int) -> None:
    with program_context(program):
        administrator = make_person(program, RoleCode.ADMINISTRATOR)
        invite_person(
            email="nueva@red.cl", name="Nueva", role=RoleCode.FACILITATOR, on=TODAY, by=administrator
        )
    for _attempt in range(6):
        waiting = attempt(program, "invite-person:")

    assert (waiting.state, waiting.attempts) == (JobState.WAITING, 6)
    assert mail_away_since() is not None
    assert "servidor de correo" in waiting.error


def test_the_page_of_the_survey_says_how_its_mails_stand(
    program: Program, made: OpenSurvey, port: int
) -> None:
    client = Client()
    client.force_login(made.facilitator)
    address = f"/{program.slug}/aplicaciones/{made.survey.pk}/"
    shown = []
    attempt(program, "send-codes:")
    shown.append(client.get(address).content.decode())
    with mail_server(port):
        attempt(program, "send-codes:")
    shown.append(client.get(address).content.decode())

    assert "El servidor de correo no recibe los códigos." in shown[0]
    assert "Los códigos ya salieron por correo." in shown[1]
    with program_context(program):
        assert Survey.objects.get(pk=made.survey.pk).state == "open"


def test_nobody_can_time_the_mails_of_a_survey(program: Program, made: OpenSurvey, port: int) -> None:
    """When a reminder ends tells how many had not answered: no page lists it or opens it."""
    with program_context(program):
        send_reminders(made.survey, by=made.facilitator)
    client = Client()
    client.force_login(made.facilitator)
    jobs = [job_of(program, "send-codes:"), job_of(program, "remind:")]

    listed = client.get(f"/{program.slug}/trabajos/").content.decode()
    opened = [client.get(f"/{program.slug}/trabajos/{job.pk}/").status_code for job in jobs]

    assert "correo" not in listed.split("<main", 1)[1].lower()
    assert opened == [404, 404]
