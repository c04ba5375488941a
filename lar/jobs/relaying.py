"""Publishes what the broker does not have: never published, forgotten by it, or left by a dead process."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from lar.jobs.broker import queue_length
from lar.jobs.claiming import give_up
from lar.jobs.models import Job, JobState
from lar.jobs.publishing import message_of, note_published, send
from lar.jobs.queries import RELAY_KEY
from lar.jobs.registry import find
from lar.jobs.rules import BACK_OFF, LOST_AFTER
from lar.jobs.scope import jobs_of, scope
from lar.tenancy.models import Program

log = logging.getLogger(__name__)

# Per programme and pass; the next pass comes in ten seconds.
BATCH = 200
QUEUES = ("fast", "heavy")
# While a new version is put in place, old workers meet kinds of job that they don't know.
UNKNOWN_AFTER = timedelta(hours=1)


@dataclass
class Relayed:
    """What one pass did."""

    published: int = 0
    given_up: int = 0
    forgotten_in: set[str] = field(default_factory=set)


def relay_all() -> Relayed:
    """Go once through every programme and the platform's own jobs.

    Raises:
        BROKER_ERRORS: when the broker is away; the rows wait for the next pass.
    """
    note_tick()
    scopes = [None, *Program.objects.order_by("pk").values_list("pk", flat=True)]
    done = Relayed(forgotten_in=_queues_that_forgot(scopes))
    for program_id in scopes:
        _relay_scope(program_id, done)
    if done.published or done.given_up:
        log.info("relayed %d jobs, gave up %d", done.published, done.given_up)
    return done


def note_tick() -> None:
    """Remember that beat and a worker were alive just now, in a row of the platform."""
    with scope(None):
        Job.objects.update_or_create(
            program=None,
            key=RELAY_KEY,
            defaults={"kind": RELAY_KEY, "state": JobState.DONE, "heartbeat": timezone.now()},
        )


def _relay_scope(program_id: int | None, done: Relayed) -> None:
    now = timezone.now()
    stale = Q(published_at__lt=now - LOST_AFTER)
    waiting = Q(published_at=None) | Q(stale, queue__in=done.forgotten_in)
    orphan = Q(state=JobState.RUNNING, heartbeat__lt=now - LOST_AFTER) & (Q(published_at=None) | stale)
    with scope(program_id):
        due = jobs_of(program_id).filter(Q(waiting, state=JobState.WAITING, run_after__lte=now) | orphan)
        sent = []
        for job in due.order_by("run_after").select_for_update(skip_locked=True, of=("self",))[:BATCH]:
            if _is_worn_out(job) or _nobody_can_run(job):
                give_up(job)
                done.given_up += 1
            elif find(job.kind) is not None:
                send(message_of(job))
                sent.append(job.pk)
        note_published(program_id, sent)
    done.published += len(sent)


def _is_worn_out(job: Job) -> bool:
    """Whether its kind is tried no more often than this job was."""
    kind = find(job.kind)
    return job.attempts > len(kind.pauses if kind is not None else BACK_OFF)


def _nobody_can_run(job: Job) -> bool:
    """Whether a kind stayed unknown for so long that no newer worker is on its way."""
    return find(job.kind) is None and job.run_after < timezone.now() - UNKNOWN_AFTER


def _queues_that_forgot(scopes: list[int | None]) -> set[str]:
    """Return the queues that hold fewer messages than jobs were put in them: Redis lost some.

    Messages already handed to a worker make the count a few too low. That costs a message too
    many, which finds its job taken; without the count a long queue would double every minute.
    """
    published: Counter[str] = Counter()
    for program_id in scopes:
        with scope(program_id):
            rows = jobs_of(program_id).filter(state=JobState.WAITING, published_at__isnull=False)
            published.update(rows.values_list("queue", flat=True))
    return {queue for queue in QUEUES if published[queue] > queue_length(queue)}
