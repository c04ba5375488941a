"""What the networks of the demonstration do in a year: sessions, tutoring, meetings, workshops."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story
from lar.demo.meetings import (
    DISSEMINATION,
    FIRST_YEAR,
    GUESTS,
    JOINT,
    SECOND_YEAR,
    WORKSHOP_AGENDA,
    WORKSHOPS,
    Meeting,
)
from lar.model.activities import WORKSHOP_TOPICS
from networks.actions.activities import cancel_activity, hold_activity, plan_activity
from networks.activity_plan import Outcome, Plan
from networks.models import Activity, Cycle, Network, NotesVisibility, ProgrammeYear
from networks.queries.activities import called_to, school_lines

# In the year that runs, members of these have not read results yet: the session that talks about them, and
# what follows from it, are still to come.
STILL_TO_COME = frozenset({story.Outcome.READY, story.Outcome.OPEN, story.Outcome.RELEASED})
WITH_CARDS = (
    "Respondimos menos de cinco personas, así que no hay resultados que mostrar: así se cuida a "
    "quien respondió. "
    "Conversamos con las tarjetas de las afirmaciones y cada escuela contó un ejemplo."
)
CALLED_OFF = "Hubo paro de locomoción ese día; se juntó con la de septiembre."
NEXT_SESSION = timedelta(days=9)
"""The session that talks about results still to come is soon, whenever the demonstration is made."""


def live_activities(
    cycle: Cycle, plan: story.NetworkPlan, *, team: list[User], facilitator: User, seed: int
) -> None:
    """Plan a network's year and hold what has already passed."""
    today = timezone.localdate()
    chance = random.Random(f"{seed}:actividades:{plan.name}:{cycle.year}")
    waits = cycle.year == story.THIS_YEAR and plan.outcome in STILL_TO_COME
    for meeting in FIRST_YEAR if cycle.programme_year == ProgrammeYear.FIRST else SECOND_YEAR:
        day = date(cycle.year, meeting.month, meeting.day)
        if waits and meeting.purpose == "socialization":
            day = today + NEXT_SESSION
        elif waits and meeting.month > 10:
            continue
        by = team[0] if meeting.kind in {"network_session", "between_sessions"} else facilitator
        observer = facilitator if meeting.is_observed else None
        planned = _plan(meeting, cycle.network, day=day, open_to_visits=day > today, observer=observer)
        activity = plan_activity(planned, by=by)
        if meeting.month == 6 and plan.mood == "scattered":
            cancel_activity(activity, reason=CALLED_OFF, by=by)
        elif day <= today and not (meeting.purpose == "socialization" and in_the_room(cycle)):
            few = cycle.year == story.THIS_YEAR and plan.outcome is story.Outcome.TOO_FEW
            told = WITH_CARDS if few and meeting.purpose == "socialization" else meeting.minutes
            hold(activity, told, on=day, by=by, chance=chance)


def in_the_room(cycle: Cycle) -> bool:
    """Whether the year's results were talked about with the room's screen and phones (`lar.demo.rooms`)."""
    return cycle.year == story.THIS_YEAR and cycle.network.name in story.ROOMS


def live_workshops(year: int, *, facilitator: User, seed: int) -> None:
    """Gather every network of a year's cycles in what is of all. Made once, by whoever comes last."""
    networks = tuple(Network.objects.filter(cycles__year=year).order_by("pk"))
    if not networks or Activity.objects.filter(kind="training_workshop", starts_at__year=year).exists():
        return
    chance = random.Random(f"{seed}:talleres:{year}")
    meetings = [
        (
            Meeting(
                "training_workshop", month, day, f"Taller {number}: {_lower(topic)}", WORKSHOP_AGENDA, told
            ),
            topic,
        )
        for number, ((month, day, told), topic) in enumerate(zip(WORKSHOPS, WORKSHOP_TOPICS, strict=False), 1)
    ]
    for meeting, topic in (
        *meetings,
        (JOINT, "Condiciones para el trabajo en red"),
        (DISSEMINATION, "El modelo"),
    ):
        on = date(year, meeting.month, meeting.day)
        activity = plan_activity(_plan(meeting, *networks, day=on, topics=topic), by=facilitator)
        if on <= timezone.localdate():
            hold(activity, meeting.minutes, on=on, by=facilitator, chance=chance)


def _lower(topic: str) -> str:
    return f"{topic[0].lower()}{topic[1:]}"


def _plan(
    meeting: Meeting,
    *networks: Network,
    day: date,
    open_to_visits: bool = False,
    topics: str = "",
    observer: User | None = None,
) -> Plan:
    zone = ZoneInfo(networks[0].time_zone)
    own_time = meeting.kind == "between_sessions"
    online = meeting.kind in {"training_workshop", "tutoring", "joint_authorities"}
    return Plan(
        meeting.kind,
        meeting.title,
        datetime.combine(day, time(0) if own_time else time(15), tzinfo=zone),
        datetime.combine(day, time(23, 59) if own_time else time(17), tzinfo=zone),
        networks,
        agenda=meeting.agenda,
        modality="online" if online else "in_person",
        place="" if online or own_time else "Sala de reuniones de la red",
        hours=Decimal(2),
        topics=topics,
        wellbeing="Pausa de respiración para comenzar",
        session_purpose=meeting.purpose,
        own_work=meeting.own_work,
        open_to_visits=open_to_visits,
        observer=observer,
        notes_visibility=NotesVisibility.SHARED if meeting.is_shared else NotesVisibility.PRIVATE,
    )


def hold(activity: Activity, minutes: str, *, on: date, by: User, chance: random.Random) -> None:
    """Most come; who does not is drawn by chance."""
    came = {
        (line.network_school_id, role): sum(chance.random() < 0.85 for _seat in range(seats))
        for line in school_lines(activity)
        for role, seats in line.expected.items()
        if seats
    }
    people = frozenset(one.person.pk for one in called_to(activity) if chance.random() < 0.9)
    outcome = Outcome(minutes, schools=came, people=people, guests=GUESTS)
    hold_activity(activity, outcome=outcome, on=on, by=by)
