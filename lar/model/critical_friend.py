"""Skills of the critical friend: formative, described and talked about, never scored for authorities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SkillGroup(StrEnum):
    """Generic skills belong to anyone who leads; specific ones to whoever accompanies a group."""

    SELF_REGULATION = "self_regulation"
    RELATIONSHIPS = "relationships"
    CRITICAL_FRIEND = "critical_friend"

    @property
    def label(self) -> str:
        """Spanish name of the group."""
        return _GROUP_LABELS[self]

    @property
    def is_generic(self) -> bool:
        """Whether the group holds generic skills."""
        return self is not SkillGroup.CRITICAL_FRIEND


_GROUP_LABELS: Final[dict[SkillGroup, str]] = {
    SkillGroup.SELF_REGULATION: "Autorregulación",
    SkillGroup.RELATIONSHIPS: "Vinculación interpersonal",
    SkillGroup.CRITICAL_FRIEND: "Habilidades de amigo crítico",
}


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill with one sentence that says how it looks in a session."""

    code: str
    group: SkillGroup
    label: str
    looks_like: str


SKILLS: Final[tuple[Skill, ...]] = (
    Skill(
        "self_control",
        SkillGroup.SELF_REGULATION,
        "Autocontrol",
        "Mantiene la calma cuando la conversación se pone difícil.",
    ),
    Skill(
        "flexibility",
        SkillGroup.SELF_REGULATION,
        "Flexibilidad",
        "Cambia lo planificado cuando la red necesita otra cosa.",
    ),
    Skill(
        "encourages_participation",
        SkillGroup.RELATIONSHIPS,
        "Animar la participación",
        "Invita a hablar a quienes aún no lo han hecho.",
    ),
    Skill(
        "cares_for_relationships",
        SkillGroup.RELATIONSHIPS,
        "Cuidar las relaciones",
        "Se ocupa de que las personas se traten con respeto.",
    ),
    Skill(
        "active_listening",
        SkillGroup.CRITICAL_FRIEND,
        "Escucha activa",
        "Retoma lo que dijo la otra persona antes de responder.",
    ),
    Skill(
        "constructive_criticism",
        SkillGroup.CRITICAL_FRIEND,
        "Crítica constructiva y asertiva",
        "Dice con claridad y respeto lo que se puede mejorar.",
    ),
    Skill(
        "challenging_questions",
        SkillGroup.CRITICAL_FRIEND,
        "Preguntas desafiantes",
        "Pregunta para hacer pensar, en vez de dar la respuesta.",
    ),
    Skill(
        "other_perspectives",
        SkillGroup.CRITICAL_FRIEND,
        "Otras perspectivas y puntos ciegos",
        "Ayuda a ver lo que el grupo está pasando por alto.",
    ),
    Skill(
        "horizontality",
        SkillGroup.CRITICAL_FRIEND,
        "Horizontalidad",
        "Trabaja de igual a igual, sin apoyarse en su cargo.",
    ),
)

_BY_CODE: Final[dict[str, Skill]] = {skill.code: skill for skill in SKILLS}


def skill_for(code: str) -> Skill:
    """Return the skill with this code; raises `KeyError` for an unknown one."""
    return _BY_CODE[code]


def skills_in(group: SkillGroup) -> tuple[Skill, ...]:
    """Return the skills of a group in the order in which they are asked."""
    return tuple(skill for skill in SKILLS if skill.group is group)
