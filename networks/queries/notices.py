"""A person's notices as she reads them: derived, without what she switched off, marked when new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lar.accounts.models import User
from lar.authorization import Actor
from lar.jobs.models import Job
from lar.tenancy.models import Membership, Program
from networks.models import HomeVisit, NoticeChoice, NoticeMark, NoticeReader, Rhythm
from networks.notice_registry import Notice, NoticeKind, kinds_for, notices_for, reader_of

MONDAY = 0
CAME_WITHIN = timedelta(days=2)
"""Whoever came to her first page since then has the number of her header kept fresh."""


@dataclass(frozen=True)
class Line:
    """A notice of one person, and whether she has seen it."""

    notice: Notice
    is_new: bool


@dataclass(frozen=True)
class Switch:
    """Where a person reads one kind of notice."""

    kind: NoticeKind
    on_page: bool
    by_mail: bool


@dataclass(frozen=True)
class Inbox:
    """``lines`` for the page; ``to_mail`` for the next digest; ``keys`` of everything that holds."""

    lines: Sequence[Line]
    to_mail: Sequence[Notice]
    keys: frozenset[str]

    @property
    def unseen(self) -> int:
        return sum(line.is_new for line in self.lines)

    @property
    def unseen_keys(self) -> list[str]:
        return [line.notice.key for line in self.lines if line.is_new]


def inbox(actor: Actor, program: Program, now: datetime) -> Inbox:
    """Return what a person has to read now; a constant number of queries."""
    notices = notices_for(reader_of(actor, program, now))
    chosen = {switch.kind.code: switch for switch in switches(actor)}
    keys = frozenset(notice.key for notice in notices)
    marks = {mark.key: mark for mark in NoticeMark.objects.filter(person=actor.user_id, key__in=keys)}
    lines = [
        Line(notice, notice.key not in marks or marks[notice.key].seen_at is None)
        for notice in notices
        if chosen[notice.kind].on_page
    ]
    to_mail = [notice for notice in notices if chosen[notice.kind].by_mail and notice.key not in marks]
    return Inbox(lines, to_mail, keys)


def switches(actor: Actor) -> list[Switch]:
    """Return the kinds that may reach a person with what she chose; one query."""
    chosen = {row.kind: row for row in NoticeChoice.objects.filter(person=actor.user_id)}
    return [
        Switch(
            kind,
            chosen[kind.code].on_page if kind.code in chosen else True,
            chosen[kind.code].by_mail if kind.code in chosen else True,
        )
        for kind in kinds_for(actor)
    ]


def rhythm_of(user_id: int) -> Rhythm:
    """Return how often a person wants the digest."""
    chosen = NoticeReader.objects.filter(person=user_id).values_list("rhythm", flat=True).first()
    return Rhythm.WEEKLY if chosen is None else Rhythm(chosen)


def unseen_of(user_id: int) -> int:
    """Return the number that the header shows, as it was last counted; one query."""
    return NoticeReader.objects.filter(person=user_id).values_list("unseen", flat=True).first() or 0


def digest_key(user_id: int, day: date) -> str:
    """Return the key of a person's digest of a day: asked for again, it is the same job."""
    return f"notice-digest:{user_id}:{day.isoformat()}"


def due_digests(program: Program, day: date) -> Iterator[User]:
    """Yield who wants a digest on ``day`` and has not been asked one for; four queries."""
    chosen = dict(NoticeReader.objects.values_list("person", "rhythm"))
    asked = set(
        Job.objects.filter(program=program, key__startswith="notice-digest:", key__endswith=day.isoformat())
        .order_by()
        .values_list("key", flat=True)
    )
    for person in _insiders(program, day):
        rhythm = Rhythm(chosen.get(person.pk, Rhythm.WEEKLY))
        is_today = rhythm is Rhythm.DAILY or (rhythm is Rhythm.WEEKLY and day.weekday() == MONDAY)
        if is_today and digest_key(person.pk, day) not in asked:
            yield person


def recent_visitors(now: datetime) -> list[int]:
    """Return the keys of the people who came lately."""
    return list(HomeVisit.objects.filter(at__gt=now - CAME_WITHIN).values_list("person", flat=True))


def _insiders(program: Program, day: date) -> list[User]:
    held = Membership.objects.on(day).filter(program=program, user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))
