"""What each kind of activity needs written down, and who plans it: the table of docs/actividades.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lar.authorization import Permission
from lar.model.activities import ACTIVITY_KINDS, Host, SessionPurpose, activity_kind
from lar.model.steps import Step

MEETING: Final = ("starts", "ends", "modality", "place", "meeting_url")


@dataclass(frozen=True, slots=True)
class KindFields:
    """``own`` are the fields beyond the common ones; ``several`` whether it gathers more than one network.

    ``schools`` and ``people`` say whose attendance is taken: counts by school and role, or people with an
    account. ``authorities`` that it is theirs too, always.
    """

    own: tuple[str, ...]
    several: bool = False
    schools: bool = False
    people: bool = True
    authorities: bool = False
    guests: bool = False


_FIELDS: Final[dict[str, KindFields]] = {
    "training_workshop": KindFields((*MEETING, "hours", "topics", "wellbeing"), several=True),
    "tutoring": KindFields((*MEETING, "hours", "invites_authorities", "notes_visibility")),
    "authority_meeting": KindFields((*MEETING, "hours"), several=True, authorities=True),
    "joint_authorities": KindFields((*MEETING, "hours", "topics"), several=True, authorities=True),
    "dissemination": KindFields(
        (*MEETING, "hours", "topics", "invites_authorities"), several=True, guests=True
    ),
    "network_session": KindFields(
        ("session_purpose", *MEETING, "hours", "observer", "open_to_visits"), schools=True
    ),
    "between_sessions": KindFields(("own_work", "visited", "hours"), people=False),
}

OWN_FIELDS: Final = frozenset(name for fields in _FIELDS.values() for name in fields.own)


def fields_of(kind: str) -> KindFields:
    """Return what a kind writes; raises ``KeyError`` for a code that the model does not have."""
    return _FIELDS[kind]


def planner_of(kind: str) -> Permission:
    """Return the right that planning, changing and closing an activity of this kind asks for."""
    if activity_kind(kind).host is Host.PROGRAMME:
        return Permission.PLAN_ACCOMPANIMENT
    return Permission.PLAN_SESSIONS


def kinds_planned_with(permission: Permission) -> list[str]:
    """Return the codes of the kinds that a right lets one plan, in the model's order."""
    return [kind.code for kind in ACTIVITY_KINDS if planner_of(kind.code) is permission]


def step_of(session_purpose: str, programme_year: int) -> Step | None:
    """Return the step of a cycle that a held session gives evidence of; ``None`` for other activities.

    Inquiring is the first year's diagnosis (step 2); later on it explores what to try (step 1).
    """
    if session_purpose == SessionPurpose.SOCIALIZATION:
        return Step.LEARNING
    if session_purpose == SessionPurpose.IMPLEMENTATION:
        return Step.IMPLEMENTATION
    if session_purpose == SessionPurpose.INQUIRY:
        return Step.IMPLEMENTATION if programme_year == 1 else Step.PREPARATION
    return None
