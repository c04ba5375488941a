"""Jobs that only tests know. Each leaves one event in the audit for each time it took effect."""

from __future__ import annotations

import time

from lar.audit.actions import record
from lar.audit.models import Event
from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from lar.jobs.registry import JobProblem, JobRun, Kind, find, job
from lar.tenancy.models import Program


def effects(program: Program, mark: str = "") -> int:
    """Count what jobs did in a programme. Call inside its context."""
    done = Event.objects.filter(action="tests.effect")
    return (done.filter(subject=mark) if mark else done).count()


def kind(name: str) -> Kind:
    found = find(name)
    assert found is not None
    return found


NOTE = "tests.note"


@job(NOTE, title="Anotar", result=lambda job: (f"/anotado/{job.pk}/", "Ver lo anotado"))
def note(run: JobRun, *, mark: str) -> None:
    with run.context(last=True):
        record("tests.effect", by=None, subject=mark)


@job("tests.linger", title="Demorarse")
def linger(run: JobRun, *, mark: str, seconds: int) -> None:
    """Stay long on the first attempt only: the one that is killed."""
    run.progress(1, 4, "Primera parte")
    if run.attempt == 1:
        time.sleep(seconds)
    with run.context(last=True):
        record("tests.effect", by=None, subject=mark)


@job("tests.stumble", title="Tropezar")
def stumble(run: JobRun, *, times: int) -> None:
    with run.context():
        record("tests.effect", by=None, subject="stumble")
        if run.attempt <= times:
            raise RuntimeError("secreto@ejemplo.cl")


@job("tests.refuse", title="Negarse")
def refuse(run: JobRun) -> None:
    raise JobProblem("El archivo no tiene hojas.")


@job("tests.batch", title="Repartir")
def batch(run: JobRun, *, parts: int, broken: int) -> None:
    """Ask for ``parts`` parts, of which the first ``broken`` refuse."""
    with run.context():
        parent = Job.objects.get(pk=run.job_id)
        for number in range(parts):
            if number < broken:
                enqueue("tests.refuse", key=f"{parent.key}/{number}", args={}, by=None, parent=parent)
            else:
                enqueue(
                    "tests.note",
                    key=f"{parent.key}/{number}",
                    args={"mark": f"part-{number}"},
                    by=None,
                    parent=parent,
                )


@job("tests.look", title="Mirar")
def look(run: JobRun) -> None:
    """Note how many jobs of other programmes this one sees."""
    with run.context(last=True):
        strangers = Job.objects.filter(program__isnull=False).exclude(program=run.program_id).count()
        record("tests.effect", by=None, subject=f"strangers={strangers}")


@job("tests.platform", title="Plataforma", platform=True)
def platform(run: JobRun) -> None:
    run.progress(1, 1)


@job("tests.heavy", queue="heavy")
def heavy(run: JobRun) -> None:
    run.progress(1, 1)
