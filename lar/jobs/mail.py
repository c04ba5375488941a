"""Outgoing mail is watched: since when it does not leave is known, and said to those who wait for it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from lar.jobs.models import Job, JobState
from lar.jobs.problems import JobProblem

# The platform's own row: it is there while mail does not leave, made when that began.
MAIL_KEY = "lar.jobs.mail_is_away"
# What a mail server that is away raises, or none that was ever there.
MAIL_ERRORS = (smtplib.SMTPException, OSError)


class WatchedBackend(BaseEmailBackend):
    """Sends with the backend that ``MAIL_TRANSPORT`` names and notes whether that was possible."""

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self._transport = get_connection(settings.MAIL_TRANSPORT, fail_silently=fail_silently, **options)

    def open(self) -> bool | None:
        with _noting_failures():
            opened: bool | None = self._transport.open()
            return opened

    def close(self) -> None:
        self._transport.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with _noting_failures():
            sent = self._transport.send_messages(email_messages)
        if sent:
            note_mail_leaves()
        return int(sent or 0)


@contextmanager
def mail_problems() -> Iterator[None]:
    """Tell a job that its mail server is away: it is tried again, for days (``MAIL_BACK_OFF``).

    Raises:
        JobProblem: in the place of what the mail server raised.
    """
    try:
        yield
    except MAIL_ERRORS as error:
        words = _(
            "El servidor de correo no recibió los mensajes. Se intenta de nuevo solo, durante tres días."
        )
        raise JobProblem(words, retry=True) from error


@contextmanager
def _noting_failures() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPRecipientsRefused:
        raise  # the server is there; an address is no good
    except MAIL_ERRORS:
        note_mail_is_away()
        raise


def note_mail_is_away() -> None:
    """Remember since when mail does not leave; noted already, the earlier moment stays."""
    row = Job(program=None, key=MAIL_KEY, kind=MAIL_KEY, state=JobState.DONE)
    Job.objects.bulk_create([row], ignore_conflicts=True)


def note_mail_leaves() -> None:
    """Forget it: a message has just left."""
    Job.objects.filter(program=None, key=MAIL_KEY).delete()


def mail_away_since() -> datetime | None:
    """Return since when mail does not leave, or ``None`` when nothing is known against it."""
    rows = Job.objects.filter(program=None, key=MAIL_KEY)
    return rows.values_list("created_at", flat=True).first()
