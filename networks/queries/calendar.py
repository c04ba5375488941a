"""A calendar's months, and what falls on its days as the events that other calendars read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from lar.authorization import Actor, Permission
from lar.tenancy.urls import program_url
from networks.icalendar import CalendarEvent
from networks.models import Activity, ActivityQuerySet, Network
from networks.queries.activities import ActivityRow, activities_between, row_of
from networks.registries import CalendarItem, calendar_items

FEED_PAST = timedelta(days=180)
"""A calendar keeps half a year behind: one looks back at the last sessions, seldom further."""
FEED_AHEAD = timedelta(days=550)
"""A school year and a half: the next one is seldom planned further."""

REMINDER = timedelta(minutes=30)
"""How long a moment (a questionnaire opens, closes) takes in somebody's calendar."""


@dataclass(frozen=True)
class Month:
    """A month of a calendar; ``param`` is how an address says it («2026-05»)."""

    first: date

    @classmethod
    def of(cls, text: str, today: date) -> Month:
        """Return the month that an address asks for, or today's when it makes no sense."""
        try:
            asked = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        except ValueError:
            return cls(today.replace(day=1))
        return cls(asked if 2000 <= asked.year <= 2100 else today.replace(day=1))

    @property
    def param(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> Month:
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def after(self) -> Month:
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    def moments(self) -> tuple[datetime, datetime]:
        """Return where the month begins and ends, at the platform's place."""
        zone = ZoneInfo(settings.TIME_ZONE)
        first, after = self.first, self.after.first
        return (
            datetime(first.year, first.month, 1, tzinfo=zone),
            datetime(after.year, after.month, 1, tzinfo=zone),
        )


@dataclass(frozen=True)
class Day:
    """A day with something in it: activities, and other days that networks keep in sight."""

    day: date
    rows: list[ActivityRow]
    items: list[CalendarItem]


def by_day(entries: Iterable[Activity | CalendarItem], actor: Actor) -> list[Day]:
    """Return what a calendar holds under the day on which each begins at its own place, in their order."""
    days = []
    for day, group in groupby(sorted(entries, key=_place_of), key=lambda entry: _place_of(entry)[0]):
        found = list(group)
        rows = [row_of(entry, actor) for entry in found if isinstance(entry, Activity)]
        days.append(Day(day, rows, [entry for entry in found if isinstance(entry, CalendarItem)]))
    return days


def in_order(entries: Iterable[Activity | CalendarItem]) -> list[Activity | CalendarItem]:
    """Return what a month holds, day after day, so that it may be cut into pages."""
    return sorted(entries, key=_place_of)


def days_kept(actor: Actor, first: date, last: date, network: Network | None = None) -> list[CalendarItem]:
    """Return the days, other than activities, of the networks whose activities ``actor`` may read."""
    if network is not None:
        return calendar_items(actor, [network], first, last)
    readable = Network.objects.readable_by(actor, Permission.VIEW_ACTIVITIES)
    return calendar_items(actor, list(readable.select_related("program")), first, last)


def feed_of(actor: Actor, now: datetime) -> ActivityQuerySet:
    """Return what a person's own calendar reads."""
    return activities_between(actor, now - FEED_PAST, now + FEED_AHEAD)


def feed_days(actor: Actor, now: datetime) -> list[CalendarItem]:
    """Return the other days that a person's own calendar reads."""
    return days_kept(actor, (now - FEED_PAST).date(), (now + FEED_AHEAD).date())


def event_of(activity: Activity, actor: Actor) -> CalendarEvent:
    """Return a loaded activity as an event: what, when, where and its page; never minutes or attendance."""
    row = row_of(activity, actor)
    page = program_url(activity.program, "networks:activity", activity_id=activity.pk)
    url = f"{settings.PUBLIC_URL}{page}"
    place = " · ".join(part for part in (activity.place, activity.meeting_url) if part)
    return CalendarEvent(
        uid=f"actividad-{activity.program_id}-{activity.pk}@{urlsplit(settings.PUBLIC_URL).hostname}",
        sequence=activity.revision,
        stamp=timezone.now(),
        starts=activity.starts_on_the_wall if activity.all_day else activity.starts_at,
        ends=activity.ends_on_the_wall if activity.all_day else activity.ends_at,
        summary=f"{activity.title} · {row.networks}",
        location="" if activity.all_day else place,
        description="\n".join(part for part in (activity.about.label, activity.agenda, url) if part),
        url=url,
        all_day=activity.all_day,
        cancelled=activity.is_cancelled,
    )


def event_of_day(item: CalendarItem) -> CalendarEvent:
    """Return a day as an event: an hour's reminder when it has a moment, else the whole day.

    Its sequence stays: a subscribed calendar takes the file as it is, and the date in it.
    """
    url = f"{settings.PUBLIC_URL}{item.url}"
    starts = item.at or datetime(item.on.year, item.on.month, item.on.day, tzinfo=UTC)
    return CalendarEvent(
        uid=f"{item.key}-{item.network.program_id}@{urlsplit(settings.PUBLIC_URL).hostname}",
        sequence=0,
        stamp=timezone.now(),
        starts=starts,
        ends=starts + REMINDER if item.at else starts,
        summary=f"{item.title} · {item.network.name}",
        description=f"{item.kind}\n{url}",
        url=url,
        all_day=item.at is None,
    )


def _place_of(entry: Activity | CalendarItem) -> tuple[date, int, float, int, str]:
    """The order of a calendar: its day, then activities by their hour, then the other days."""
    if isinstance(entry, CalendarItem):
        return entry.on, 1, entry.at.timestamp() if entry.at else 0.0, entry.network.pk, entry.key
    return entry.day, 0, entry.starts_at.timestamp(), entry.pk, ""
