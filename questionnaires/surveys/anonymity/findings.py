"""What a check says, and the list of what may be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Rules = dict[str, Any]
RULES = Path(__file__).parent / "rules.json"


@dataclass(frozen=True)
class Check:
    """One promise in words, with what contradicts it: whole sentences, none when it holds."""

    promise: str
    findings: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.findings


def load_rules() -> Rules:
    rules: Rules = json.loads(RULES.read_text(encoding="utf-8"))
    return rules


def rows(connection: Any, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Return the rows of a query on Django's connection."""
    with connection.cursor() as cursor:
        cursor.execute(query, list(parameters))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
