"""What a killed supervisor left behind. The parent-death signal already asked it to end; we make sure."""

from __future__ import annotations

import contextlib
import os
import signal

from lar.devserver.folder import State
from lar.devserver.processes import process_world, session_members, started_at, wait_until

# PostgreSQL writes a checkpoint before it goes; the rest may be cut short: tasks run again.
_PATIENCE = {"postgres": 30.0}
_SHORT_PATIENCE = 5.0  # seconds


def end_leftovers(state: State | None) -> None:
    """Wait for the children of a dead supervisor, then kill what stays.

    A pid from before a reboot, from another container or used again by a stranger is left alone.
    """
    if state is None or state.world != process_world():
        return
    for name, (pid, start) in reversed(state.children.items()):
        if _is_ours(pid, start):
            wait_until(lambda pid=pid: not _members(pid), seconds=_PATIENCE.get(name, _SHORT_PATIENCE))  # type: ignore[misc]
            for member in _members(pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(member, signal.SIGKILL)


def _is_ours(leader: int, start: int) -> bool:
    """The leader as it was started, or, the leader gone, members that are left of its session."""
    now = started_at(leader)
    if now is not None:
        return now == start
    return all((started_at(member) or 0) >= start for member in _members(leader))


def _members(session: int) -> list[int]:
    return list(session_members(session))
