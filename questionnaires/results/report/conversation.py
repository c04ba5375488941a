"""What a room said of its results, as a report keeps it: words and counts that the gate let the room see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """A dimension that the room talked about: its prediction, whether it recognised itself, its ideas.

    `represents` holds «sí», «con matices» and «no» in words ("9", "al menos 13"), empty when it may not be
    said; `ideas` pairs each idea with its dots in words, "" without.
    """

    code: str
    name: str
    predicted: str
    represents: tuple[str, ...]
    represents_note: str
    nuances: tuple[str, ...]
    ideas: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The workshop of a network: its day, its dimensions, how its people saw it (a line per question)."""

    on: date
    dimensions: tuple[Talked, ...]
    evaluation: tuple[tuple[str, str], ...] = ()

    def as_payload(self) -> dict[str, Any]:
        return {**asdict(self), "on": self.on.isoformat()}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Conversation:
        """The conversation that `as_payload` wrote."""
        return cls(
            on=date.fromisoformat(payload["on"]),
            dimensions=tuple(_talked(entry) for entry in payload["dimensions"]),
            evaluation=tuple((words, said) for words, said in payload["evaluation"]),
        )


def _talked(entry: Mapping[str, Any]) -> Talked:
    ideas = tuple((text, dots) for text, dots in entry["ideas"])
    lists = {name: tuple(entry[name]) for name in ("represents", "nuances")}
    return Talked(**{**entry, **lists, "ideas": ideas})
