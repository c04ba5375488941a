"""What may be done with a survey and when, as pure functions; texts of bands and codes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from lar.disclosure.thresholds import MIN_GROUP, MIN_OPEN_CODE
from questionnaires.surveys.models.survey import SurveyMode, SurveyState

# Capital consonants only. No vowels: no words by accident, and no I or O to take for 1 or 0. No L
# (like I). 20 letters in 6 places are 64,000,000 codes, 25.9 bits; see questionnaires.surveys.guessing
# for what keeps people from trying them.
ALPHABET = "BCDFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 6

# Closing with fewer answers than the gate needs moves the date by this much, twice at most.
AUTOMATIC_MOVE = timedelta(days=7)
MAX_AUTOMATIC_MOVES = 2

# How long the reading link printed on a slip goes on working after the survey closes.
MOST_AGREEMENTS = 8
"""Agreements of last year that the form tells: with the longest words they weigh 10 kB of its 90."""

READING_LINK_LIFE = timedelta(days=365)

# While answers may still come or be sealed.
UNSEALED = frozenset({SurveyState.OPEN, SurveyState.CLOSED, SurveyState.SEALING})
# Over for people; sealing, counting and the reports are background work.
AWAITS_JOBS = frozenset({SurveyState.CLOSED, SurveyState.SEALING, SurveyState.SEALED})


def normalize_code(typed: str) -> str:
    """Return a typed code as it is kept: capitals without blanks, hyphens or dots."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def is_code(code: str) -> bool:
    """Whether a normalized code could be one. Nothing is asked of the database for any other."""
    return len(code) == CODE_LENGTH and all(letter in ALPHABET for letter in code)


def least_answers(mode: str, min_group: int) -> int:
    """Return how many answers results need: what the programme asks for, and ten with an open code.

    The database decides by the same rule (``lar_reaches_minimum``); this is for saying it.

    >>> least_answers("slips", 5), least_answers("open_code", 5), least_answers("open_code", 12)
    (5, 10, 12)
    """
    floor = MIN_OPEN_CODE if mode == SurveyMode.OPEN_CODE else MIN_GROUP
    return max(floor, min_group)


def band_words(low: int) -> str:
    """Return the band that may be said while a survey is open. ``low`` is its multiple of five.

    >>> band_words(0), band_words(5)
    ('menos de 5', '5–9')
    """
    return _("menos de 5") if low < 5 else f"{low}–{low + 4}"


def local_day(moment: datetime, time_zone: str) -> date:
    """Return the day that a moment falls on at the network's place."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def on_the_wall(moment: datetime, time_zone: str) -> datetime:
    """Return what a clock at the network's place shows: naive, so that no template moves it again."""
    return moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)


def next_closing(closes_at: datetime, now: datetime, time_zone: str) -> datetime:
    """Return the closing moved by a week: the same hour on the clock of the network's place.

    When nobody looked for weeks the new date still lies ahead of ``now``.
    """
    local = closes_at.astimezone(ZoneInfo(time_zone)) + AUTOMATIC_MOVE
    while local <= now:
        local += AUTOMATIC_MOVE
    return local


def closes_now(*, reaches_minimum: bool, moves: int) -> bool:
    """Whether a survey whose date came closes, or moves its date once more."""
    return reaches_minimum or moves >= MAX_AUTOMATIC_MOVES
