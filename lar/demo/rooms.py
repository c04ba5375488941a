"""A network of the demonstration talks over its results in the room: a screen, phones, votes, minutes."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from lar.accounts.models import User
from lar.demo.activities import hold
from networks.models import Activity, Cycle
from questionnaires.workshop.actions import (
    end_workshop,
    go_to_step,
    open_workshop,
    reveal_step,
    start_workshop,
    tidy_idea,
)
from questionnaires.workshop.models import Contribution, SocializationWorkshop, WorkshopStep
from questionnaires.workshop.options import options_of
from questionnaires.workshop.script import DOTS_EACH, EVALUATED, MARKS, VOTED, WRITTEN, Kind
from questionnaires.workshop.voting import contribute, vote

PEOPLE = 17
# The last two say the same; whoever leads the room joins them.
IDEAS = (
    "Visitarnos de a dos, una vez por semestre, y contarlo en la sesión que sigue.",
    "Partir cada sesión con un trabajo de estudiantes sobre la mesa.",
    "Mandar la tabla una semana antes para conversarla en la escuela.",
    "Que conduzca una escuela distinta cada vez.",
    "Rotar quién conduce la sesión.",
)
REASONS = (
    "Sí en las escuelas grandes; en la mía recién estamos partiendo.",
    "Me representa, aunque este año mejoró harto desde junio.",
)
# Out of ten people, how many each phone expected to agree; and how it saw the result and the workshop.
EXPECTED = (4, 5, 6, 6, 7, 7, 8, 8, 9)
REPRESENTED = ("si", "si", "si", "matices", "matices", "no")
MARKED = ("si", "si", "si", "mas-o-menos")


def meet_in_the_room(cycle: Cycle, *, team: list[User], seed: int) -> None:
    """Hold the year's socialization session with its workshop, on its day. Once its results exist."""
    sessions = Activity.objects.of_networks([cycle.network_id]).filter(
        starts_at__year=cycle.year, session_purpose="socialization", status="planned"
    )
    session = sessions.first()
    if session is None:
        return
    chance = random.Random(f"{seed}:sala:{cycle.network.name}")
    start = datetime.combine(session.day, time(15, 10), tzinfo=ZoneInfo(session.time_zone))
    room = start_workshop(open_workshop(session, by=team[0]), on=start, by=team[0])
    moment = start
    for step in room.steps.all():
        if step.position:
            room = go_to_step(room, position=step.position, by=team[0])
        moment += timedelta(minutes=step.minutes)
        _live(room, step, on=moment, by=team[0], chance=chance)
    end_workshop(room, on=moment, by=team[0])
    session.refresh_from_db()
    hold(session, session.minutes, on=session.day, by=team[0], chance=chance)


def _live(
    room: SocializationWorkshop, step: WorkshopStep, *, on: datetime, by: User, chance: random.Random
) -> None:
    """Phones write and vote; then whoever leads shows what there is to show."""
    if step.what in WRITTEN:
        for words in IDEAS if step.what is Kind.IDEAS else REASONS:
            contribute(room.program_id, step.pk, text=words)
    if step.what is Kind.IDEAS:
        same = list(Contribution.objects.filter(step=step).order_by("pk"))[-2:]
        tidy_idea(room, idea_id=same[1].pk, into_id=same[0].pk, by=by)
    if step.what in VOTED:
        for phone in range(PEOPLE):
            vote(room.program_id, step.pk, key=f"demo-{step.pk}-{phone}", sent=_choice(step, chance))
        reveal_step(room, on=on, by=by)


def _choice(step: WorkshopStep, chance: random.Random) -> list[str]:
    """What one phone sends in a step with votes."""
    match step.what:
        case Kind.PREDICT:
            return [str(chance.choice(EXPECTED))]
        case Kind.REPRESENTS:
            return [chance.choice(REPRESENTED)]
        case Kind.EVALUATION:
            known = [mark for mark in MARKED if mark in MARKS]
            return [f"{question}:{chance.choice(known)}" for question in EVALUATED]
        case _:
            ideas = options_of(step)
            return chance.sample(ideas, min(DOTS_EACH, len(ideas)))
