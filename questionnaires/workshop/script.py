"""The scripts of a workshop: which steps, for how many minutes, led by whom. Pure: no database.

Each dimension that the room talks about goes through the same five steps, prediction before result. A network
without results talks with cards of the statements: it predicts, but there is no bar to recognise itself in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lar.ui.components import Text


class Kind(StrEnum):
    """What happens in a step."""

    WELCOME = "welcome"
    BEFORE = "before"
    PURPOSE = "purpose"
    RESPONDENTS = "respondents"
    PREDICT = "predict"
    REPRESENTS = "represents"
    DIALOGUE = "dialogue"
    IDEAS = "ideas"
    DOTS = "dots"
    AGREEMENTS = "agreements"
    EVALUATION = "evaluation"
    CLOSE = "close"


VOTED = frozenset({Kind.PREDICT, Kind.REPRESENTS, Kind.DOTS, Kind.EVALUATION})
"""Steps in which phones vote: their counters stay hidden until somebody reveals them."""

WRITTEN = {Kind.IDEAS: "idea", Kind.REPRESENTS: "reason"}
"""Steps in which phones write for everybody to read."""

DURATIONS = (45, 60, 90)
DIMENSIONS_IN = {45: 1, 60: 2, 90: 3}
"""How many dimensions fit in a workshop of so many minutes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A step as it is planned. `node` is its dimension; empty for what is about the whole network."""

    kind: Kind
    minutes: int
    node: str = ""


_MINUTES: dict[int, dict[Kind, int]] = {
    45: {Kind.WELCOME: 3, Kind.BEFORE: 3, Kind.PURPOSE: 2, Kind.RESPONDENTS: 2, Kind.AGREEMENTS: 8},
    60: {Kind.WELCOME: 4, Kind.BEFORE: 4, Kind.PURPOSE: 3, Kind.RESPONDENTS: 2, Kind.AGREEMENTS: 10},
    90: {Kind.WELCOME: 5, Kind.BEFORE: 5, Kind.PURPOSE: 3, Kind.RESPONDENTS: 3, Kind.AGREEMENTS: 15},
}
_CLOSING = {
    45: {Kind.EVALUATION: 2, Kind.CLOSE: 1},
    60: {Kind.EVALUATION: 3, Kind.CLOSE: 2},
    90: {Kind.EVALUATION: 3, Kind.CLOSE: 2},
}
_EACH = {
    45: {Kind.PREDICT: 4, Kind.REPRESENTS: 5, Kind.DIALOGUE: 7, Kind.IDEAS: 5, Kind.DOTS: 3},
    60: {Kind.PREDICT: 3, Kind.REPRESENTS: 3, Kind.DIALOGUE: 5, Kind.IDEAS: 3, Kind.DOTS: 2},
    90: {Kind.PREDICT: 3, Kind.REPRESENTS: 4, Kind.DIALOGUE: 6, Kind.IDEAS: 3, Kind.DOTS: 2},
}

TITLES: dict[Kind, Text] = {
    Kind.WELCOME: _("Bienvenida y normas"),
    Kind.BEFORE: _("Lo que acordamos antes"),
    Kind.PURPOSE: _("Nuestro propósito"),
    Kind.RESPONDENTS: _("Quiénes respondimos"),
    Kind.PREDICT: _("¿Qué creemos que respondió la red?"),
    Kind.REPRESENTS: _("¿Nos representa este resultado?"),
    Kind.DIALOGUE: _("Conversemos"),
    Kind.IDEAS: _("Ideas para avanzar"),
    Kind.DOTS: _("¿Por cuáles partimos?"),
    Kind.AGREEMENTS: _("Nuestros acuerdos"),
    Kind.EVALUATION: _("¿Cómo estuvo el taller?"),
    Kind.CLOSE: _("Cierre"),
}
ROLES: dict[Kind, Text] = {
    Kind.WELCOME: _("Quien conduce"),
    Kind.BEFORE: _("Alguien de la coordinación"),
    Kind.PURPOSE: _("Una persona lee en voz alta"),
    Kind.RESPONDENTS: _("Quien conduce"),
    Kind.PREDICT: _("Quien conduce"),
    Kind.REPRESENTS: _("Quien conduce"),
    Kind.DIALOGUE: _("Otra persona modera y alguien cuida el tiempo"),
    Kind.IDEAS: _("Quien modera"),
    Kind.DOTS: _("Quien conduce"),
    Kind.AGREEMENTS: _("Alguien escribe y lee en voz alta"),
    Kind.EVALUATION: _("Quien conduce"),
    Kind.CLOSE: _("Alguien de la coordinación"),
}
NOTES: dict[Kind, Text] = {
    Kind.WELCOME: _("Pide que entren con el código. Lee las normas y pregunta si falta alguna."),
    Kind.BEFORE: _("¿Qué pasó con cada acuerdo? Basta una frase: se cumplió, se adaptó o se dejó."),
    Kind.PURPOSE: _("Deja unos segundos de silencio después de leerlo."),
    Kind.RESPONDENTS: _("Cuántas personas respondieron, no quiénes. Nadie tiene que decir si respondió."),
    Kind.PREDICT: _(
        "Que nadie comente todavía. Cuando veas que ya votaron, muestra el resultado y deja que miren."
    ),
    Kind.REPRESENTS: _("No se discute el voto. Quien quiera puede escribir su matiz, sin nombre."),
    Kind.DIALOGUE: _("Primero en parejas, después todas y todos. Pide ejemplos de la red, no de personas."),
    Kind.IDEAS: _("Una idea por mensaje. Junta aquí las que dicen lo mismo y lee en voz alta el resultado."),
    Kind.DOTS: _("Tres puntos por persona. Muestra el resultado cuando hayan votado."),
    Kind.AGREEMENTS: _("Un acuerdo es pequeño: quién hace qué, para cuándo y cómo lo sabremos."),
    Kind.EVALUATION: _("Son cuatro preguntas. El resultado queda en el acta."),
    Kind.CLOSE: _("Agradece, lee los acuerdos y termina el taller: el acta queda escrita."),
}
PREDICTED = tuple(range(11))
"""Of each ten people, how many agree."""
PREDICTED_TOGETHER = ((0, 1, 2, 3), (4, 5, 6), (7, 8, 9, 10))
"""The places of `PREDICTED` that are shown together: few, about half, most."""

REPRESENTS: dict[str, Text] = {"si": _("Sí"), "matices": _("Con matices"), "no": _("No")}
EVALUATED: dict[str, Text] = {
    "entender": _("Entendí los resultados de nuestra red"),
    "hablar": _("Pude decir lo que pienso"),
    "acuerdos": _("Llegamos a acuerdos concretos"),
    "tiempo": _("El tiempo estuvo bien usado"),
}
MARKS: dict[str, Text] = {"si": _("Sí"), "mas-o-menos": _("Más o menos"), "no": _("No")}
DOTS_EACH = 3


def script_for(duration: int, nodes: Sequence[str], *, has_bars: bool, has_agreements: bool) -> list[Plan]:
    """The steps of a workshop of `duration` minutes about these dimensions, in their order.

    What is left out gives its minutes to the conversation of the first dimension, so that the script always
    lasts what was promised. Raises KeyError for a duration that is none of `DURATIONS`.
    """
    chosen = nodes[: DIMENSIONS_IN[duration]]
    left_out = {
        *([] if has_agreements else [Kind.BEFORE]),
        *([] if has_bars else [Kind.RESPONDENTS, Kind.REPRESENTS]),
    }
    opening = [Plan(kind, minutes) for kind, minutes in _MINUTES[duration].items()]
    agreements = opening.pop()
    each = [Plan(kind, minutes, node) for node in chosen for kind, minutes in _EACH[duration].items()]
    closing = [Plan(kind, minutes) for kind, minutes in _CLOSING[duration].items()]
    steps = [plan for plan in (*opening, *each, agreements, *closing) if plan.kind not in left_out]
    spare = duration - sum(plan.minutes for plan in steps)
    longest = Kind.DIALOGUE if chosen else Kind.AGREEMENTS
    place = next(place for place, plan in enumerate(steps) if plan.kind is longest)
    steps[place] = replace(steps[place], minutes=steps[place].minutes + spare)
    return steps


_SHOWS = {Kind.REPRESENTS, Kind.DIALOGUE}


def order_problem(steps: Sequence[tuple[Kind, str]]) -> str:
    """Say why steps, each with its dimension, can't come in this order; empty when they can."""
    seen: set[tuple[Kind, str]] = set()
    for kind, node in steps:
        if kind is Kind.PREDICT and any((shows, node) in seen for shows in _SHOWS):
            return gettext(
                "Primero se predice y después se muestra: la predicción va antes en cada dimensión."
            )
        if kind is Kind.IDEAS and (Kind.DOTS, node) in seen:
            return gettext("Primero se escriben las ideas y después se les ponen puntos.")
        seen.add((kind, node))
    return ""
