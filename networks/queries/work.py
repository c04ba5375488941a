"""What the networks of each cohort did in a year: how many, their activities and the hours of those."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from networks.models import Activity, ActivityNetwork, ActivityStatus, Cycle

SECONDS_OF_AN_HOUR = Decimal(3600)


@dataclass(frozen=True)
class CohortWork:
    """The networks of a cohort with a cycle that year, and the activities held with any of them."""

    cohort: int
    networks: int
    activities: int
    hours: Decimal


def work_by_cohort(year: int, *, until: datetime) -> list[CohortWork]:
    """Return the cohorts, the oldest first. An activity of several networks counts once; two queries.

    Its hours are those written down, else from beginning to end. Those that each person does in her own time
    have hours only when somebody wrote them.
    """
    networks: dict[int, set[int]] = defaultdict(set)
    for network, cohort in Cycle.objects.filter(year=year).values_list("network", "network__cohort"):
        networks[cohort].add(network)
    held: dict[int, dict[int, Decimal]] = defaultdict(dict)
    gathered = ActivityNetwork.objects.filter(
        activity__status=ActivityStatus.HELD, activity__starts_at__year=year, activity__starts_at__lte=until
    ).select_related("activity", "network")
    for one in gathered:
        held[one.network.cohort][one.activity_id] = _hours(one.activity)
    return [
        CohortWork(cohort, len(networks[cohort]), len(held[cohort]), sum(held[cohort].values(), Decimal(0)))
        for cohort in sorted(networks)
    ]


def _hours(activity: Activity) -> Decimal:
    if activity.hours is not None:
        return activity.hours
    if activity.all_day:
        return Decimal(0)
    return Decimal((activity.ends_at - activity.starts_at).total_seconds()) / SECONDS_OF_AN_HOUR
