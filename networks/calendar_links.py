"""Secret addresses of calendars: the token names its row and proves that this installation made it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import uuid

from django.conf import settings

from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind

PROOF_OCTETS = 16


def calendar_token(feed_id: uuid.UUID) -> str:
    """Return the 43-character token of a calendar's address: derived, so that it is stored nowhere.

    Half is the row's random id (122 bits), half an HMAC of it: who reads the database can't make it.
    """
    return base64.urlsafe_b64encode(feed_id.bytes + _proof(feed_id)).decode().rstrip("=")


def feed_id_of(token: str) -> uuid.UUID | None:
    """Return the row that a token names; ``None`` unless this installation made it."""
    try:
        octets = base64.b64decode(f"{token}=".encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    if len(octets) != 16 + PROOF_OCTETS:
        return None
    feed_id = uuid.UUID(bytes=octets[:16])
    # Made again, so that a token has one spelling only.
    return feed_id if hmac.compare_digest(calendar_token(feed_id), token) else None


def calendar_door(feed_id: uuid.UUID) -> bytes:
    """Return the hash of the address's door."""
    return Door.hash(DoorKind.CALENDAR, calendar_token(feed_id))


def _proof(feed_id: uuid.UUID) -> bytes:
    message = b"calendar-feed:" + feed_id.bytes
    return hmac.new(settings.DOOR_KEY.encode(), message, hashlib.sha256).digest()[:PROOF_OCTETS]
