from __future__ import annotations

from networks.errors import NotAllowedNow


class InstrumentRefused(NotAllowedNow):
    """An instrument can't be written as asked; the message is for people."""
