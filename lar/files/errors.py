"""Why a file is not kept. ``str(error)`` is Spanish and says what to do."""

from __future__ import annotations


class RefusedFile(Exception):
    """The file itself is not one that may be kept."""


class NoRoom(Exception):
    """Nothing can be kept now: the programme's room or the disk is full."""
