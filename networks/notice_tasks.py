"""Notices in the background: the number of the header is kept fresh, digests are asked for and sent."""

from __future__ import annotations

from datetime import date, timedelta

from celery import shared_task
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.translation import gettext_lazy

from lar.accounts.models import User
from lar.jobs.actions import enqueue
from lar.jobs.mail import mail_problems
from lar.jobs.registry import JobRun, job
from lar.jobs.rules import MAIL_BACK_OFF
from lar.tenancy.actors import load_actor
from lar.tenancy.context import current_program_id, program_context
from lar.tenancy.models import Program
from networks.models import NoticeMark, NoticeReader, Rhythm
from networks.notice_mail import digest
from networks.queries.notices import digest_key, due_digests, inbox, recent_visitors, rhythm_of

DIGEST = "networks.notices.digest"
FROM_HOUR = 7
"""The digest leaves in the morning, on the clock of continental Chile."""
REST = timedelta(hours=12)
"""Two digests that waited for the mail server do not leave one behind the other."""


@shared_task(name="networks.notices.look", queue="fast")
def look() -> None:
    """From beat: count for the headers and, in the morning, ask for digests, programme by programme."""
    now = timezone.localtime()
    for program in Program.objects.order_by("pk"):
        with program_context(program):
            count_unseen(program)
            if now.hour >= FROM_HOUR:
                ask_for_digests(program, now.date())


def count_unseen(program: Program) -> None:
    """Keep the number of the header of those who came lately."""
    now = timezone.now()
    for user_id in recent_visitors(now):
        actor = load_actor(user_id, program.pk, timezone.localdate())
        if actor.is_insider:
            NoticeReader.objects.note_unseen(user_id, inbox(actor, program, now).unseen)


def ask_for_digests(program: Program, day: date) -> None:
    """Ask for one digest for each person whose day it is: never two for the same day."""
    for person in due_digests(program, day):
        enqueue(DIGEST, key=digest_key(person.pk, day), args={"user_id": person.pk}, by=None)


@job(
    DIGEST,
    queue="fast",
    title=gettext_lazy("Resumen de avisos por correo"),
    pauses=MAIL_BACK_OFF,
    is_shown=False,
)
def send_digest(run: JobRun, *, user_id: int) -> None:
    """Send a person what is new for her. Nothing new, switched off meanwhile, or just sent: nothing."""
    with run.context():
        letter, keys, others = _digest_of(user_id)
    if letter is not None:
        # Outside of any transaction, like every mail.
        with mail_problems():
            letter.send()
    with run.context(last=True):
        if letter is not None:
            now = timezone.now()
            NoticeMark.objects.put(user_id, keys, mailed_at=now)
            NoticeReader.objects.note_mailed(user_id, now)
        NoticeMark.objects.forget_others(user_id, others)


def _digest_of(user_id: int) -> tuple[EmailMultiAlternatives | None, list[str], set[str]]:
    """Return the mail, the keys that it tells of, and those of everything that holds."""
    now = timezone.now()
    program = Program.objects.get(pk=current_program_id())
    person = User.objects.filter(pk=user_id, is_active=True).first()
    actor = load_actor(user_id, program.pk, timezone.localdate())
    if person is None or not actor.is_insider:
        return None, [], set()
    found = inbox(actor, program, now)
    just_sent = NoticeReader.objects.filter(person=user_id, mailed_at__gt=now - REST).exists()
    if just_sent or not found.to_mail or rhythm_of(user_id) is Rhythm.NEVER:
        return None, [], set(found.keys)
    keys = [notice.key for notice in found.to_mail]
    return digest(person, program, found.to_mail), keys, set(found.keys)
