"""Rule: an action is keyword-only after its first argument, ends in ``by=`` and records one event.

Reason: who did what is part of the product (TRUST 2); a write without its line can't be explained.
Usual mistake: a new action that saves and returns.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Functions in actions modules that are not a person's act in a programme, each with its reason.
NOT_ACTS = {
    "lar/audit/actions.py": "it is the record itself",
    "lar/jobs/actions.py": "a job belongs to the action that asks for it, which records",
}


def actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    paths = [*ROOT.glob("*/**/actions.py"), *ROOT.glob("*/**/actions/*.py")]
    for path in sorted(path for path in paths if ".venv" not in path.parts and "tests" not in path.parts):
        name = path.relative_to(ROOT).as_posix()
        if name in NOT_ACTS:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{name}:{node.name}", node


def calls(node: ast.FunctionDef, names: set[str]) -> int:
    return sum(
        isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
        for call in ast.walk(node)
    )


def test_every_action_ends_in_by() -> None:
    wrong = [where for where, node in actions() if [a.arg for a in node.args.kwonlyargs][-1:] != ["by"]]

    assert wrong == []


def test_every_action_takes_one_positional_argument_at_most() -> None:
    wrong = [where for where, node in actions() if len(node.args.args) > 1]

    assert wrong == []


def test_every_action_records_one_event() -> None:
    wrong = {where: calls(node, {"record", "record_platform"}) for where, node in actions()}

    assert {where: count for where, count in wrong.items() if count != 1} == {}


def test_the_exceptions_still_exist() -> None:
    assert [name for name in NOT_ACTS if not (ROOT / name).exists()] == []
