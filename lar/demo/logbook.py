"""What teams of the demonstration write in their bitácora: in sections, on their own, and asking for help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story
from lar.demo.activities import STILL_TO_COME
from logbook.actions.writing import set_entry, start_entry
from logbook.models import Readers
from logbook.queries.template import newest_versions
from networks.models import Cycle

SPEAKS_OF_RESULTS = 10


@dataclass(frozen=True)
class Note:
    """An entry: in a section of the template (its code) or of the team's own, with a title."""

    month: int
    day: int
    text: str
    section: str = ""
    title: str = ""
    help_asked: str = ""
    only_team: bool = False


FIRST_YEAR = (
    Note(
        3,
        25,
        "### Lo que vimos al partir\n\nLa red se junta desde hace años, pero casi siempre a escuchar. Cuando "
        "preguntamos para qué, salieron ocho respuestas distintas.\n\n- Lo que hay: cariño por la "
        "red y buena "
        "asistencia.\n- Lo que falta: que alguien se lleve algo para el lunes.",
        section="por-que-una-red",
    ),
    Note(
        4,
        16,
        "Pensamos en tres hechos antes de elegir. En dos de ellos faltaba lo mismo: sabíamos qué "
        "queríamos hacer, "
        "pero no para qué. Por eso la razón que escribimos habla de eso y no de falta de tiempo.",
        section="elegir-la-dimension",
    ),
    Note(
        6,
        24,
        "Esta semana probé tres preguntas en vez de dar mi opinión. La que mejor funcionó: «¿qué "
        "viste en los "
        "cuadernos que te hizo pensar eso?». La que peor: «¿y por qué no lo hiciste antes?». Suena a reto.",
        section="mis-preguntas",
    ),
    Note(
        8,
        20,
        "Nos cuesta esperar el cierre del cuestionario sin preguntar quién falta. Acordamos no "
        "preguntarlo: basta "
        "con recordar a todas y todos por igual.",
        title="Mientras está abierto el cuestionario",
        only_team=True,
    ),
    Note(
        10,
        2,
        "Armamos el guion con la predicción primero. Nos falta decidir cómo abrimos la dimensión en "
        "que salimos más "
        "bajas sin que nadie sienta que la están mirando.",
        title="Preparando el taller de resultados",
        help_asked="¿Cómo abrimos la conversación de la dimensión más baja sin que parezca un reto?",
    ),
    Note(
        10,
        15,
        "Lo que la red leyó: que nos juntamos bien y que llega poco a la sala. Lo dijeron ellas y "
        "ellos, no el "
        "informe. Dos personas que casi nunca hablan escribieron una idea, y fue la que más puntos tuvo.",
        section="registro-del-taller",
    ),
    Note(
        11,
        13,
        "Aprendí a callarme después de preguntar. El silencio incomoda, pero siempre habla alguien. "
        "Para el otro "
        "año quiero preparar menos láminas y más preguntas.",
        section="lo-que-aprendi-este-ano",
    ),
)

SECOND_YEAR = (
    Note(
        3,
        26,
        "Volvimos al informe del año pasado sin prisa. La barra que nos dolía en octubre hoy nos "
        "parece justa. La "
        "que celebramos, en cambio, era de dos personas más o menos: con tan pocas respuestas no dice mucho.",
        section="volver-a-los-resultados",
    ),
    Note(
        4,
        30,
        "Una sola estrategia, dos vueltas, y recién ahí decidir. Quién: una escuela por sesión. En "
        "qué se notará: "
        "en la pauta que llena cada pareja y en un trabajo de estudiantes por escuela.",
        section="disenar-la-estrategia",
    ),
    Note(
        7,
        8,
        "- Pauta de la primera vuelta: la llenaron seis de las ocho escuelas.\n- Trabajos de "
        "estudiantes: cuatro.\n"
        "- Lo que no sirvió: la encuesta de satisfacción. Salió todo bien y no aprendimos nada.",
        section="evidencia-que-sirve",
        help_asked="Tenemos trabajos de estudiantes y no sabemos cómo mirarlos en 20 minutos. "
        "¿Tienen una pauta?",
    ),
    Note(
        9,
        25,
        "Fuimos a la sesión de otra red y dos de ellas vienen a la nuestra. Lo que más nos sirvió "
        "fue ver que "
        "también les cuesta el tiempo.",
        section="mirar-y-dejarse-mirar",
    ),
    Note(
        11,
        18,
        "Querida red que comienza: no partan por el plan, partan por una pregunta. Tengan paciencia con las "
        "primeras dos sesiones. Y cuando lleguen los resultados, léanlos antes de explicarlos.",
        section="carta-a-una-red-que-comienza",
    ),
)


def write_logbook(cycle: Cycle, plan: story.NetworkPlan, *, team: list[User]) -> None:
    """Write what the team wrote along a year until today; who writes alternates."""
    waits = cycle.year == story.THIS_YEAR and plan.outcome in STILL_TO_COME | {story.Outcome.TOO_FEW}
    known = newest_versions()
    for number, note in enumerate(FIRST_YEAR if cycle.programme_year == 1 else SECOND_YEAR):
        on = date(cycle.year, note.month, note.day)
        # Each team writes now and then: no two of them in the same places.
        if on > timezone.localdate() or (number + cycle.network_id) % 3 == 0:
            continue
        # Nobody writes of results that her network has not talked over.
        if waits and note.month >= SPEAKS_OF_RESULTS:
            break
        version = known[note.section] if note.section else None
        by = team[number % len(team)]
        title = version.title if version else note.title
        entry = start_entry(cycle, title=title, text=note.text, section=version, on=on, by=by)
        readers = Readers.TEAM if note.only_team else Readers.FACILITATOR
        if note.only_team or note.help_asked:
            set_entry(entry, title=title, readers=readers, help_asked=note.help_asked, by=by)
