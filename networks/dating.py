"""Ending what is dated: rows stay with their last day; what never held a day is taken away."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from networks.errors import NotAllowedNow
from networks.models import NetworkSchool
from networks.models.dated import Dated


def moment_on(day: date, time_zone: str) -> datetime:
    """Now, when ``day`` is today at that place; noon of any other day: what is told of it has no hour."""
    now = timezone.now()
    zone = ZoneInfo(time_zone)
    return now if now.astimezone(zone).date() == day else datetime.combine(day, time(12), tzinfo=zone)


def end(row: Dated, on: date) -> None:
    """End a dated row: ``on`` is the first day on which it no longer holds.

    A row that begins on that day or later never held, so it is deleted: a slip of the hand the
    same afternoon leaves no trace but its audit events.
    """
    if row.valid_from >= on:
        row.delete()
        return
    row.valid_to = on
    row.save(update_fields=["valid_to"])


def check_held(row: Dated, on: date) -> None:
    """Refuse a last day that would undo what already happened.

    Raises:
        NotAllowedNow: the row began in the past, and ``on`` is its first day or an earlier one.
    """
    if on <= row.valid_from < timezone.localdate():
        raise NotAllowedNow(
            _("Empezó el %(day)s: elige un día posterior. Lo que ya ocurrió no se borra.")
            % {"day": formats.date_format(row.valid_from, "SHORT_DATE_FORMAT")},
            "on",
        )


def end_school(row: NetworkSchool, on: date) -> None:
    """End a school's part in a network, its places first."""
    for seat in row.seats.filter(valid_to=None):
        end(seat, on)
    end(row, on)
