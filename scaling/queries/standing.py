"""What the rules of the board look at, for any number of networks in a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, Max, Min, OuterRef, Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from logbook.models import Block
from networks.models import ActivityNetwork, ActivityStatus, Cycle, Network
from networks.queries.agreements import pending_agreements
from networks.queries.facts import facts_of
from questionnaires.results.models import Release, ReleaseOpening
from questionnaires.results.rules import MEMBERS
from questionnaires.surveys.models import BandMark, Survey, SurveyState
from scaling.alerts import Standing

NEVER_ASKED = (SurveyState.DRAFT, SurveyState.CANCELLED)


def standing_of(networks: Sequence[Network], day: date) -> dict[int, Standing]:
    """Return how each network stands on ``day``, by its key; twelve queries."""
    keys = [network.pk for network in networks]
    facts = facts_of(networks, day)
    cycles = {one.cycle.pk: key for key, one in facts.items() if one.cycle and one.cycle.year == day.year}
    asked, still = _asked(cycles), _still(cycles)
    unshared, met = _unshared(cycles), _last_sessions(keys, day)
    wrote, pending = _last_written(keys), pending_agreements(networks, day)
    return {
        key: Standing(
            facts=facts[key],
            asked=key in asked,
            stands_still=key in still,
            unshared_since=unshared.get(key),
            last_session=met.get(key),
            last_written=wrote.get(key),
            pending=pending.get(key),
        )
        for key in keys
    }


def _asked(cycles: Mapping[int, int]) -> set[int]:
    """Networks whose cycle had a questionnaire opened."""
    opened = Survey.objects.filter(cycle__in=list(cycles)).exclude(state__in=NEVER_ASKED)
    return {cycles[cycle] for cycle in opened.order_by().values_list("cycle", flat=True)}


def _still(cycles: Mapping[int, int]) -> set[int]:
    """Networks whose open questionnaire had, at the last look, the band of the look before."""
    marks = BandMark.objects.filter(
        survey__cycle__in=list(cycles), survey__state=SurveyState.OPEN, stands_still=True
    )
    return {cycles[cycle] for cycle in marks.values_list("survey__cycle", flat=True)}


def _unshared(cycles: Mapping[int, int]) -> dict[int, date]:
    """Since when a network has results of the cycle that its members can't read, by its key."""
    shared = ReleaseOpening.objects.filter(release__survey=OuterRef("survey"), audience=MEMBERS)
    rows = (
        Release.objects.filter(~Exists(shared), survey__cycle__in=list(cycles), kind="scale")
        .order_by()
        .values_list("survey__cycle")
        .annotate(first=TruncDate(Min("created_at")))
    )
    return {cycles[cycle]: first for cycle, first in rows}


def _last_sessions(keys: Sequence[int], day: date) -> dict[int, date]:
    """The day of each network's last session that was held."""
    rows = (
        ActivityNetwork.objects.filter(
            network__in=keys,
            activity__kind="network_session",
            activity__status=ActivityStatus.HELD,
            activity__starts_at__date__lte=day,
        )
        .order_by()
        .values_list("network")
        .annotate(last=TruncDate(Max("activity__starts_at")))
    )
    return dict(rows)


def _last_written(keys: Sequence[int]) -> dict[int, date]:
    """The day on which each network's team last wrote in its logbook."""
    rows = (
        Block.objects.filter(entry__cycle__network__in=keys)
        .exclude(text="")
        .order_by()
        .values_list("entry__cycle__network")
        .annotate(last=TruncDate(Max("written_at")))
    )
    return dict(rows)


def next_activities(keys: Sequence[int], now: datetime) -> dict[int, ActivityNetwork]:
    """Return each network's next planned activity, by its key; one query."""
    rows = (
        ActivityNetwork.objects.filter(
            network__in=keys, activity__status=ActivityStatus.PLANNED, activity__starts_at__gte=now
        )
        .select_related("activity")
        .order_by("network_id", "activity__starts_at", "pk")
        .distinct("network_id")
    )
    return {row.network_id: row for row in rows}


def tutoring_hours(keys: Sequence[int], year: int) -> dict[int, Decimal]:
    """Return the hours of tutoring that each network had in a year, by its key; one query."""
    start = timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware at once
    end = timezone.make_aware(datetime(year + 1, 1, 1))  # noqa: DTZ001
    held = Q(
        activity__kind="tutoring",
        activity__status=ActivityStatus.HELD,
        activity__starts_at__gte=start,
        activity__starts_at__lt=end,
    )
    rows = ActivityNetwork.objects.filter(held, network__in=keys).order_by().values_list("network")
    return {key: hours or Decimal(0) for key, hours in rows.annotate(total=Sum("activity__hours"))}


def cycles_of_year(standing: Mapping[int, Standing], year: int) -> dict[int, Cycle]:
    """Return the cycles of the year among what was read, by the network's key."""
    found = {key: one.facts.cycle for key, one in standing.items()}
    return {key: cycle for key, cycle in found.items() if cycle is not None and cycle.year == year}
