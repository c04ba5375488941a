"""The one way in which a payload becomes bytes, and so a fingerprint."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

SALT_BYTES = 16
"""128 bits, so that nobody finds a network's answers by trying payloads until a fingerprint fits."""


def new_salt() -> str:
    return secrets.token_hex(SALT_BYTES)


def canonical(payload: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON with sorted keys and no idle spaces. Raises ValueError for a number that is not whole."""
    _only_whole(payload)
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def fingerprint(payload: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical payload, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(payload)).hexdigest()


def _only_whole(value: Any) -> None:
    """Refuse floats: two machines may write the same one differently."""
    if isinstance(value, float):
        raise ValueError("a payload holds whole numbers only")
    if isinstance(value, Mapping):
        for one in value.values():
            _only_whole(one)
    elif isinstance(value, list | tuple):
        for one in value:
            _only_whole(one)
