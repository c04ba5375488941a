"""What a phone's look asks of the database: one short message, through the door of its code."""

from __future__ import annotations

from dataclasses import dataclass

from lar.tenancy.context import ask_behind_door
from lar.tenancy.models.door import DoorKind
from questionnaires.surveys.guessing import IS_BLOCKED, blocked_values
from questionnaires.workshop.codes import room_hash

# Nothing but our own expression is put in; values are parameters.
LOOK = f"""
SELECT room.program_id, room.id, room.version, step.id, step.kind, {IS_BLOCKED}
FROM questionnaires_socializationworkshop room
JOIN questionnaires_workshopstep step
    ON step.program_id = room.program_id AND step.workshop_id = room.id AND step.position = room.position
WHERE room.code_hash = %s AND room.ended_at IS NULL
"""  # noqa: S608


@dataclass(frozen=True)
class RoomNow:
    """Where a room is. ``version`` changes with whatever changes on its phones."""

    program_id: int
    workshop_id: int
    version: int
    step_id: int
    kind: str


@dataclass(frozen=True)
class RoomLook:
    """A room as it is now; and whether who asks has tried too many wrong codes."""

    room: RoomNow
    is_blocked: bool


def look_into(code: str, origin: str) -> RoomLook | None:
    """Look into the room that four letters open; ``None`` when they open none (any more)."""
    digest = room_hash(code)
    row = ask_behind_door(DoorKind.WORKSHOP, digest, LOOK, [*blocked_values(origin), digest])
    return RoomLook(RoomNow(*row[:-1]), row[-1]) if row else None
