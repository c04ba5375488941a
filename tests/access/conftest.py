from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.access import artefact
from tests.access.cast import World, build_world, remove_world
from tests.access.routes import routes


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world of the matrix, committed while the tests of this folder run."""
    with django_db_blocker.unblock():
        built = build_world()
    # Some pages of one's own account ask again who it is, minutes after signing in.
    with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 60 * 60):
        yield built
    with django_db_blocker.unblock():
        remove_world()
    artefact.write(routes())


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of expected refusals stay out of the log; what breaks does not."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)
