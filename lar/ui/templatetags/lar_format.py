"""Filters that write dates and numbers as in Chile. Use them where the format is part of the sentence."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import formats, timezone

register = template.Library()

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def _local(value: date | datetime) -> date | datetime:
    """Return an aware moment in the current time zone; dates and naive moments stay as they are."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def short_date(value: date | datetime | None) -> str:
    """23-11-2026"""
    return formats.date_format(_local(value), "SHORT_DATE_FORMAT") if value else ""


@register.filter
def long_date(value: date | datetime | None) -> str:
    """lunes 23 de noviembre de 2026"""
    return formats.date_format(_local(value), r"l j \d\e F \d\e Y") if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """18:30"""
    return formats.date_format(_local(value), "TIME_FORMAT") if value else ""


@register.filter
def date_and_hour(value: datetime | None) -> str:
    """lunes 23 de noviembre, 18:30: for moments of this year, such as when a survey closes."""
    return formats.date_format(_local(value), r"l j \d\e F, H:i") if value else ""


@register.filter
def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """1.234 or, with ``number:1``, 1.234,5"""
    if value is None:
        return ""
    return formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def percent(value: float | Decimal | None, decimals: int = 0) -> str:
    """57 % for 57, with a no-break space. Takes percentages, not fractions."""
    if value is None:
        return ""
    return f"{number(value, decimals)}{NO_BREAK_SPACE}%"


@register.filter
def machine_date(value: date | datetime) -> str:
    """2026-11-23 or 2026-11-23T18:30:00-03:00: the attribute of a <time> element."""
    return _local(value).isoformat()
