"""What a phone in a room sees: a part that is the same for every phone, drawn once per change.

Before a reveal it holds nothing that depends on votes, so neither its text, its length nor its tag tells
anything of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.template.loader import render_to_string

from lar.tenancy.context import program_context
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.queries.room import RoomNow
from questionnaires.workshop.queries.workshops import current_step
from questionnaires.workshop.screens import screen_of

MAX_KEPT = 200
_kept: dict[tuple[RoomNow, bool], Part] = {}


@dataclass(frozen=True)
class Part:
    """The part of a phone's page that changes with the room, and the tag by which a phone asks for it."""

    html: str
    tag: str


def phone_part(now: RoomNow, *, voted: bool) -> Part:
    """The part for phones that voted in the room's step, or did not yet; drawn once by each process."""
    part = _kept.get((now, voted))
    if part is None:
        part = _draw(now, voted)
        if len(_kept) >= MAX_KEPT:
            _kept.clear()
        _kept[now, voted] = part
    return part


def whole_room(now: RoomNow) -> SocializationWorkshop:
    """The workshop with what its pages say of it. Call inside its programme."""
    about = SocializationWorkshop.objects.select_related("network", "activity", "release", "program")
    return about.get(pk=now.workshop_id)


def part_of(html: str) -> Part:
    return Part(html, f'"{hashlib.sha256(html.encode()).hexdigest()[:20]}"')


def _draw(now: RoomNow, voted: bool) -> Part:
    with program_context(now.program_id):
        workshop = whole_room(now)
        screen = screen_of(workshop, current_step(workshop))
        context = {"screen": screen, "step": screen.step, "voted": voted, "network": workshop.network}
        return part_of(render_to_string("workshop/phone_part.html", context))
