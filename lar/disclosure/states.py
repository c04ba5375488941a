"""Who reads a table and how much of a thing it shows."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """For whom a survey is released."""

    NETWORK = "network"
    MEMBERS = "members"
    AUTHORITY = "authority"


class State(StrEnum):
    """How an item or dimension is published."""

    RESERVED = "reserved"
    """No number at all."""
    BLOCKS = "blocks"
    """Counts (of a dimension: perhaps intervals) per block."""
    MASKED = "masked"
    """Blocks, one of them "al menos n − 1 de n" (items only)."""
    FULL = "full"
    """Counts for each point of the scale."""
