"""Here the broker is the subject: what a test publishes is really published."""

import pytest


@pytest.fixture(autouse=True)
def _broker_is_away() -> None:
    """Leave the broker where it is."""
