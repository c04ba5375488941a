"""What the networks of the demonstration do in a year: sessions, tutoring, meetings, workshops."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story
from lar.model.activities import WORKSHOP_TOPICS
from networks.actions.activities import cancel_activity, hold_activity, plan_activity
from networks.activity_plan import Outcome, Plan
from networks.models import Activity, Cycle, Network
from networks.queries.activities import called_to, school_lines

# In the year that runs, the results of these are still to come: so is the session that talks about them.
STILL_TO_COME = frozenset({story.Outcome.READY, story.Outcome.OPEN})


@dataclass(frozen=True)
class Meeting:
    """An activity of the story: its day of the year, what was on the agenda and what was written of it."""

    kind: str
    month: int
    day: int
    title: str
    agenda: str
    minutes: str
    purpose: str = ""


YEAR = (
    Meeting(
        "tutoring",
        4,
        7,
        "Tutoría: cómo está la red",
        "Qué funciona y qué cuesta.\nQué esperan del año.",
        "El equipo ve a la red dispuesta, pero con poco tiempo. Quedamos en preparar juntas la primera.",
    ),
    Meeting(
        "network_session",
        4,
        20,
        "Primera sesión: para qué estamos en red",
        "Bienvenida.\nLeer el propósito y escribirlo de nuevo.\nFechas del año.",
        "Leímos el propósito por grupos y lo escribimos con nuestras palabras. Acordamos traer un ejemplo de "
        "cada escuela a la próxima sesión.",
        "inquiry",
    ),
    Meeting(
        "authority_meeting",
        5,
        8,
        "Reunión con las autoridades del territorio",
        "Horas protegidas para la coordinación.\nCoherencia con el plan del territorio.",
        "Se confirman dos horas semanales para coordinar. Nos volvemos a ver a fin de año.",
    ),
    Meeting(
        "between_sessions",
        5,
        22,
        "Lectura: preguntas que ayudan a pensar",
        "Leer el capítulo sobre el amigo crítico y anotar dos preguntas.",
        "Nos sirvió para preparar la sesión de junio.",
    ),
    Meeting(
        "network_session",
        6,
        18,
        "Segunda sesión: mirar nuestras prácticas",
        "Un ejemplo por escuela.\nQué tienen en común.\nQué queremos probar.",
        "Cada escuela mostró un ejemplo. Vemos que planificamos solas y queremos observarnos en clases.",
        "inquiry",
    ),
    Meeting(
        "tutoring",
        8,
        11,
        "Tutoría: leer los datos juntas",
        "Cómo presentar resultados sin buscar culpables.",
        "Practicamos cómo abrir la conversación con preguntas. El equipo se siente más seguro.",
    ),
    Meeting(
        "network_session",
        9,
        10,
        "Tercera sesión: probar y contar",
        "Qué probó cada escuela.\nQué ajustamos.",
        "Cuatro escuelas observaron clases. Ajustamos la pauta: menos preguntas y más tiempo para conversar.",
        "implementation",
    ),
    Meeting(
        "network_session",
        11,
        5,
        "Cuarta sesión: conversar los resultados",
        "Los resultados por dimensión.\nCómo los leemos.\nQué haremos el próximo año.",
        "Miramos los resultados y cada grupo contó cómo los entiende. Dejamos tres acuerdos para otro año.",
        "socialization",
    ),
)

WORKSHOPS = ((4, 14), (5, 26), (7, 7), (8, 25), (9, 29), (11, 17))
CALLED_OFF = "Hubo paro de locomoción ese día; se juntó con la de septiembre."
NEXT_SESSION = timedelta(days=9)
"""The session that talks about results still to come is soon, whenever the demonstration is made."""


def live_activities(
    cycle: Cycle, plan: story.NetworkPlan, *, team: list[User], facilitator: User, seed: int
) -> None:
    """Plan a network's year and hold what has already passed."""
    today = timezone.localdate()
    chance = random.Random(f"{seed}:actividades:{plan.name}:{cycle.year}")
    running = cycle.year == story.THIS_YEAR
    for number, meeting in enumerate(YEAR):
        day = date(cycle.year, meeting.month, meeting.day)
        if running and meeting.purpose == "socialization" and plan.outcome in STILL_TO_COME:
            day = today + NEXT_SESSION
        by = team[0] if meeting.kind in {"network_session", "between_sessions"} else facilitator
        activity = plan_activity(_plan(meeting, cycle.network, day=day, open_to_visits=day > today), by=by)
        if day > today:
            continue
        if number == 4 and plan.mood == "scattered":
            cancel_activity(activity, reason=CALLED_OFF, by=by)
        else:
            _hold(activity, meeting.minutes, day, by, chance)


def live_workshops(year: int, *, facilitator: User, seed: int) -> None:
    """Gather every network of a year's cycles in its six workshops. Made once, by whoever comes last."""
    networks = tuple(Network.objects.filter(cycles__year=year).order_by("pk"))
    if not networks or Activity.objects.filter(kind="training_workshop", starts_at__year=year).exists():
        return
    chance = random.Random(f"{seed}:talleres:{year}")
    for number, (month, day) in enumerate(WORKSHOPS):
        topic = WORKSHOP_TOPICS[number]
        meeting = Meeting(
            "training_workshop",
            month,
            day,
            f"Taller {number + 1}: {topic[0].lower()}{topic[1:]}",
            "Bienvenida.\nTeoría en breve.\nPráctica en grupos de redes distintas.\nCierre.",
            "Los grupos compartieron un ejemplo de su red y se llevaron una pauta para probar.",
        )
        on = date(year, month, day)
        activity = plan_activity(_plan(meeting, *networks, day=on, topics=topic), by=facilitator)
        if on <= timezone.localdate():
            _hold(activity, meeting.minutes, on, facilitator, chance)


def _plan(
    meeting: Meeting, *networks: Network, day: date, open_to_visits: bool = False, topics: str = ""
) -> Plan:
    zone = ZoneInfo(networks[0].time_zone)
    own_time = meeting.kind == "between_sessions"
    online = meeting.kind in {"training_workshop", "tutoring"}
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
        own_work="reading",
        open_to_visits=open_to_visits,
    )


def _hold(activity: Activity, minutes: str, on: date, by: User, chance: random.Random) -> None:
    """Most come; who does not is drawn by chance."""
    came = {
        (line.network_school_id, role): sum(chance.random() < 0.85 for _seat in range(seats))
        for line in school_lines(activity)
        for role, seats in line.expected.items()
        if seats
    }
    people = frozenset(one.person.pk for one in called_to(activity) if chance.random() < 0.9)
    hold_activity(activity, outcome=Outcome(minutes, schools=came, people=people), on=on, by=by)
