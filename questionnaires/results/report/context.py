"""What a report says besides the release: the network's purpose and the levers of its cycle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Purpose:
    """The purpose in force: its words and since when."""

    text: str
    since: date


@dataclass(frozen=True, slots=True)
class Lever:
    """A dimension that the network chose for the cycle, and why."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportContext:
    purpose: Purpose | None = None
    levers: tuple[Lever, ...] = ()

    def lever(self, code: str) -> Lever | None:
        return next((lever for lever in self.levers if lever.code == code), None)

    def as_payload(self) -> dict[str, Any]:
        purpose = self.purpose and {"text": self.purpose.text, "since": self.purpose.since.isoformat()}
        return {
            "purpose": purpose,
            "levers": [{"code": lever.code, "reason": lever.reason} for lever in self.levers],
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> ReportContext:
        """The context that `as_payload` wrote."""
        purpose = payload["purpose"]
        return cls(
            purpose and Purpose(purpose["text"], date.fromisoformat(purpose["since"])),
            tuple(Lever(lever["code"], lever["reason"]) for lever in payload["levers"]),
        )
