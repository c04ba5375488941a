"""The real worker for the tests that ask for it; for the others nothing is published."""

from __future__ import annotations

import pytest

from tests.celery_worker import _celery_worker, celery_worker

__all__ = ["_celery_worker", "celery_worker"]


@pytest.fixture(autouse=True)
def _broker_is_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that another test started must not run the jobs that this one runs itself."""
    if "celery_worker" not in request.fixturenames:
        monkeypatch.setattr("lar.jobs.publishing.publish", lambda message: False)
