"""The hours that the networks of a programme took, as its activities say."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime

from django.utils import timezone

from networks.models import Activity, ActivityStatus, Cycle
from scaling.simulator import Hours, Measured

GATHERING = ("training_workshop", "authority_meeting", "joint_authorities", "dissemination")
"""Kinds that the programme convenes for many networks at once."""


def measured_years() -> list[int]:
    """Years with tutoring held, newest first."""
    found = Activity.objects.filter(kind="tutoring", status=ActivityStatus.HELD)
    return sorted({moment.year for moment in found.dates("starts_at", "year")}, reverse=True)


def measured(year: int) -> Measured:
    """Return what a year took so far, by each network's year in the programme; three queries.

    Hours are those written in the activity, or else from its beginning to its end.
    """
    stages = dict(Cycle.objects.filter(year=year).values_list("network", "programme_year"))
    gathered: dict[int, float] = defaultdict(float)
    tutoring: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    start = timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware at once
    end = timezone.make_aware(datetime(year + 1, 1, 1))  # noqa: DTZ001
    held = Activity.objects.between(start, end).filter(
        status=ActivityStatus.HELD, kind__in=("tutoring", *GATHERING)
    )
    for activity in held.prefetch_related("networks"):
        hours = hours_of(activity)
        if activity.kind in GATHERING:
            gathered[activity.day.month] += hours
            continue
        for row in activity.networks.all():
            if row.network_id in stages:
                tutoring[stages[row.network_id]][activity.day.month] += hours
    networks = Counter(stages.values())
    return Measured(
        year,
        {stage: Hours.of(tutoring[stage]).times(1 / count) for stage, count in networks.items()},
        dict(networks),
        Hours.of(gathered),
    )


def hours_of(activity: Activity) -> float:
    """What an activity took."""
    if activity.hours is not None:
        return float(activity.hours)
    return (activity.ends_at - activity.starts_at).total_seconds() / 3600


def networks_by_stage(year: int) -> dict[int, int]:
    """How many networks have a cycle of that year, by their year in the programme; one query."""
    return dict(Counter(Cycle.objects.filter(year=year).values_list("programme_year", flat=True)))


def last_whole_month(day: date) -> int:
    """The month before a day's; 0 in January."""
    return day.month - 1
