"""What the network asked of its authority, as the authority's report keeps it: as it stood on its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A condition in words. ``answer`` is empty until the authority answers; ``state`` until she says how it
    goes in a term. No name of a person.
    """

    kind: str
    words: str
    answer: str = ""
    state: str = ""

    def as_payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Asked:
        """The condition that `as_payload` wrote."""
        return cls(**payload)
