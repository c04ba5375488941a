"""What the demonstration's networks agreed on over their results: kept, adapted or dropped, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lar.accounts.models import User
from lar.demo import story
from lar.demo.activities import STILL_TO_COME
from networks.actions.agreements import review_agreement, write_agreement
from networks.models import Activity, Agreement, AgreementState, Cycle, Network, ProgrammeYear

AGREED = (10, 8)
LOOKED_AT = (11, 5)
DUE, REVIEWED = (12, 4), (12, 11)
NEXT_DUE, NEXT_REVIEWED = (4, 30), (5, 6)


@dataclass(frozen=True)
class Agreed:
    """An agreement and what became of it; ``adapted`` are the words that it got in November, and why."""

    text: str
    who: str
    how_known: str
    outcome: AgreementState
    because: str
    adapted: tuple[str, str] | None = None


AGREEMENTS = {
    "PN": (
        Agreed(
            "Leer el propósito al comenzar cada sesión y decir en qué se notó en la escuela.",
            "Quien conduce la sesión",
            "Está en la tabla de las sesiones y en el acta.",
            AgreementState.KEPT,
            "quedó como primer punto de la tabla.",
        ),
        Agreed(
            "Conversar el propósito en un consejo de profesores y traer lo que dijeron.",
            "Direcciones de las escuelas",
            "Cada escuela trae media página.",
            AgreementState.DROPPED,
            "solo tres escuelas alcanzaron; la red prefirió escribirlo de nuevo en abril.",
            (
                "Conversar el propósito con un ciclo de la escuela y traer tres frases de lo que dijeron.",
                "los consejos de noviembre ya tenían otra tabla.",
            ),
        ),
    ),
    "LR": (
        Agreed(
            "Que cada sesión la conduzca una escuela distinta.",
            "Una escuela por sesión, según el calendario",
            "El calendario dice quién conduce y el acta quién condujo.",
            AgreementState.KEPT,
            "cuatro escuelas condujeron una sesión.",
        ),
        Agreed(
            "Llevar a la autoridad una propuesta escrita por la red para proteger dos horas al mes.",
            "Dos direcciones, con la coordinación",
            "La propuesta está enviada y hay una respuesta.",
            AgreementState.KEPT,
            "la autoridad respondió y las horas quedaron en el calendario.",
            (
                "Llevar a la autoridad una página con lo que la red necesita, contada por dos direcciones.",
                "la propuesta larga no la iba a leer nadie en diciembre.",
            ),
        ),
    ),
    "CP": (
        Agreed(
            "Planificar en parejas de escuelas una clase de lectura y contarla en la red.",
            "Jefaturas de UTP, en parejas",
            "Hay una planificación por pareja.",
            AgreementState.KEPT,
            "se contaron en la sesión de noviembre.",
        ),
        Agreed(
            "Observar una clase en otra escuela antes de fin de año.",
            "Docentes de primer ciclo",
            "Cada visita deja una pauta de media página.",
            AgreementState.DROPPED,
            "los reemplazos no llegaron; la red los pidió por escrito para el segundo semestre.",
            (
                "Observar una clase en otra escuela, una visita por semestre y con reemplazo pedido "
                "en marzo.",
                "no se consiguieron los reemplazos de noviembre.",
            ),
        ),
    ),
    "CC": (
        Agreed(
            "Comenzar cada sesión revisando los acuerdos de la anterior.",
            "Quien conduce la sesión",
            "El acta dice qué pasó con cada uno.",
            AgreementState.KEPT,
            "toma diez minutos y ya nadie lo olvida.",
        ),
        Agreed(
            "Que cada escuela cuente en la red algo que no le resultó.",
            "Una escuela por sesión",
            "El acta lo dice, con lo que la red aprendió.",
            AgreementState.KEPT,
            "partió la coordinación y después se animaron las demás.",
            (
                "Que en cada sesión alguien cuente algo que no le resultó, y que parta la coordinación.",
                "pedírselo primero a las escuelas las ponía a prueba.",
            ),
        ),
    ),
}

# What a network still misses in its second year is seldom what it missed in the first.
IN_SECOND_YEAR = {"PN": "CC", "LR": "PN", "CP": "LR", "CC": "CP"}


def build_agreements(cycle: Cycle, plan: story.NetworkPlan, *, by: User) -> None:
    """Agree, in the session about results, on what a dimension asks for; review what is due."""
    if cycle.year == story.THIS_YEAR and plan.outcome in STILL_TO_COME | {story.Outcome.TOO_FEW}:
        return
    day = date(cycle.year, *AGREED)
    if day > timezone.localdate():
        return
    session = _session_of(cycle.network, day)
    first = plan.levers[0]
    node = first if cycle.programme_year == ProgrammeYear.FIRST else IN_SECOND_YEAR[first]
    for agreed in AGREEMENTS[node]:
        agreement = write_agreement(
            cycle.network,
            text=agreed.text,
            owner_words=agreed.who,
            due=date(cycle.year, *DUE),
            how_known=agreed.how_known,
            review_on=date(cycle.year, *REVIEWED),
            activity=session,
            on=day,
            by=by,
        )
        _review(agreement, agreed, cycle.year, by=by)


def _session_of(network: Network, day: date) -> Activity | None:
    sessions = Activity.objects.of_networks([network.pk]).filter(session_purpose="socialization")
    return next((session for session in sessions if session.day == day), None)


def _review(agreement: Agreement, agreed: Agreed, year: int, *, by: User) -> None:
    """In November what turned out too big becomes smaller; at its end each says what became of it."""
    today = timezone.localdate()
    looked_at, ends = date(year, *LOOKED_AT), date(year, *REVIEWED)
    if agreed.adapted is not None and looked_at <= today:
        text, because = agreed.adapted
        ends = date(year + 1, *NEXT_REVIEWED)
        review_agreement(
            agreement,
            outcome=AgreementState.ADAPTED,
            because=because,
            text=text,
            due=date(year + 1, *NEXT_DUE),
            review_on=ends,
            on=looked_at,
            by=by,
        )
    if ends <= today:
        review_agreement(agreement, outcome=agreed.outcome, because=agreed.because, on=ends, by=by)
