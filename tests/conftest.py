"""The harness: real servers, both roles in every database test, one programme in context."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
from django.db import connections
from django.test import TransactionTestCase
from playwright.sync_api import Browser, BrowserType, sync_playwright

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from tests.browsers import CHROMIUM, QUIET
from tests.celery_worker import _broker_is_away, _celery_worker, celery_worker, nobody_listens
from tests.emptying import empty_tables
from tests.factories import ProgramFactory

__all__ = ["_broker_is_away", "_celery_worker", "celery_worker", "nobody_listens"]

ALIASES = ["default", "owner"]

# A day on which every factory's object is in force.
TODAY = date(2026, 5, 4)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every database test sees the database through both roles."""
    for item in items:
        for marker in item.iter_markers("django_db"):
            cast(dict[str, Any], marker.kwargs).setdefault("databases", ALIASES)
        if "db" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases=ALIASES))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Abort unless these really are test databases, migrated by the owner and used by the application."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for alias, role in (("default", "lar_app"), ("owner", "lar_owner")):
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT current_database(), current_user")
                database, user = cursor.fetchone()
            if not database.startswith("test_") or user != role:
                pytest.exit(f"{alias}: {user} on {database} is not a test database", returncode=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_tables())
        yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _wait_for_others_to_leave()


def _wait_for_others_to_leave() -> None:
    """A killed worker's sessions end a moment after it; until then its database can't be dropped."""
    connections["default"].close()
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for _tenth in range(100):
        with connections["owner"].cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)


@pytest.fixture
def program(db: None) -> Program:
    return ProgramFactory.create(slug="demo")


@pytest.fixture
def other_program(db: None) -> Program:
    return ProgramFactory.create(slug="otro")


@pytest.fixture
def inside(program: Program) -> Iterator[Program]:
    """The test runs inside the programme's context."""
    with program_context(program):
        yield program


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserType]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    # Playwright runs an event loop in this thread, which Django takes for asynchronous code. So it ends
    # with its module: others run loops of their own.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            yield playwright.chromium


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """One Chromium for a module; see `tests.browsers` for what to do with it."""
    opened = chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield opened
    opened.close()
