"""Hands a job to the broker, if it answers at once. When it doesn't, the relay does it later."""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass

from django.utils import timezone
from kombu.pools import producers

from lar.celery import app
from lar.jobs.broker import BROKER_ERRORS, impatient_connection
from lar.jobs.models import Job
from lar.jobs.scope import jobs_of, scope

log = logging.getLogger(__name__)

# After a failure this process leaves publishing to the relay for a while.
PAUSE_SECONDS = 10.0

# Smaller is sooner. The relay's own messages have 0, so a backlog never holds it up.
PRIORITY_ALONE, PRIORITY_IN_BATCH = 3, 6


@dataclass
class _Pause:
    until: float = 0.0


_pause = _Pause()


@dataclass(frozen=True)
class Message:
    """All that the broker learns of a job: ids."""

    job_id: uuid.UUID
    program_id: int | None
    kind: str
    queue: str
    in_batch: bool


def message_of(job: Job) -> Message:
    return Message(job.pk, job.program_id, job.kind, job.queue, in_batch=job.parent_id is not None)


def publish_and_note(message: Message) -> None:
    """Hand a committed job to the broker and note it; otherwise the relay finds it un-noted."""
    if publish(message):
        with scope(message.program_id):
            note_published(message.program_id, [message.job_id])


def note_published(program_id: int | None, job_ids: list[uuid.UUID]) -> None:
    """Write down that the broker has these jobs. Call inside ``scope``."""
    jobs_of(program_id).filter(pk__in=job_ids).update(published_at=timezone.now())


def publish(message: Message) -> bool:
    """Send one message and return whether the broker took it. Never raises for a broker's fault."""
    if time.monotonic() < _pause.until:
        return False
    try:
        send(message)
    except BROKER_ERRORS as error:
        _pause.until = time.monotonic() + PAUSE_SECONDS
        log.warning("job %s waits for the relay: %s", message.job_id, type(error).__name__)
        return False
    return True


def resume_publishing() -> None:
    """End the pause after a failure: the broker is known to be back."""
    _pause.until = 0.0


def send(message: Message) -> None:
    """Send one message.

    Raises:
        BROKER_ERRORS: when the broker does not take it within a second.
    """
    with producers[impatient_connection()].acquire(block=True, timeout=1) as producer:
        app.send_task(
            message.kind,
            kwargs={"job_id": str(message.job_id), "program_id": message.program_id},
            queue=message.queue,
            priority=PRIORITY_IN_BATCH if message.in_batch else PRIORITY_ALONE,
            producer=producer,
            retry=False,
        )
