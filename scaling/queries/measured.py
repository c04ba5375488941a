"""The hours that the networks of a programme took, as its activities say."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime

from django.utils import timezone

from lar.model.activities import ACTIVITY_KINDS, Host
from networks.models import Activity, ActivityStatus, Cycle
from scaling.simulator import Hours, Measured

CONVENED = tuple(kind.code for kind in ACTIVITY_KINDS if kind.host is Host.PROGRAMME)
"""What facilitators spend their hours on: what the programme convenes, for one network or for many."""


def measured_years() -> list[int]:
    """Years with tutoring held, newest first."""
    found = Activity.objects.filter(kind="tutoring", status=ActivityStatus.HELD)
    return sorted({moment.year for moment in found.dates("starts_at", "year")}, reverse=True)


def measured(year: int) -> Measured:
    """Return what a year took so far, by each network's year in the programme; three queries.

    What gathered several networks is counted apart from what was held with one.
    Hours are those written in the activity, or else from its beginning to its end.
    """
    stages = dict(Cycle.objects.filter(year=year).values_list("network", "programme_year"))
    gathered: dict[int, float] = defaultdict(float)
    own: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    start = timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware at once
    end = timezone.make_aware(datetime(year + 1, 1, 1))  # noqa: DTZ001
    held = Activity.objects.between(start, end).filter(status=ActivityStatus.HELD, kind__in=CONVENED)
    for activity in held.prefetch_related("networks"):
        hours = hours_of(activity)
        rows = activity.networks.all()
        if len(rows) > 1:
            gathered[activity.day.month] += hours
            continue
        for row in rows:
            if row.network_id in stages:
                own[stages[row.network_id]][activity.day.month] += hours
    networks = Counter(stages.values())
    return Measured(
        year,
        {stage: Hours.of(own[stage]).times(1 / count) for stage, count in networks.items()},
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
