"""What a typist presses for what a paper says, and the links by which she comes. Pure but for the key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass
from enum import IntEnum

from django.conf import settings
from django.utils.translation import gettext as _

from questionnaires.instruments.special import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE

# With so few points 7, 8 and 9 are free for what is beside the scale, and the number pad is enough.
MAX_POINTS_BESIDE_789 = 6
LETTERS = {NOT_APPLICABLE: "N", DONT_KNOW: "S", NO_ANSWER: "B"}
DIGITS = {NOT_APPLICABLE: "7", DONT_KNOW: "8", NO_ANSWER: "9"}
TOKEN_BYTES = 18


class Round(IntEnum):
    """The first and the second time that a paper is keyed."""

    FIRST = 1
    SECOND = 2


@dataclass(frozen=True)
class Keys:
    """Which key means what. ``special``: −7 and −8 as far as the version offers them."""

    points: int
    special: tuple[int, ...]

    def read(self, typed: str) -> int | None:
        """Return the value that was typed; ``None`` for nothing and for what is no key.

        That a paper leaves an item blank has a key of its own: an item that the typist skipped is no answer.
        """
        key = typed.strip().upper()
        if key.isascii() and key.isdigit() and 1 <= int(key) <= self.points:
            return int(key)
        return next((value for value in self._beside() if key in self._keys_of(value)), None)

    def legend(self) -> list[tuple[str, int]]:
        """Return each key with its value, the scale first."""
        scale = [(str(point), point) for point in range(1, self.points + 1)]
        return scale + [(self._keys_of(value)[0], value) for value in self._beside()]

    def key_of(self, value: int) -> str:
        """Return the key for a value."""
        return str(value) if value > 0 else self._keys_of(value)[0]

    @property
    def are_digits(self) -> bool:
        """Whether a number pad is enough."""
        return self.points <= MAX_POINTS_BESIDE_789

    def _beside(self) -> tuple[int, ...]:
        return (*self.special, NO_ANSWER)

    def _keys_of(self, value: int) -> tuple[str, ...]:
        return (DIGITS[value], LETTERS[value]) if self.are_digits else (LETTERS[value],)


@dataclass(frozen=True)
class PaperLink:
    """Whose papers, and which time."""

    program_id: int
    survey_id: int
    round: Round

    def token(self, paper_key: uuid.UUID) -> str:
        """Return what the address carries: made of the survey's key, so a new key ends the old links."""
        about = f"{self.program_id}-{self.survey_id}-{self.round.value}"
        digest = hmac.new(
            settings.DOOR_KEY.encode(), b"paper:" + paper_key.bytes + about.encode(), hashlib.sha256
        )
        proof = base64.urlsafe_b64encode(digest.digest()[:TOKEN_BYTES]).decode()
        return f"{about}.{proof}"

    def is_proven(self, token: str, paper_key: uuid.UUID | None) -> bool:
        """Whether the token was made with this key."""
        return paper_key is not None and hmac.compare_digest(token.encode(), self.token(paper_key).encode())


def read_link(token: str) -> PaperLink | None:
    """Return what a token says it is about, to be proven with that survey's key; ``None`` for no token."""
    parts = token.split(".", 1)[0].split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 18 for part in parts):
        return None
    program_id, survey_id, number = (int(part) for part in parts)
    return PaperLink(program_id, survey_id, Round(number)) if number in set(Round) else None


def round_words(which: Round) -> str:
    return _("Primera digitación") if which is Round.FIRST else _("Segunda digitación")
