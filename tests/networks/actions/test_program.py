"""A new programme: its notice, its administrator, and the mail that says how to enter."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from lar.accounts.models import User
from lar.audit.models import PlatformEvent
from lar.jobs.models import Job
from lar.jobs.run import JobRun
from lar.tenancy.context import program_context
from lar.tenancy.models import Membership, PrivacyNotice, Program
from networks.tasks import send_invitation

pytestmark = pytest.mark.django_db


def create(slug: str = "piloto", administrator: str = "ana@ejemplo.cl") -> str:
    out = StringIO()
    call_command(
        "create_program",
        slug,
        name="Programa piloto",
        institution="Universidad de ejemplo",
        contact="contacto@ejemplo.cl",
        administrator=administrator,
        administrator_name="Ana",
        stdout=out,
    )
    return out.getvalue()


def test_it_makes_programme_notice_and_administrator() -> None:
    said = create()

    program = Program.objects.get()
    membership = Membership.objects.get()
    assert "/piloto/" in said
    assert (membership.role, membership.user.name) == ("administrator", "Ana")
    assert PlatformEvent.objects.get().action == "program.created"
    with program_context(program):
        notice = PrivacyNotice.objects.get()
    assert notice.number == 1
    assert "Universidad de ejemplo" in notice.text
    assert "contacto@ejemplo.cl" in notice.text
    assert "{" not in notice.text


@pytest.mark.parametrize("slug", ["admin", "Con Espacio", "r"])
def test_a_bad_address_makes_nothing(slug: str) -> None:
    with pytest.raises(CommandError):
        create(slug)

    assert not Program.objects.exists()
    assert not User.objects.exists()


def test_something_that_is_not_an_address_is_said() -> None:
    with pytest.raises(CommandError, match="no es un correo"):
        create(administrator="ana")


def test_the_mail_says_how_to_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    create()
    program = Program.objects.get()
    with program_context(program):
        job = Job.objects.get(kind="networks.people.invite")
    run = JobRun(job.pk, program.pk, job.pk, 1)
    monkeypatch.setattr(JobRun, "context", lambda self, last=False: program_context(program))

    send_invitation(run, **job.args)

    message = mail.outbox[0]
    assert message.to == ["ana@ejemplo.cl"]
    assert message.subject == "Programa piloto: tu cuenta"
    assert "/piloto/" in message.body
    assert "«Administración del programa»" in message.body


def test_an_invitation_that_ended_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    create()
    program = Program.objects.get()
    Membership.objects.update(valid_from=date(2026, 1, 1), valid_to=date(2026, 2, 1))
    with program_context(program):
        job = Job.objects.get()
    monkeypatch.setattr(JobRun, "context", lambda self, last=False: program_context(program))

    send_invitation(JobRun(job.pk, program.pk, job.pk, 1), **job.args)

    assert mail.outbox == []
