"""Who a release may be opened to, and what a programme asks of the gate. Pure functions."""

from __future__ import annotations

from collections.abc import Collection

from lar.disclosure import Thresholds
from lar.disclosure.thresholds import FREE_TEXT_MIN, MIN_GROUP, MIN_OPEN_CODE

MEMBERS, AUTHORITY = "members", "authority"

LADDER = (MEMBERS, AUTHORITY)
"""After the coordinating team, who always comes first: members, then the local authority."""


def thresholds_of(min_group: int) -> Thresholds:
    """The thresholds of a programme that asks for ``min_group`` answers (an open code: never fewer).

    Those who wrote a text are a group too.
    """
    return Thresholds(
        min_group=max(MIN_GROUP, min_group),
        min_open_code=max(MIN_OPEN_CODE, min_group),
        free_text_min=max(FREE_TEXT_MIN, min_group),
    )


def next_audience(opened: Collection[str]) -> str | None:
    """The next step of the ladder, or ``None`` when it was climbed.

    >>> next_audience([]), next_audience(["members"]), next_audience(["members", "authority"])
    ('members', 'authority', None)
    """
    return next((audience for audience in LADDER if audience not in opened), None)


def may_open(audience: str, opened: Collection[str]) -> bool:
    """Whether an audience is the next one: authorities never read what members have not."""
    return next_audience(opened) == audience
