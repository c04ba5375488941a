"""Yes/no questions about writing, as pure functions."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

SITTING = timedelta(minutes=10)
"""While one person goes on writing for so long, autosaving leaves one version behind, not hundreds."""

SESSION = timedelta(hours=8)
"""A day's writing of one person in one entry is one line of the record, not one a pause of her hands."""


def deserves_history(
    old: str,
    new: str,
    *,
    same_person: bool,
    began: datetime,
    now: datetime,
) -> bool:
    """Whether what a block said must stay readable before it is written over.

    Empty text never; somebody else's always; one's own when the sitting is long, or when more than half
    of it goes away at once (a slip that autosave would otherwise make final).
    """
    if not old.strip() or old == new:
        return False
    return not same_person or now - began >= SITTING or len(new) * 2 < len(old)


class Anchor(StrEnum):
    """How what a comment speaks of stands today."""

    STANDS = "stands"
    CHANGED = "changed"
    GONE = "gone"


def anchor_of(passage: str, text: str, *, read: int, version: int) -> Anchor:
    """Say whether what a comment speaks of is still there.

    ``passage`` and ``text`` as they read, without marks. Of a whole block (no passage) it is enough that
    something is written; ``read`` is the version that was commented, ``version`` the one there is.
    """
    if not text or passage not in text:
        return Anchor.GONE
    return Anchor.STANDS if passage or read == version else Anchor.CHANGED
