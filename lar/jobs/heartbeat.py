"""The sign of life of a running job, from a thread beside it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connections

from lar.jobs.problems import LostClaim
from lar.jobs.rules import HEARTBEAT_SECONDS
from lar.jobs.run import JobRun

log = logging.getLogger(__name__)


@contextmanager
def beating(run: JobRun) -> Iterator[None]:
    """Write the job's heartbeat while the block runs. Short jobs never reach the first one.

    A process that is killed takes its thread along, so the heartbeat stops with it.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(run, stop), name="job-heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(run: JobRun, stop: threading.Event) -> None:
    try:
        while not stop.wait(HEARTBEAT_SECONDS):
            try:
                run.heartbeat()
            except LostClaim:
                return
            except Error as error:
                # The job holds its own row, or the database is away: the next beat tells.
                log.warning("job %s missed a heartbeat: %s", run.job_id, type(error).__name__)
    finally:
        connections.close_all()
