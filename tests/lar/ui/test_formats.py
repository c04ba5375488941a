"""Dates and numbers as they are written in Chile."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, timezone, translation
from django.utils.formats import get_format

from lar.ui.templatetags import lar_format

DAY = date(2026, 11, 23)
# 21:30 UTC is 18:30 in Santiago in November (summer time, UTC−3).
MOMENT = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def chile() -> object:
    with translation.override("es-cl"), timezone.override("America/Santiago"):
        yield


def test_language_finds_our_formats_and_not_those_of_spain() -> None:
    assert get_format("THOUSAND_SEPARATOR") == "."
    assert get_format("DECIMAL_SEPARATOR") == ","
    assert get_format("SHORT_DATE_FORMAT") == "d-m-Y"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234, 0, "1.234"),
        (1234.5, 1, "1.234,5"),
        (Decimal("1234567.891"), 2, "1.234.567,89"),
        (-1200, 0, "-1.200"),
        (None, 0, ""),
    ],
)
def test_number(value: float | None, decimals: int, written: str) -> None:
    assert lar_format.number(value, decimals) == written


def test_percent_keeps_its_sign_on_the_same_line() -> None:
    assert lar_format.percent(57) == "57\N{NO-BREAK SPACE}%"
    assert lar_format.percent(57.14, 1) == "57,1\N{NO-BREAK SPACE}%"
    assert lar_format.percent(None) == ""


def test_dates() -> None:
    assert lar_format.short_date(DAY) == "23-11-2026"
    assert lar_format.long_date(DAY) == "lunes 23 de noviembre de 2026"
    assert formats.date_format(DAY) == "23 de noviembre de 2026"
    assert lar_format.short_date(None) == lar_format.long_date(None) == ""


def test_moments_are_told_in_the_time_zone_of_the_reader() -> None:
    assert lar_format.hour(MOMENT) == "18:30"
    assert lar_format.date_and_hour(MOMENT) == "lunes 23 de noviembre, 18:30"
    assert lar_format.machine_date(MOMENT) == "2026-11-23T18:30:00-03:00"
    with timezone.override("Pacific/Easter"):
        assert lar_format.hour(MOMENT) == "16:30"


@pytest.mark.parametrize("typed", ["23-11-2026", "23/11/2026", "2026-11-23"])
def test_dates_are_read_as_people_type_them(typed: str) -> None:
    assert forms.DateField().clean(typed) == DAY


def test_decimals_are_read_with_a_comma() -> None:
    assert forms.DecimalField(localize=True).clean("1.234,5") == Decimal("1234.5")
