"""The kinds of job, by their fixed names. A task announces itself here when it is imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from celery import Task, shared_task
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lar.jobs.models import Job
from lar.jobs.problems import JobProblem, LostClaim
from lar.jobs.rules import BACK_OFF, Pauses
from lar.jobs.run import JobRun

__all__ = ["Function", "JobProblem", "JobRun", "Kind", "LostClaim", "Queue", "find", "job", "kinds"]

Queue = Literal["fast", "heavy"]
Function = Callable[..., None]
# Where a finished job leads: address and the words of its link.
Result = tuple[str, "str | Promise"]
ResultOf = Callable[[Job], "Result | None"]
UNTITLED = _("Trabajo en segundo plano")


@dataclass(frozen=True)
class Kind:
    """What a job of this name does, what people call it, and where its result is."""

    name: str
    function: Function
    queue: Queue
    title: str | Promise
    platform: bool
    result: ResultOf | None
    pauses: Pauses = BACK_OFF
    is_shown: bool = True


_kinds: dict[str, Kind] = {}


def job(
    name: str,
    *,
    queue: Queue = "fast",
    title: str | Promise = UNTITLED,
    platform: bool = False,
    result: ResultOf | None = None,
    pauses: Pauses = BACK_OFF,
    is_shown: bool = True,
) -> Callable[[Function], Function]:
    """Make a function ``(run: JobRun, **ids) -> None`` the work of the jobs called ``name``.

    The name is written into rows and messages: it never changes. The function may be run again
    after a crash, so it skips what is already done or writes within ``run.context(last=True)``.
    ``platform`` marks work that belongs to no programme; any other refuses to run without one.
    ``title`` is what "Mis trabajos" calls it («Informe en PDF»); ``result`` returns the address
    and the words of the link to what a finished job made, or ``None``. ``pauses`` are those after a
    ``JobProblem`` that may pass (anything else is tried as often as any job). A kind that is not
    ``is_shown`` is on nobody's page: when it ends would tell what nobody is to know.
    """

    def register(function: Function) -> Function:
        if name in _kinds and _kinds[name].function.__module__ != function.__module__:
            raise ValueError(f"Two tasks are called {name}.")
        kind = Kind(name, function, queue, title, platform, result, pauses, is_shown)
        _kinds[name] = kind
        _as_celery_task(kind)
        return function

    return register


def _as_celery_task(kind: Kind) -> None:
    @shared_task(name=kind.name, queue=kind.queue, bind=True)
    def celery_task(task: Task[Any, Any], *, job_id: str, program_id: int | None) -> None:
        from lar.jobs.runner import run_message

        delivery = task.request.delivery_info or {}
        run_message(
            kind,
            job_id=job_id,
            program_id=program_id,
            message_id=str(task.request.id),
            came_back=bool(delivery.get("redelivered")),
        )


def find(name: str) -> Kind | None:
    """Return the kind of that name. The first call that misses imports every ``tasks.py``."""
    if name not in _kinds:
        _import_tasks()
    return _kinds.get(name)


def kinds() -> dict[str, Kind]:
    """Return every kind of job of the product, by name."""
    _import_tasks()
    return dict(_kinds)


def _import_tasks() -> None:
    from lar.celery import app

    app.loader.import_default_modules()
