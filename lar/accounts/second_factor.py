"""What the second factor stores, unreadable without this installation's key."""

from __future__ import annotations

import base64
import hashlib
import hmac

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A copy of the database alone (a backup that got lost) must not make anybody's codes."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    """Keyed from the door key, which outlives a change of the session key."""
    key = hmac.new(settings.DOOR_KEY.encode(), b"second-factor", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
