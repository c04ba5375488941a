"""What the network agreed, as a report keeps it: as it stood on the report's day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

STATES = {"going": "en curso", "adapted": "adaptado", "kept": "cumplido", "dropped": "dejado"}
"""What became of an agreement: the code that is kept and the word that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An agreement. Who answers for it is a role, a school or the team, never a name.

    `because` is the reason of its last review; `source` the statement from which it came.
    """

    text: str
    owner: str
    due: date
    how_known: str
    state: str
    year: int
    because: str = ""
    source: str = ""
    review_on: date | None = None

    @property
    def state_words(self) -> str:
        return STATES[self.state]

    def as_payload(self) -> dict[str, Any]:
        review_on = self.review_on and self.review_on.isoformat()
        return {**asdict(self), "due": self.due.isoformat(), "review_on": review_on}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Agreed:
        """The agreement that `as_payload` wrote."""
        review_on = payload["review_on"] and date.fromisoformat(payload["review_on"])
        return cls(**{**payload, "due": date.fromisoformat(payload["due"]), "review_on": review_on})
