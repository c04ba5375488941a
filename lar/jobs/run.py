"""What a task's function gets in its hands: the job it runs."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from lar.jobs.claiming import finish, hold
from lar.jobs.models import JobState
from lar.jobs.problems import LostClaim
from lar.jobs.scope import jobs_of, scope


@dataclass
class JobRun:
    """One attempt at a job.

    Read in one ``context()``, compute outside of any, write in another. Everything that a
    context wrote is undone when the job was meanwhile cancelled or given to another process.
    """

    job_id: uuid.UUID
    program_id: int | None
    claim: uuid.UUID
    attempt: int
    finished: bool = False

    @contextmanager
    def context(self, *, last: bool = False) -> Iterator[None]:
        """Open the programme's context as one transaction.

        With ``last`` the job ends in that same transaction, so what it writes is written exactly
        once: nothing can happen between the effect and the mark that it was made.

        Raises:
            LostClaim: at the end, undoing the block, when the job is no longer this run's.
        """
        with scope(self.program_id):
            yield
            job = hold(self.job_id, self.program_id, self.claim)
            if last:
                finish(job)
        self.finished = self.finished or last

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Show how far the job is, in a transaction of its own (inside a context: with its commit).

        ``note`` is a short Spanish sentence without names of people. Counts as a heartbeat.

        Raises:
            LostClaim: when the job is no longer this run's.
        """
        self._write(done_steps=done, total_steps=total, note=note[:200])

    def heartbeat(self) -> None:
        """Say that the job is alive. A thread does so while the function runs."""
        self._write()

    def _write(self, **fields: int | str) -> None:
        with scope(self.program_id):
            mine = jobs_of(self.program_id).filter(pk=self.job_id, claim=self.claim, state=JobState.RUNNING)
            if not mine.update(heartbeat=timezone.now(), **fields):
                raise LostClaim(str(self.job_id))
