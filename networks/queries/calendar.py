"""A calendar's months, and activities as the events that other calendars read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from lar.authorization import Actor
from lar.tenancy.urls import program_url
from networks.icalendar import CalendarEvent
from networks.models import Activity, ActivityQuerySet
from networks.queries.activities import ActivityRow, activities_between, row_of

FEED_PAST = timedelta(days=180)
"""A calendar keeps half a year behind: one looks back at the last sessions, seldom further."""
FEED_AHEAD = timedelta(days=550)
"""A school year and a half: the next one is seldom planned further."""


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
    """A day with something in it."""

    day: date
    rows: list[ActivityRow]


def by_day(activities: Iterable[Activity], actor: Actor) -> list[Day]:
    """Return activities under the day on which each begins at its own place, in their order."""
    rows = sorted(
        (row_of(activity, actor) for activity in activities),
        key=lambda row: (row.activity.day, row.activity.starts_at, row.activity.pk),
    )
    return [Day(day, list(group)) for day, group in groupby(rows, key=lambda row: row.activity.day)]


def feed_of(actor: Actor, now: datetime) -> ActivityQuerySet:
    """Return what a person's own calendar reads."""
    return activities_between(actor, now - FEED_PAST, now + FEED_AHEAD)


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
