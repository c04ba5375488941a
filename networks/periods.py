"""Who holds something over time, one holder at a time: what changes when one begins on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """``holder`` from ``since`` (included) until ``until`` (excluded; ``None`` is open)."""

    holder: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def place(periods: Sequence[Period], holder: str, since: date) -> tuple[Period, ...]:
    """Return the periods, in order, once ``holder`` holds from ``since`` until the next known change.

    * Already in place that day: as they were.
    * Another one began exactly that day: that period is corrected.
    * Another one in the middle of its time: it ends that day and the new one takes what was left.
    * Nobody that day: the new one lasts until whoever comes next.
    """
    known = sorted(periods, key=lambda period: period.since)
    current = next((period for period in known if period.covers(since)), None)
    if current is None:
        following = next((period.since for period in known if period.since > since), None)
        return _in_order([*known, Period(holder, since, following)])
    if current.holder == holder:
        return tuple(known)
    others = [period for period in known if period is not current]
    if current.since == since:
        return _in_order([*others, replace(current, holder=holder)])
    return _in_order([*others, replace(current, until=since), Period(holder, since, current.until)])


def _in_order(periods: list[Period]) -> tuple[Period, ...]:
    return tuple(sorted(periods, key=lambda period: period.since))
