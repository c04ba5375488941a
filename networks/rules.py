"""Yes/no questions about networks, as pure functions. They decide; actions write and say why not."""

from __future__ import annotations

import re
from datetime import date

LARGE_DROP = 0.9
"""A directory with fewer than nine tenths of the known working schools is probably cut. Real years differ by
less than 3 %."""

SCHOOL_YEAR_START = (3, 1)
"""1 March: the day on which a directory's year begins for who runs each school."""

MAX_COORDINATORS = 5
YEARS_OF_COMMITMENT = 2
"""A team enrols for two years; afterwards the network is followed up."""
CONFIRM_WITHIN = 60
"""Days before its end in which an authority's access may be confirmed for another year."""
REMIND_BEFORE = 30
"""Days before the end of an authority's access on which a mail says so."""
FULL_YEAR = 365
"""Days: access that lasted less was cut short on purpose, and nobody is asked to confirm it."""
MAX_SEATS = 30


def is_large_drop(known: int, incoming: int) -> bool:
    """Whether a directory has far fewer schools than are known. Nothing known: never."""
    return incoming < known * LARGE_DROP


def directory_day(year: int) -> date:
    """The day from which a directory's sostenedores hold."""
    return date(year, *SCHOOL_YEAR_START)


def programme_year_of(cohort: int, year: int, left_on: date | None = None) -> int:
    """Return 1, 2 or 3 (follow-up) for a school year of a network.

    The cohort's own year is the first; from the third on, or from the year after it left, a network
    is only followed up.

    Raises:
        ValueError: for a year before the cohort's.
    """
    if year < cohort:
        raise ValueError(f"{year} is before the cohort {cohort}")
    if left_on is not None and year > left_on.year:
        return 3
    return min(year - cohort + 1, 3)


def can_join_team(team_size: int) -> bool:
    """A network is coordinated by one to five people with equal rights."""
    return team_size < MAX_COORDINATORS


def can_leave_team(team_size: int, *, network_has_left: bool) -> bool:
    """The last person leaves only when the network itself has left the programme."""
    return team_size > 1 or network_has_left


def is_seat_count(seats: int) -> bool:
    """Zero takes the role away; no school sends more than thirty people of one role."""
    return 0 <= seats <= MAX_SEATS


def is_review_after_start(valid_from: date, next_review: date | None) -> bool:
    return next_review is None or next_review > valid_from


def years_after(day: date, years: int = 1) -> date:
    """The same day of a later year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def may_be_confirmed(valid_to: date, day: date) -> bool:
    """Whether access that ends on ``valid_to`` may be given for another year on ``day``."""
    return valid_to <= date.fromordinal(day.toordinal() + CONFIRM_WITHIN)


def ran_its_course(valid_from: date, valid_to: date) -> bool:
    """Whether access ended by itself, and not because somebody ended it."""
    return (valid_to - valid_from).days >= FULL_YEAR


_RUT = re.compile(r"\b\d{1,2}\.?\d{3}\.?\d{3}\s*-\s*[\dkK]\b")
_MAIL = re.compile(r"\S@\S")


def looks_like_a_person_code(words: str) -> bool:
    """Whether words that a whole network reads hold a RUT or an e-mail address."""
    return bool(_RUT.search(words) or _MAIL.search(words))


def is_followed_up(cohort: int, day: date, left_on: date | None) -> bool:
    """Whether a network is only followed up on ``day``: it left, or its two years are over."""
    if left_on is not None and left_on <= day:
        return True
    return day.year >= cohort and programme_year_of(cohort, day.year, left_on) > YEARS_OF_COMMITMENT
