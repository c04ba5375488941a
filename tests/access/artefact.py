"""The permission table as it was measured: ``artifacts/matriz.csv``, for whoever reads tables."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.access.asking import METHODS
from tests.access.cast import PEOPLE
from tests.access.routes import Route

FILE = Path(__file__).resolve().parents[2] / "artifacts" / "matriz.csv"

_cells: dict[tuple[str, str, str, str], str] = {}


def note(route: Route, method: str, person: str, cell: str) -> None:
    """Keep what was measured, until ``write``."""
    _cells[route.name, route.path, method, person] = cell


def write(whole: list[Route]) -> None:
    """Write what was noted, when it is of all routes: a run of a few tests leaves the last table alone."""
    if {name for name, _path, _method, _person in _cells} != {route.name for route in whole}:
        return
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["ruta", "dirección", "método", *PEOPLE])
        for name, path in sorted({(name, path) for name, path, _method, _person in _cells}):
            for method in METHODS:
                table.writerow(
                    [name, path, method, *(_cells.get((name, path, method, who), "") for who in PEOPLE)]
                )
