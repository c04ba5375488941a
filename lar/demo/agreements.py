"""What the demonstration's networks agreed: last year's reviewed, this year's still going."""

from __future__ import annotations

from datetime import date

from lar.accounts.models import User
from lar.demo import story
from networks.actions.agreements import review_agreement, write_agreement
from networks.models import AgreementState, Cycle

# Text, who, how it will be known, what became of it and why.
AGREEMENTS = {
    "PN": (
        (
            "Leer el propósito al comenzar cada sesión y decir en qué se notó en la escuela.",
            "Quien conduce la sesión",
            "Está en la tabla de las sesiones y en el acta.",
            AgreementState.KEPT,
            "quedó como primer punto de la tabla.",
        ),
        (
            "Conversar el propósito en un consejo de profesores y traer lo que dijeron.",
            "Direcciones de las escuelas",
            "Cada escuela trae media página.",
            AgreementState.DROPPED,
            "los consejos de noviembre ya tenían otra tabla; se retoma en marzo.",
        ),
    ),
    "LR": (
        (
            "Que cada sesión la conduzca una escuela distinta.",
            "Una escuela por sesión, según el calendario",
            "El calendario dice quién conduce y el acta quién condujo.",
            AgreementState.KEPT,
            "cuatro escuelas condujeron una sesión.",
        ),
    ),
    "CP": (
        (
            "Planificar en parejas de escuelas una clase de lectura y contarla en la red.",
            "Jefaturas de UTP, en parejas",
            "Hay una planificación por pareja.",
            AgreementState.KEPT,
            "se contaron en la sesión de noviembre.",
        ),
        (
            "Observar una clase en otra escuela antes de fin de año.",
            "Docentes de primer ciclo",
            "Cada visita deja una pauta de media página.",
            AgreementState.DROPPED,
            "no se consiguieron los reemplazos; el próximo año se parte con una visita por semestre.",
        ),
    ),
    "CC": (
        (
            "Comenzar cada sesión revisando los acuerdos de la anterior.",
            "Quien conduce la sesión",
            "El acta dice qué pasó con cada uno.",
            AgreementState.KEPT,
            "toma diez minutos y ya nadie lo olvida.",
        ),
    ),
}


def build_agreements(cycle: Cycle, plan: story.NetworkPlan, *, by: User) -> None:
    """Agree on what the year's first dimension asks for; what a past year agreed was reviewed by its end."""
    year = cycle.year
    is_past = year < story.THIS_YEAR
    if not is_past and plan.outcome is not story.Outcome.SHARED:
        return
    for text, who, how_known, outcome, because in AGREEMENTS[plan.levers[0]]:
        agreement = write_agreement(
            cycle.network,
            text=text,
            owner_words=who,
            due=date(year, 12, 4),
            how_known=how_known,
            review_on=date(year, 12, 11),
            on=date(year, 10, 14),
            by=by,
        )
        if is_past:
            review_agreement(agreement, outcome=outcome, because=because, on=date(year, 12, 11), by=by)
