"""What a team projects for the following year, as a report keeps it: as it stood on the report's day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected:
    """What to keep doing, which strategies to try and, maybe "", what is needed for it."""

    keep: str
    strategies: str
    needs: str = ""

    def as_payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Projected:
        """The projection that `as_payload` wrote."""
        return cls(**payload)
