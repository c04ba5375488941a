"""Contestants measured in turn, so that what slows the machine down slows both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median


def rounds_of(rounds: int, *contestants: Callable[[], float]) -> list[list[float]]:
    """Run every contestant once a round, each round from the other end; ``[contestant][round]``."""
    found: list[list[float]] = [[] for _ in contestants]
    for number in range(rounds):
        order = range(len(contestants))
        for place in order if number % 2 == 0 else reversed(order):
            found[place].append(contestants[place]())
    return found


def ratio(one: list[float], other: list[float]) -> float:
    """The median over the rounds of ``one / other``: neighbours in time are compared with each other."""
    return median(mine / theirs for mine, theirs in zip(one, other, strict=True))


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Run once, with the collector at rest; the seconds that it took by the clock (the wall's by default)."""
    gc.collect()
    gc.disable()
    try:
        start = clock()
        work()
        return clock() - start
    finally:
        gc.enable()
