"""Rule: only what passed the gate is drawn, exported or served; raw counts and rows have few, named readers.

Reason: the promise of the product is one door. A page that counts answers by itself is a second one.
Usual mistake: «just this number», counted in a view from ``Response`` or taken from ``SurveyCounts``.
"""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

import lar.charts
import lar.statistics
from lar import disclosure

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("lar", "networks", "questionnaires", "logbook", "scaling")

# What stands before the gate: raw counts, the functions that take them, and the rows themselves.
BEFORE_THE_GATE = {
    "ItemCounts",
    "SurveyCounts",
    "SmallNetworks",
    "CompleteCases",
    "gate",
    "gate_all",
    "gate_small_networks",
    "gate_covariance",
    "survey_counts",
    "item_counts",
    "small_networks",
    "complete_cases",
    "Response",
    "gate_votes",
    "gate_dots",
    "VoteCount",
}
# Who may name them, each with its reason.
READERS = {
    "lar/disclosure": "the gate itself",
    "questionnaires/results/counts.py": "counts sealed rows for the gate",
    "questionnaires/results/programme/counting.py": "counts sealed rows of many networks for the gate",
    "questionnaires/results/programme/making.py": "passes them through the gate",
    "questionnaires/results/actions/releasing.py": "passes them through the gate",
    "questionnaires/results/rehearsal": "answers that nobody gave",
    "questionnaires/surveys": "where answers are written; its pages read none",
    "questionnaires/workshop/counting.py": "counts a room's votes for the gate",
    "questionnaires/workshop/models": "where votes are counted",
    "questionnaires/models/__init__.py": "where Django looks for models",
    "questionnaires/management/commands/import_responses.py": "writes answers",
    "questionnaires/migrations": "makes the tables",
}
# Drawing, computing, printing and serving take these of the gate's package, or plain values.
RAW_TYPES = (
    disclosure.ItemCounts,
    disclosure.SurveyCounts,
    disclosure.SmallNetworks,
    disclosure.CompleteCases,
)
HIDDEN_MODULES = ("lar.disclosure.table", "lar.disclosure.gate", "lar.disclosure.counts")


def sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in PRODUCT:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Names imported from our own packages."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PRODUCT
        for alias in node.names
    }


def may_read(path: str) -> bool:
    return any(path == reader or path.startswith(f"{reader}/") for reader in READERS)


def test_raw_counts_have_named_readers_only() -> None:
    wrong = {
        path: sorted(names)
        for path, tree in sources()
        if (names := imported(tree) & BEFORE_THE_GATE) and not may_read(path)
    }

    assert wrong == {}


def test_every_named_reader_still_exists() -> None:
    assert [reader for reader in READERS if not (ROOT / reader).exists()] == []


def test_nobody_reaches_behind_the_gates_own_names() -> None:
    """Its modules are its own affair: others import from ``lar.disclosure``, where no key is."""
    behind = {
        (path, node.module)
        for path, tree in sources()
        if not path.startswith("lar/disclosure/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in HIDDEN_MODULES
    }

    assert behind == set()
    assert not hasattr(disclosure, "Key")


@pytest.mark.parametrize("package", [lar.charts, lar.statistics])
def test_charts_and_statistics_take_publishable_things_only(package: object) -> None:
    """By type: no function that they offer takes raw counts, in any of its arguments."""
    offered = [getattr(package, name) for name in getattr(package, "__all__", dir(package))]
    functions = [one for one in offered if inspect.isfunction(one)]
    assert functions
    for function in functions:
        for hint in typing.get_type_hints(function, include_extras=True).values():
            inside = {hint, *typing.get_args(hint)}
            assert not inside & set(RAW_TYPES), function.__qualname__


# Tables that hold what people answered: no query of a page, an export or the API names them.
SERVING = ("views", "api", "report", "programme/report.py", "printing.py", "reports.py")


def test_what_is_served_never_names_the_tables_of_answers() -> None:
    tables = ("questionnaires_response", "questionnaires_opentext", "lar_small_")
    named = [
        (path.relative_to(ROOT).as_posix(), table)
        for place in SERVING
        for path in _files(ROOT / "questionnaires" / "results" / place)
        for table in tables
        if table in path.read_text(encoding="utf-8")
    ]

    assert named == []


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))
