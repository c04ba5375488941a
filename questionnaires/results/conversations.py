"""Where the report's edition «con lo conversado» gets what a room talked about: registered from above."""

from __future__ import annotations

from collections.abc import Callable

from questionnaires.results.models import Release
from questionnaires.results.report import Conversation

Reader = Callable[[Release], Conversation | None]

_readers: list[Reader] = []


def register_conversation(reader: Reader) -> Reader:
    """Add a function ``(release) -> conversation``: ``None`` when nobody talked about that release."""
    if reader not in _readers:
        _readers.append(reader)
    return reader


def conversation_about(release: Release) -> Conversation | None:
    """Return what was said of a release, if a workshop about it ended."""
    return next((found for reader in _readers if (found := reader(release)) is not None), None)
