"""What more networks would need: hours measured so far, month by month, and what follows from them.

Pure arithmetic. A programme's facilitators spend two kinds of hours: those that each network takes (its
tutoring and its meetings) and those that gather many networks at once (workshops), which grow only when the
networks no longer fit in one room. Every assumption is a field that a person may change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

MONTHS = 12


@dataclass(frozen=True)
class Hours:
    """Hours by month, January first; always twelve, never negative."""

    by_month: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.by_month) != MONTHS or min(self.by_month) < 0:
            raise ValueError("twelve months of zero hours or more")

    @classmethod
    def of(cls, by_month: Mapping[int, float]) -> Hours:
        """From hours by month number (1 to 12); the others are 0."""
        return cls(tuple(by_month.get(month, 0.0) for month in range(1, MONTHS + 1)))

    @property
    def total(self) -> float:
        return sum(self.by_month)

    def times(self, factor: float) -> Hours:
        return Hours(tuple(hours * factor for hours in self.by_month))

    def __add__(self, other: Hours) -> Hours:
        return Hours(tuple(a + b for a, b in zip(self.by_month, other.by_month, strict=True)))

    def until(self, month: int) -> Hours:
        """The same, and nothing after ``month``."""
        return Hours(tuple(hours if at <= month else 0.0 for at, hours in enumerate(self.by_month, 1)))


NOTHING = Hours((0.0,) * MONTHS)


@dataclass(frozen=True)
class Measured:
    """What a year took. ``own``: hours of one network, on average, by its year in the programme (1, 2,
    3: followed up); ``networks``: how many those averages rest on. ``gathered``: hours of what gathers many.
    """

    year: int
    own: Mapping[int, Hours]
    networks: Mapping[int, int]
    gathered: Hours

    @property
    def total_networks(self) -> int:
        return sum(self.networks.values())

    def of_one(self, stage: int) -> Hours:
        """Hours of a network in that year of the programme; while none was measured, of any network."""
        if self.networks.get(stage):
            return self.own[stage]
        if not self.total_networks:
            return NOTHING
        whole = NOTHING
        for known, count in self.networks.items():
            whole += self.own[known].times(count)
        return whole.times(1 / self.total_networks)


@dataclass(frozen=True)
class Assumptions:
    """What no record says. ``preparation``: hours to prepare and write up each hour held; ``together``:
    networks that fit in one workshop; ``hosts``: facilitators in each; ``available``: hours that one
    facilitator has for networks in a month.
    """

    preparation: float = 1.0
    together: int = 16
    hosts: int = 2
    available: float = 60.0


@dataclass(frozen=True)
class MonthNeed:
    """Hours of facilitators that a month needs, and how many people that is with the hours each has."""

    month: int
    own: float
    gathered: float
    preparation: float
    people: int

    @property
    def total(self) -> float:
        return self.own + self.gathered + self.preparation


def held_hours(measured: Measured, mix: Mapping[int, int], assumptions: Assumptions) -> tuple[Hours, Hours]:
    """Return the hours held with a mix of networks (by year in the programme): own, and gathered.

    A workshop is held once per group of networks that fits in it; ``hosts`` people are in each.
    """
    own = NOTHING
    for stage, count in mix.items():
        own += measured.of_one(stage).times(count)
    networks = sum(mix.values())
    was = max(1, ceil(measured.total_networks / assumptions.together))
    groups = ceil(networks / assumptions.together)
    return own, measured.gathered.times(groups / was * assumptions.hosts)


def simulate(measured: Measured, mix: Mapping[int, int], assumptions: Assumptions) -> list[MonthNeed]:
    """Return what each month of a year needs with ``mix`` networks, from what was measured."""
    own, gathered = held_hours(measured, mix, assumptions)
    found = []
    for month, (alone, shared) in enumerate(zip(own.by_month, gathered.by_month, strict=True), 1):
        preparing = (alone + shared) * assumptions.preparation
        people = ceil(round((alone + shared + preparing) / assumptions.available, 6))
        found.append(MonthNeed(month, alone, shared, preparing, people))
    return found


def people_needed(needs: Sequence[MonthNeed]) -> int:
    """Facilitators that the fullest month takes."""
    return max((need.people for need in needs), default=0)


@dataclass(frozen=True)
class Check:
    """What one year's measure would have said of the next, against what was held until ``month``."""

    year: int
    month: int
    predicted: float
    held: float

    @property
    def error(self) -> float:
        """Distance over what was held; 0.1 is ten per cent."""
        return abs(self.predicted - self.held) / self.held


def check(before: Measured, after: Measured, month: int) -> Check | None:
    """Predict ``after`` from ``before``, both as held (one host, no preparation). None without hours."""
    plain = Assumptions(preparation=0, hosts=1)
    own, gathered = held_hours(before, after.networks, plain)
    real = after.gathered
    for stage, count in after.networks.items():
        real += after.own[stage].times(count)
    held = real.until(month).total
    if not held or not before.total_networks:
        return None
    return Check(after.year, month, (own + gathered).until(month).total, held)
