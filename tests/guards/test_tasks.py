"""Rule: work in the background is a ``@job`` with a title, ids by keyword, and a name that exists.

Reason: a job of an unknown name waits in vain; one without a programme would see every programme or
none; a bare Celery task has no row, so nobody sees it fail and nothing runs it again.
Usual mistake: ``enqueue("…seal", …)`` after the task was renamed.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from lar.celery import app
from lar.jobs.registry import UNTITLED, Kind, kinds

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("lar", "networks", "questionnaires", "logbook", "scaling")

# Celery tasks without a job's row, started by the clock, each with its reason.
BARE_TASKS = {
    "lar.jobs.relay": "it publishes the rows; it goes through every programme itself",
    "networks.notices.look": "it counts and asks for jobs; the next tick repeats it",
    "questionnaires.surveys.close_due": "it only asks for jobs; the next tick repeats it",
    "questionnaires.surveys.look_at_bands": "it keeps what it saw; the next tick repeats it",
    "questionnaires.workshop.close_forgotten_rooms": "it ends rooms one by one; the next tick repeats it",
}


def product_kinds() -> list[Kind]:
    return [kind for name, kind in sorted(kinds().items()) if not name.startswith("tests.")]


def enqueued_names() -> Iterator[tuple[str, str]]:
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*.py")):
            constants: dict[str, str] = {}
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in tree.body:
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                    constants |= {
                        t.id: str(node.value.value) for t in node.targets if isinstance(t, ast.Name)
                    }
            for call in ast.walk(tree):
                if (
                    isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id == "enqueue"
                ):
                    name = _name(call.args[0], constants)
                    if name is not None:
                        yield path.relative_to(ROOT).as_posix(), name


def _name(argument: ast.expr, constants: dict[str, str]) -> str | None:
    if isinstance(argument, ast.Constant):
        return str(argument.value)
    return constants.get(argument.id) if isinstance(argument, ast.Name) else None


def test_every_job_that_is_asked_for_exists() -> None:
    known = kinds()
    asked = list(enqueued_names())

    assert asked
    assert [(path, name) for path, name in asked if name not in known] == []


def test_every_job_has_a_title_and_a_queue_that_workers_read() -> None:
    wrong = [
        kind.name for kind in product_kinds() if kind.title == UNTITLED or kind.queue not in {"fast", "heavy"}
    ]

    assert wrong == []


def test_every_job_takes_its_run_and_ids_by_keyword() -> None:
    wrong = []
    for kind in product_kinds():
        first, *others = inspect.signature(kind.function).parameters.values()
        if first.name != "run" or any(other.kind is not other.KEYWORD_ONLY for other in others):
            wrong.append(kind.name)

    assert wrong == []


def test_no_product_job_runs_outside_of_a_programme() -> None:
    assert [kind.name for kind in product_kinds() if kind.platform] == []


def test_a_task_without_a_row_is_listed_with_its_reason() -> None:
    product = {name for name in app.tasks if name.startswith(SOURCES)}

    assert product - set(kinds()) == set(BARE_TASKS)


def test_the_clock_starts_tasks_that_exist() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in app.conf.beat_schedule.values()} - set(app.tasks) == set()
