"""Phones that keep their answers until somebody acknowledges them, and try again when nobody does."""

from __future__ import annotations

import heapq
import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from tests.faults.letters import Letter, Reply, other_content, post

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0  # seconds


class Errand(Enum):
    """Why a letter is sent, with the statuses that end it."""

    SEND = (200, 201)
    RIVAL = (200, 201, 404)  # another phone has the same code
    REPLAY = (200,)
    OTHER_CONTENT = (409,)


_TRY_AGAIN = {429, 500, 502, 503, 504}


@dataclass(order=True)
class _Task:
    due: float
    tie: int
    errand: Errand = field(compare=False)
    letter: Letter = field(compare=False)
    tries: int = field(compare=False, default=0)


@dataclass
class Crowd:
    """Letters under way. ``port`` is that of the bad connection; ``rng`` decides who is sent again."""

    port: int
    rng: random.Random
    timeouts: tuple[float, float] = (1.0, 4.0)  # seconds that a phone waits
    acknowledged: dict[Letter, str] = field(default_factory=dict)  # with their receipts
    refused: list[Letter] = field(default_factory=list)  # rivals that came second
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    surprises: list[str] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _queue: list[_Task] = field(default_factory=list)
    _under_way: int = 0
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, errand: Errand, letter: Letter, *, after: float = 0.0, tries: int = 0) -> None:
        with self._lock:
            self._count += 1
            heapq.heappush(self._queue, _Task(time.monotonic() + after, self._count, errand, letter, tries))

    @property
    def is_done(self) -> bool:
        with self._lock:
            return not self._queue and not self._under_way

    def statuses_of(self, status: int) -> int:
        return sum(count for (_, found), count in self.statuses.items() if found == status)

    @contextmanager
    def at_work(self, people: int) -> Iterator[None]:
        """Let ``people`` threads carry letters while the block lasts. Raises what a thread raised."""
        with ThreadPoolExecutor(people) as threads:
            carriers = [threads.submit(self._carry) for _ in range(people)]
            try:
                yield
            finally:
                self._over.set()
        for carrier in carriers:
            carrier.result()

    def _carry(self) -> None:
        while not self._over.is_set():
            task = self._next()
            if task is None:
                self._over.wait(0.05)
                continue
            try:
                self._try(task)
            finally:
                with self._lock:
                    self._under_way -= 1

    def _next(self) -> _Task | None:
        with self._lock:
            if not self._queue or self._queue[0].due > time.monotonic():
                return None
            self._under_way += 1
            return heapq.heappop(self._queue)

    def _try(self, task: _Task) -> None:
        try:
            reply = post(self.port, task.letter, timeout=self.rng.uniform(*self.timeouts))
        except (OSError, http.client.HTTPException) as error:
            with self._lock:
                self.broken[type(error).__name__] += 1
            self._again(task)
            return
        with self._lock:
            self.statuses[task.errand.name, reply.status] += 1
        self._read(task, reply)

    def _read(self, task: _Task, reply: Reply) -> None:
        if reply.status in _TRY_AGAIN:
            if reply.status in {429, 503} and not reply.retry_after:
                self.surprises.append(f"{reply.status} without Retry-After")
            self._again(task)
        elif reply.status not in task.errand.value:
            self.surprises.append(
                f"{task.errand.name} {task.letter.number}: {reply.status} {reply.body[:300]}"
            )
        elif reply.status == 404:
            self.refused.append(task.letter)
        elif reply.status != 409:
            self._acknowledge(task, reply.receipt)

    def _again(self, task: _Task) -> None:
        """With a growing pause: a phone would heed Retry-After; these are in more of a hurry."""
        pause = min(_FIRST_PAUSE * 2**task.tries, _LONGEST_PAUSE)
        self.add(task.errand, task.letter, after=pause * self.rng.uniform(0.5, 1.5), tries=task.tries + 1)

    def _acknowledge(self, task: _Task, receipt: str) -> None:
        with self._lock:
            known = self.acknowledged.setdefault(task.letter, receipt)
        if not receipt or receipt != known:
            self.surprises.append(f"letter {task.letter.number}: receipt {receipt!r} after {known!r}")
        if task.errand is Errand.REPLAY:
            return
        # Some phones send again all the same, at once or later; some with another mark under the same key.
        if self.rng.random() < 0.10:
            self.add(Errand.REPLAY, task.letter, after=self.rng.uniform(0, 3))
        if self.rng.random() < 0.03:
            self.add(Errand.OTHER_CONTENT, other_content(task.letter), after=self.rng.uniform(0, 3))
