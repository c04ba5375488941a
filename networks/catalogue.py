"""The catalogue of micro-strategies with which a programme begins: texts of ours, each with its source."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from networks.models import MicroStrategy

FILE = Path(__file__).resolve().parent / "data" / "micro_strategies.json"


@lru_cache(maxsize=1)
def catalogue() -> tuple[dict[str, Any], ...]:
    """Return the entries of the file; ``steps`` are one line each."""
    entries = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple({**entry, "steps": "\n".join(entry["steps"])} for entry in entries)


def lacks_entries() -> bool:
    """Whether the current programme lacks an entry of the file."""
    return not {entry["code"] for entry in catalogue()} <= _known()


def _known() -> set[str]:
    return set(MicroStrategy.objects.values_list("code", flat=True))


def fill_catalogue() -> int:
    """Add to the current programme the entries that it lacks, and say how many.

    What facilitators changed or retired stays as they left it: entries are known by their code.
    """
    known = _known()
    missing = [MicroStrategy(**entry) for entry in catalogue() if entry["code"] not in known]
    return len(MicroStrategy.objects.bulk_create(missing))
