"""Calendars as RFC 5545 wants them: escaped, folded, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from networks.icalendar import CalendarEvent, calendar_text, escaped, folded

CHILE = timezone(timedelta(hours=-4))
FIRST = datetime(2026, 12, 31, tzinfo=CHILE)
LAST = datetime(2026, 12, 31, 23, 59, tzinfo=CHILE)
STAMP = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)


def event(**values: Any) -> CalendarEvent:
    return CalendarEvent(
        **{
            "uid": "actividad-1-2@ejemplo.cl",
            "sequence": 3,
            "stamp": STAMP,
            "starts": datetime(2026, 5, 12, 15, 0, tzinfo=CHILE),
            "ends": datetime(2026, 5, 12, 17, 30, tzinfo=CHILE),
            "summary": "Sesión de mayo",
            **values,
        }
    )


def lines_of(*events: CalendarEvent, name: str = "Programa") -> list[str]:
    text = calendar_text(events, name=name).decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")


def test_an_event_is_written_in_utc() -> None:
    lines = lines_of(event(location="Sala 2", url="https://ejemplo.cl/a/"))

    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//LAR//Actividades//ES",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Programa",
        "BEGIN:VEVENT",
        "UID:actividad-1-2@ejemplo.cl",
        "DTSTAMP:20260504T160000Z",
        "SEQUENCE:3",
        "DTSTART:20260512T190000Z",
        "DTEND:20260512T213000Z",
        "SUMMARY:Sesión de mayo",
        "LOCATION:Sala 2",
        "URL:https://ejemplo.cl/a/",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_day_without_hours_ends_on_the_day_after() -> None:
    lines = lines_of(event(starts=FIRST, ends=LAST, all_day=True))

    assert [line for line in lines if line.startswith("DT")][1:] == [
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
    ]


def test_what_was_called_off_says_so() -> None:
    assert "STATUS:CANCELLED" in lines_of(event(cancelled=True))


def test_marks_of_the_format_are_escaped_and_controls_dropped() -> None:
    assert escaped("a;b,c\\d\r\ne\rf\ng\x00\x07\t") == "a\\;b\\,c\\\\d\\ne\\nf\\ng"


def test_nobody_writes_a_property_into_somebody_elses_calendar() -> None:
    lines = lines_of(event(summary="Sesión\r\nATTENDEE:mailto:otra@ejemplo.cl", description="x\nEND:VEVENT"))

    assert [line for line in lines if line.startswith("ATTENDEE")] == []
    assert lines.count("END:VEVENT") == 1


@given(st.text())
def test_a_line_is_folded_in_75_octets_and_reads_back_the_same(text: str) -> None:
    pieces = list(folded(text))

    assert all(len(piece.encode("utf-8", "surrogatepass")) <= 75 for piece in pieces)
    assert "".join(piece[1:] if place else piece for place, piece in enumerate(pieces)) == text


def test_no_letter_is_cut_in_two() -> None:
    pieces = list(folded("SUMMARY:" + "ñ" * 60))

    assert [len(piece.encode()) for piece in pieces] == [74, 55]
