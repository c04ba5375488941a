"""The record of what was done, for parts of the ground that ``lar.audit`` does not stand below.

``lar.audit`` registers itself when it is ready; without it nothing can be written, and that is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol


class Record(Protocol):
    """What ``lar.audit`` offers."""

    def write(self, action: str, *, by_id: int | None, subject: str, details: Mapping[str, Any]) -> None:
        """Add an event of the programme in context."""

    def write_platform(self, action: str, *, by_id: int | None, details: Mapping[str, Any]) -> None:
        """Add an event of the platform."""

    def last_platform(self, action: str) -> datetime | None:
        """Return when the platform last did ``action``; ``None`` when it never did."""


_records: list[Record] = []


def register_record(record: Record) -> None:
    """Say who keeps the record: the last to say so does."""
    _records[:] = [record]


def the_record() -> Record:
    """Return whoever keeps the record.

    Raises:
        LookupError: when nobody does: nothing may be done that leaves no event.
    """
    if not _records:
        raise LookupError("Nobody keeps the record: is lar.audit installed?")
    return _records[0]
