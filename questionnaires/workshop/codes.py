"""The four letters by which phones come into a room, and the random keys that phones keep.

Nothing here is stored in clear: letters and seals are derived from this installation's door key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator

from django.conf import settings

from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from questionnaires.surveys.rules import ALPHABET

CODE_LENGTH = 4
"""160,000 codes for the few rooms of a day; wrong ones are counted like those of questionnaires."""
MAX_TURNS = 200
KEY_BYTES = 12


def code_of(workshop_id: int, turn: int) -> str:
    """Return the letters of a workshop at a turn: another turn when another room has the same."""
    number = int.from_bytes(_digest(f"workshop-code:{workshop_id}:{turn}"))
    letters = (number // len(ALPHABET) ** place % len(ALPHABET) for place in range(CODE_LENGTH))
    return "".join(ALPHABET[letter] for letter in letters)


def codes_of(workshop_id: int) -> Iterator[tuple[int, str]]:
    """Yield the letters that a workshop may take, each with its turn."""
    for turn in range(MAX_TURNS):
        yield turn, code_of(workshop_id, turn)


def room_hash(code: str) -> bytes:
    """Return what is kept of the letters: an HMAC under this installation's door key."""
    return Door.hash(DoorKind.WORKSHOP, code)


def is_room_code(code: str) -> bool:
    """Whether normalized letters could be a room's. Nothing is asked of the database for any other."""
    return len(code) == CODE_LENGTH and all(letter in ALPHABET for letter in code)


def new_key(workshop_id: int) -> str:
    """Return a phone's random key for one workshop, sealed so that a script can't make up others."""
    key = secrets.token_hex(KEY_BYTES)
    return f"{key}.{_seal(workshop_id, key)}"


def is_key(workshop_id: int, sealed: str) -> bool:
    """Whether a phone's key is one that this installation gave for that workshop."""
    key, _dot, seal = sealed.partition(".")
    return bool(seal) and hmac.compare_digest(seal.encode(), _seal(workshop_id, key).encode())


def mark_of(step_id: int, sealed: str) -> bytes:
    """Return what is kept of a phone that voted in a step: another in each step, and no way back."""
    return _digest(f"workshop-mark:{step_id}:{sealed}")


def _seal(workshop_id: int, key: str) -> str:
    return _digest(f"workshop-key:{workshop_id}:{key}").hex()[:24]


def _digest(message: str) -> bytes:
    return hmac.new(settings.DOOR_KEY.encode(), message.encode(), hashlib.sha256).digest()
