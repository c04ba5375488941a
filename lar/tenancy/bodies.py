"""Whether all of what was sent has arrived.

A form whose connection was cut half-way reads well: what was lost only looks blank, and a list that was
cut looks shorter. The bytes that were announced are compared with those that came.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest, UnreadablePostError

View = TypeVar("View", bound=Callable[..., Any])


class Stream(Protocol):
    def read(self, size: int | None = None, /) -> bytes: ...

    def readline(self, size: int | None = None, /) -> bytes: ...


class CountedStream:
    """A request's body that counts what was read of it: files are parsed as they come, never kept whole."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.count = 0

    def read(self, *size: int) -> bytes:
        return self._counted(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._counted(self._stream.readline(*size))

    def _counted(self, data: bytes) -> bytes:
        self.count += len(data)
        return data


def declared_bytes(request: HttpRequest) -> int:
    """Return how long the body is said to be; 0 when nothing sensible is said."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def came_whole(request: HttpRequest) -> bool:
    """Read the body and say whether it is as long as it was said to be.

    Raises:
        SuspiciousOperation: when it is larger than a form may be.
    """
    try:
        if request.content_type == "multipart/form-data":
            return _parsed_bytes(request) == declared_bytes(request)
        return len(request.body) == declared_bytes(request)
    except UnreadablePostError:
        return False


def _parsed_bytes(request: Any) -> int:
    """Parse a form with files, as its view would, and return how many bytes that read."""
    stream = CountedStream(request._stream)
    request._stream = stream
    request._load_post_and_files()
    return stream.count


def checks_its_body(view: View) -> View:
    """Mark a view that answers a body that was cut in words of its own."""
    view.checks_its_body = True  # type: ignore[attr-defined]  # read by WholeBodyMiddleware
    return view
