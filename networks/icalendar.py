"""Calendars that other programmes read: the part of RFC 5545 that an event of ours needs.

Moments go out in UTC, so that no time-zone table travels with them; days without hours as dates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_OCTETS = 75
"""RFC 5545, 3.1: lines longer than 75 octets are folded."""


@dataclass(frozen=True)
class CalendarEvent:
    """``uid`` never changes; ``sequence`` grows with every change, and the highest one counts.

    With ``all_day`` only the dates of ``starts`` and ``ends`` are read, both included.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts: datetime
    ends: datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    all_day: bool = False
    cancelled: bool = False


def calendar_text(events: Iterable[CalendarEvent], *, name: str) -> bytes:
    """Return a whole calendar file (``text/calendar``, UTF-8, lines ended by CRLF)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//LAR//Actividades//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def escaped(text: str) -> str:
    r"""Return ``text`` as a TEXT value: backslash, ``;``, ``,`` and line breaks escaped, controls dropped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc")
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(plain, written)
    return clean


def folded(line: str) -> Iterator[str]:
    """Yield the pieces of a content line, 75 octets each at most and no character cut in two."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece


def _event(event: CalendarEvent) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{_moment(event.stamp)}",
        f"SEQUENCE:{event.sequence}",
        *_when(event),
        f"SUMMARY:{escaped(event.summary)}",
    ]
    for label, value in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if value:
            lines.append(f"{label}:{escaped(value)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    lines.append(f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}")
    lines.append("END:VEVENT")
    return lines


def _when(event: CalendarEvent) -> list[str]:
    if event.all_day:
        # The end of an event of days is the first one that is no longer part of it.
        after = event.ends.date() + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{_day(event.starts.date())}", f"DTEND;VALUE=DATE:{_day(after)}"]
    return [f"DTSTART:{_moment(event.starts)}", f"DTEND:{_moment(event.ends)}"]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
