"""What the benchmarks measured: one figure each, with its bar, gathered into ``benchmarks/latest.json``."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import django
from django.db import connections

LATEST = Path(__file__).resolve().parents[2] / "benchmarks" / "latest.json"
# Settings of PostgreSQL without which a figure of writing says little.
TELLING = (
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_compression",
    "shared_buffers",
)


@dataclass(frozen=True)
class Figure:
    """One number and its bar. ``bar`` is ``None`` for what is only told.

    ``absolute`` holds what the number was made of, its units in the names.
    """

    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False
    absolute: dict[str, object] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        if self.bar is None:
            return True
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        wanted = "" if self.bar is None else f" ({sign} {self.bar:g}{'' if self.holds else ': NOT MET'})"
        details = "".join(f"; {name} {value}" for name, value in self.absolute.items())
        return f"{self.name}: {self.value:.4g} {self.unit}{wanted}{details}"


@dataclass
class Figures:
    """The figures of this run, in the order in which they were taken."""

    taken: list[Figure] = field(default_factory=list)
    server: dict[str, str] = field(default_factory=dict)

    def take(self, figure: Figure) -> Figure:
        """Keep a figure, whether it meets its bar or not: asserting is for the test."""
        self.taken.append(figure)
        if not self.server:
            self.server = _server_facts()
        return figure

    @property
    def durable(self) -> bool:
        return self.server.get("fsync") == "on" and self.server.get("synchronous_commit") == "on"

    def write(self, path: Path = LATEST) -> None:
        """Write what this run measured, and on what; no paths and no names."""
        path.parent.mkdir(exist_ok=True)
        content = {
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": {**_machine_facts(), "postgresql": self.server},
            "figures": [{**asdict(figure), "holds": figure.holds} for figure in self.taken],
        }
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _server_facts() -> dict[str, str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", [list(TELLING)])
        return dict(sorted(cursor.fetchall()))


def _machine_facts() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "cpu": _cpu_model(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "django": django.get_version(),
        # Others at work on the same cores: read the absolute numbers with it.
        "load_average_at_the_end": [round(value, 1) for value in os.getloadavg()],
    }


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
