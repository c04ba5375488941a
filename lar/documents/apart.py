"""Drawing while somebody waits for the page: in a process of its own, one at a time, and not for long.

A report belongs in a job. This is for what must leave no trace, not even a job: a rehearsal.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import Final

from lar.documents.limits import memory_ceiling
from lar.documents.pdf import DrawingError, render_pdf

SECONDS: Final = 20
"""Of the processor. A report of 14 pages takes two or three; more than this is a page that went wrong."""

WAIT: Final = 2
"""How many times that it may take on the clock, for the processor has others to serve."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_INHERITED: Final = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
"""What the child gets of the environment: no address of a database, no secret."""

_one_at_a_time = Lock()


class BusyError(RuntimeError):
    """This process is drawing something else: ask again in some seconds."""


def render_apart(
    html: str, *, title: str, author: str = "", subject: str = "", seconds: int = SECONDS
) -> bytes:
    """As `render_pdf`, in a child with limits of memory and time that is killed when it passes them.

    Raises:
        BusyError: when another drawing is under way in this process.
        DrawingError: when it could not be drawn within the limits; nothing else was harmed.
    """
    if not _one_at_a_time.acquire(blocking=False):
        raise BusyError
    try:
        return _ask_child(
            {"html": html, "title": title, "author": author, "subject": subject, "seconds": seconds}
        )
    finally:
        _one_at_a_time.release()


def _ask_child(order: dict[str, str | int]) -> bytes:
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "lar.documents.apart"],
            input=json.dumps(order).encode(),
            capture_output=True,
            cwd=_ROOT,
            env=environment,
            timeout=float(order["seconds"]) * WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingError(f"not drawn in {error.timeout:g} seconds") from None
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise DrawingError(done.stderr.decode(errors="replace").strip()[-300:] or f"exit {done.returncode}")
    return done.stdout


def _draw_what_was_asked() -> None:
    """The child: reads its order, draws under limits, answers with the document."""
    order = json.load(sys.stdin.buffer)
    seconds = int(order.pop("seconds"))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    with memory_ceiling():
        content = render_pdf(order.pop("html"), **order)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    _draw_what_was_asked()
