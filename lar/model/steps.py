"""The three steps of a cycle and what each means in year 1, in year 2 and after leaving the programme.

Steps guide and never lock: they may overlap and reopen. The texts are shown to coordinators as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final


class Step(IntEnum):
    """The three steps; the value is the number that people read ("Paso 1")."""

    PREPARATION = 1
    IMPLEMENTATION = 2
    LEARNING = 3

    @property
    def title(self) -> str:
        """Spanish title without its number."""
        return _TITLES[self]

    @property
    def label(self) -> str:
        """Spanish title with its number: «Paso 1 · Preparación para el acompañamiento»."""
        return f"Paso {self.value} · {self.title}"


_TITLES: Final[dict[Step, str]] = {
    Step.PREPARATION: "Preparación para el acompañamiento",
    Step.IMPLEMENTATION: "Implementación de estrategias",
    Step.LEARNING: "Aprendizajes y proyección",
}


class Stage(StrEnum):
    """Where a network is in its passage through the programme."""

    FIRST_YEAR = "first_year"
    SECOND_YEAR = "second_year"
    FOLLOW_UP = "follow_up"

    @property
    def label(self) -> str:
        """Spanish label: «Primer año», «Segundo año», «Seguimiento»."""
        return _STAGE_LABELS[self]


_STAGE_LABELS: Final[dict[Stage, str]] = {
    Stage.FIRST_YEAR: "Primer año",
    Stage.SECOND_YEAR: "Segundo año",
    Stage.FOLLOW_UP: "Seguimiento",
}

PROGRAMME_YEARS: Final = 2
"""A team commits to two years; from the third on a network is only followed up."""


def stage_for(programme_year: int) -> Stage:
    """Return the stage of a programme year (1, 2, 3…); raises `ValueError` below 1."""
    if programme_year < 1:
        raise ValueError(f"a programme year starts at 1, not {programme_year}")
    if programme_year == 1:
        return Stage.FIRST_YEAR
    if programme_year == PROGRAMME_YEARS:
        return Stage.SECOND_YEAR
    return Stage.FOLLOW_UP


@dataclass(frozen=True, slots=True)
class StepGuide:
    """What a coordinator reads on a step: one or two sentences and what is expected by its end."""

    step: Step
    stage: Stage
    guidance: str
    expected: tuple[str, ...]


STEP_GUIDES: Final[tuple[StepGuide, ...]] = (
    StepGuide(
        Step.PREPARATION,
        Stage.FIRST_YEAR,
        "Mira con tu equipo cómo funciona la red, a la luz del modelo y de lo que viven día a día. Con eso, "
        "elijan una o dos dimensiones para trabajar.",
        (
            "Un análisis breve de la red escrito en la bitácora",
            "El propósito de la red, tal como está hoy",
            "Una o dos dimensiones elegidas, cada una con su razón",
        ),
    ),
    StepGuide(
        Step.IMPLEMENTATION,
        Stage.FIRST_YEAR,
        "Haz el diagnóstico junto con las y los integrantes: respondan el cuestionario y comparen su mirada "
        "con la de la coordinación, sobre todo en la dimensión elegida.",
        (
            "El cuestionario aplicado y cerrado",
            "La mirada de la coordinación registrada aparte",
            "Las principales coincidencias y diferencias entre ambas miradas",
        ),
    ),
    StepGuide(
        Step.LEARNING,
        Stage.FIRST_YEAR,
        "Presenta los resultados en un taller y pregunta a la red cómo los lee: qué los explica, qué "
        "sorprende, qué falta. Después, evalúa el taller con tu equipo y proyecta el año siguiente.",
        (
            "El taller de socialización realizado",
            "La lectura que la red hizo de sus resultados",
            "La evaluación del taller y las estrategias para el próximo año",
        ),
    ),
    StepGuide(
        Step.PREPARATION,
        Stage.SECOND_YEAR,
        "Vuelve a los resultados del primer año y explora estrategias posibles para la dimensión elegida, "
        "antes de decidir cuáles vale la pena probar.",
        (
            "Los resultados del primer año revisados en equipo",
            "Un conjunto corto de estrategias posibles",
            "La dimensión confirmada o cambiada, con su razón",
        ),
    ),
    StepGuide(
        Step.IMPLEMENTATION,
        Stage.SECOND_YEAR,
        "Diseña con la red acciones para fortalecer la dimensión elegida y llévalas a cabo en sus sesiones. "
        "Registra lo que se hizo y lo que se fue aprendiendo.",
        (
            "Al menos una estrategia diseñada con la red",
            "Las sesiones en que se llevó a cabo",
            "Evidencia de lo que cambió",
        ),
    ),
    StepGuide(
        Step.LEARNING,
        Stage.SECOND_YEAR,
        "Evalúa con la red qué resultó de las acciones y decidan qué continúa, qué se adapta y qué termina. "
        "Deja escrito cómo seguirá el trabajo cuando la red salga del programa.",
        (
            "Los resultados de este año junto a los del anterior",
            "La evaluación de cada estrategia, por la red y por el equipo",
            "La proyección de la red sin el apoyo del programa",
        ),
    ),
    StepGuide(
        Step.PREPARATION,
        Stage.FOLLOW_UP,
        "La red ya trabaja por su cuenta. Revisa si el propósito sigue vigente y qué dimensión conviene "
        "cuidar este año.",
        ("El propósito revisado", "La dimensión que la red quiere cuidar, si eligió alguna"),
    ),
    StepGuide(
        Step.IMPLEMENTATION,
        Stage.FOLLOW_UP,
        "Responder el cuestionario permite saber si lo logrado se mantiene. Las actividades las decide la "
        "propia red.",
        ("El cuestionario de seguimiento aplicado", "Las acciones que la red sostiene por sí misma"),
    ),
    StepGuide(
        Step.LEARNING,
        Stage.FOLLOW_UP,
        "Comparte con la red cómo va en el tiempo y, si quieren, ofrezcan su experiencia a las redes que "
        "comienzan.",
        ("Los resultados conversados con la red", "Lo aprendido, disponible para otras redes"),
    ),
)

_BY_PLACE: Final[dict[tuple[Step, Stage], StepGuide]] = {
    (guide.step, guide.stage): guide for guide in STEP_GUIDES
}


def guide_for(step: Step, programme_year: int) -> StepGuide:
    """Return the guide of a step in a programme year; raises `ValueError` below year 1."""
    return _BY_PLACE[step, stage_for(programme_year)]


def guides_for_year(programme_year: int) -> tuple[StepGuide, ...]:
    """Return the three guides of a programme year in step order; raises `ValueError` below year 1."""
    return tuple(guide_for(step, programme_year) for step in Step)
