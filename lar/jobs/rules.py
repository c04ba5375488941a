"""When a job is tried again, and when it is taken for lost."""

from __future__ import annotations

from datetime import timedelta

MAX_ATTEMPTS = 4
# Pauses after the first, second and third failure. Together with the relay's 10 seconds they
# keep a job that cannot succeed under two minutes.
BACK_OFF = (timedelta(seconds=5), timedelta(seconds=15), timedelta(seconds=45))

# A running job writes its heartbeat four times within the time after which it counts as lost.
HEARTBEAT_SECONDS = 15.0
LOST_AFTER = timedelta(seconds=60)


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after ``attempts`` failures, or ``None`` when it was the last.

    >>> pause_after(1).seconds, pause_after(3).seconds, pause_after(4)
    (5, 45, None)
    """
    return BACK_OFF[attempts - 1] if attempts < MAX_ATTEMPTS else None
