"""When a job is tried again, and when it is taken for lost."""

from __future__ import annotations

from datetime import timedelta

Pauses = tuple[timedelta, ...]
"""How long a job waits after its first, second… failure; after the last one it is given up."""

# Together with the relay's 10 seconds they keep a job that cannot succeed under two minutes.
BACK_OFF: Pauses = (timedelta(seconds=5), timedelta(seconds=15), timedelta(seconds=45))
MAX_ATTEMPTS = len(BACK_OFF) + 1

# A mail server may be away from a Friday evening to a Monday morning: growing pauses during the first
# hour, then one attempt an hour for three days.
MAIL_BACK_OFF: Pauses = (
    *(timedelta(seconds=seconds) for seconds in (15, 30)),
    *(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30)),
    *(timedelta(hours=1) for _hour in range(72)),
)

# A running job writes its heartbeat four times within the time after which it counts as lost.
HEARTBEAT_SECONDS = 15.0
LOST_AFTER = timedelta(seconds=60)


def pause_after(attempts: int, pauses: Pauses = BACK_OFF) -> timedelta | None:
    """Return how long to wait after ``attempts`` failures, or ``None`` when it was the last.

    >>> pause_after(1).seconds, pause_after(3).seconds, pause_after(4)
    (5, 45, None)
    """
    return pauses[attempts - 1] if attempts <= len(pauses) else None
