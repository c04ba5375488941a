"""A ceiling on memory while a document is drawn: a page that explodes must not take the machine with it."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTE = 1024 * 1024
DEFAULT_MEMORY = 768 * MEGABYTE
"""Bytes that drawing may add to what the process already holds; a report of 14 pages needs about 120 MB."""


@contextmanager
def memory_ceiling(extra: int = DEFAULT_MEMORY) -> Iterator[None]:
    """Inside the block this process may not grow by more than `extra` bytes: it gets a MemoryError.

    Lowers the soft limit only, and puts it back. It holds for the whole process, so it is for workers that
    do one thing at a time (the time limit is theirs too), not for a threaded web server.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = _address_space() + extra
    allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([ceiling, *allowed]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    """Bytes of address space that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()
