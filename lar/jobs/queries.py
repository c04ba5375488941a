"""Reads of the queue: who sees which job, and how long work has been waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from lar.authorization import Actor, Permission, has_permission
from lar.jobs.models import Job, JobState
from lar.jobs.registry import kinds
from lar.jobs.scope import jobs_of, scope
from lar.tenancy.models import Program

# The platform's own row whose heartbeat says when beat and a worker were last seen together.
RELAY_KEY = "lar.jobs.relay"
# Beat ticks every 10 seconds; three missed ticks are no accident.
TICK_IS_LATE = timedelta(seconds=40)
# What people are told, and operators alerted to.
WAIT_IS_LONG = timedelta(seconds=120)


@dataclass(frozen=True)
class QueueState:
    """Work that is due and has not begun, as of ``at``."""

    at: datetime
    waiting: int
    running: int
    oldest: datetime | None
    last_tick: datetime | None

    @property
    def oldest_age(self) -> timedelta:
        """How long the oldest due job has waited; zero when none does."""
        return self.at - self.oldest if self.oldest else timedelta()

    @property
    def ticks(self) -> bool:
        """Whether broker, beat and a worker were seen at work together a moment ago."""
        return self.last_tick is not None and self.at - self.last_tick < TICK_IS_LATE

    @property
    def is_late(self) -> bool:
        """Whether people should be told that their work waits longer than usual."""
        return self.oldest_age > WAIT_IS_LONG or (self.waiting > 0 and not self.ticks)


def visible_jobs(actor: Actor) -> QuerySet[Job]:
    """Return what the actor may see in the programme in context: their own jobs, or all of them.

    Parts of a batch are shown with their batch. Kinds that are not shown are nobody's to see.
    """
    hidden = [kind.name for kind in kinds().values() if not kind.is_shown]
    jobs = jobs_of(actor.program_id).exclude(kind__in=hidden).select_related("requested_by", "program")
    if has_permission(actor, Permission.VIEW_JOBS):
        return jobs
    return jobs.filter(requested_by_id=actor.user_id)


def queue_state(program_id: int | None) -> QueueState:
    """Return the state of one programme's queue, or of the platform's own. Call inside ``scope``."""
    now = timezone.now()
    due = Q(state=JobState.WAITING, run_after__lte=now)
    counts = jobs_of(program_id).aggregate(
        waiting=Count("pk", filter=due),
        running=Count("pk", filter=Q(state=JobState.RUNNING)),
        oldest=Min("run_after", filter=due),
    )
    return QueueState(at=now, last_tick=last_tick(), **counts)


def whole_queue_state() -> QueueState:
    """Return the state of all programmes' queues together. For operators: it holds no content."""
    scopes = [None, *Program.objects.order_by("pk").values_list("pk", flat=True)]
    states = []
    for program_id in scopes:
        with scope(program_id):
            states.append(queue_state(program_id))
    return QueueState(
        at=states[0].at,
        waiting=sum(state.waiting for state in states),
        running=sum(state.running for state in states),
        oldest=min((state.oldest for state in states if state.oldest), default=None),
        last_tick=states[0].last_tick,
    )


def last_tick() -> datetime | None:
    """Return when the relay last ran, or ``None`` when it never did."""
    return jobs_of(None).filter(key=RELAY_KEY).values_list("heartbeat", flat=True).first()
