"""What a killed supervisor left behind. The parent-death signal already asked it to end; we make sure."""

from __future__ import annotations

import os
import signal
import time

from lar.devserver.errors import DevserverError
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
        if _is_ours(pid, start) and not _ends_by_itself(pid, _PATIENCE.get(name, _SHORT_PATIENCE)):
            _kill_session(pid)


def _ends_by_itself(session: int, patience: float) -> bool:
    return wait_until(lambda: not _members(session), seconds=patience)


def _kill_session(session: int) -> None:
    """Until nobody is left: one that we have not seen yet may start another meanwhile."""
    while members := _members(session):
        for member in members:
            try:
                os.kill(member, signal.SIGKILL)
            except ProcessLookupError:
                continue
            except PermissionError:
                raise DevserverError(
                    f"De un arranque anterior queda el proceso {member}, que es de otro usuario. "
                    f"Se detiene con: sudo kill {member}"
                ) from None
        time.sleep(0.01)


def _is_ours(leader: int, start: int) -> bool:
    """The leader as it was started, or, the leader gone, members that are left of its session."""
    now = started_at(leader)
    if now is not None:
        return now == start
    return all((started_at(member) or 0) >= start for member in _members(leader))


def _members(session: int) -> list[int]:
    return list(session_members(session))
