"""The ground leaves events without knowing the app that keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lar.audit.models import Event
from lar.jobs.actions import cancel_job, enqueue
from lar.jobs.models import JobState
from lar.tenancy import events
from lar.tenancy.models import Program
from tests.lar.jobs.work import NOTE

JOBS = Path(events.__file__).parents[1] / "jobs"


def test_calling_a_job_off_leaves_one_event(inside: Program) -> None:
    job = enqueue(NOTE, key="one", args={"mark": "a"}, by=None)

    cancel_job(job, by=None)

    event = Event.objects.get(action="job.cancelled")
    assert (event.subject, event.details) == (str(job.pk), {"kind": NOTE})


def test_nothing_is_done_when_nobody_keeps_the_record(
    inside: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = enqueue(NOTE, key="one", args={"mark": "a"}, by=None)
    monkeypatch.setattr(events, "_records", [])

    with pytest.raises(LookupError, match="Nobody keeps the record"):
        cancel_job(job, by=None)
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_no_app_is_reached_behind_the_import_contract() -> None:
    assert [path.name for path in JOBS.rglob("*.py") if "get_model(" in path.read_text()] == []
