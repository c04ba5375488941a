"""Kinds of activity in an accompaniment, and which of them may be counted as missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Host(StrEnum):
    """Who convenes an activity."""

    PROGRAMME = "programme"
    COORDINATION = "coordination"
    EACH_PERSON = "each_person"


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of activity. A voluntary one is never counted as missing, nor is who did not do it listed."""

    code: str
    label: str
    description: str
    host: Host
    voluntary: bool = False
    evaluated_by_participants: bool = False
    may_hold_wellbeing: bool = False
    may_be_observed: bool = False


ACTIVITY_KINDS: Final[tuple[ActivityKind, ...]] = (
    ActivityKind(
        code="training_workshop",
        label="Taller sincrónico",
        description="Encuentro de formación para coordinadoras y coordinadores de varias redes, con teoría, "
        "práctica e intercambio. Puede abrir con un momento de bienestar.",
        host=Host.PROGRAMME,
        evaluated_by_participants=True,
        may_hold_wellbeing=True,
    ),
    ActivityKind(
        code="tutoring",
        label="Tutoría entre sesiones",
        description="Reunión del equipo facilitador con la coordinación de una red, para apoyar sus "
        "acciones. Una autoridad local puede sumarse.",
        host=Host.PROGRAMME,
    ),
    ActivityKind(
        code="authority_meeting",
        label="Reunión con autoridades locales",
        description="Conversación para asegurar condiciones, respaldo y coherencia con los planes del "
        "territorio.",
        host=Host.PROGRAMME,
    ),
    ActivityKind(
        code="between_sessions",
        label="Actividad entre sesiones",
        description="Lectura, sistematización, visita a la sesión de otra red o planificación que cada "
        "persona hace por su cuenta, si le sirve.",
        host=Host.EACH_PERSON,
        voluntary=True,
    ),
    ActivityKind(
        code="network_session",
        label="Sesión de red",
        description="Reunión de la red que conduce su coordinación: para indagar, para llevar a cabo una "
        "estrategia o para socializar resultados.",
        host=Host.COORDINATION,
        may_be_observed=True,
    ),
    ActivityKind(
        code="dissemination",
        label="Taller de difusión",
        description="Encuentro para dar a conocer el modelo y lo aprendido a otras redes e instituciones.",
        host=Host.PROGRAMME,
    ),
    ActivityKind(
        code="joint_authorities",
        label="Actividad conjunta entre autoridades",
        description="Intercambio entre autoridades de distintos territorios sobre el trabajo de sus redes.",
        host=Host.PROGRAMME,
    ),
)


class SessionPurpose(StrEnum):
    """What a network session is for."""

    INQUIRY = "inquiry"
    IMPLEMENTATION = "implementation"
    SOCIALIZATION = "socialization"

    @property
    def label(self) -> str:
        """Spanish label for forms."""
        return _PURPOSE_LABELS[self]


_PURPOSE_LABELS: Final[dict[SessionPurpose, str]] = {
    SessionPurpose.INQUIRY: "Indagación",
    SessionPurpose.IMPLEMENTATION: "Implementación de una estrategia",
    SessionPurpose.SOCIALIZATION: "Socialización de resultados",
}

WORKSHOP_TOPICS: Final[tuple[str, ...]] = (
    "Dimensiones de una red que funciona",
    "Diseño de acciones de indagación",
    "Métodos para mejorar una dimensión",
    "Planificación y evaluación de actividades",
    "Sistematización y análisis de datos",
    "El rol de amigo crítico",
    "Habilidades para facilitar una red",
)
"""Topics of the training workshops, offered as suggestions when one is planned."""

_BY_CODE: Final[dict[str, ActivityKind]] = {kind.code: kind for kind in ACTIVITY_KINDS}


def activity_kind(code: str) -> ActivityKind:
    """Return the kind with this code; raises `KeyError` for a code that the model does not have."""
    return _BY_CODE[code]


def counts_as_missing(code: str) -> bool:
    """Whether an undone activity of this kind may be shown as pending; never for voluntary ones."""
    return not activity_kind(code).voluntary
