"""The three capitals that together make professional capital (`KP`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Capital:
    """A facet of professional capital; it has no score of its own in the five dimensions."""

    code: str
    name: str
    label: str
    meaning: str


CAPITALS: Final[tuple[Capital, ...]] = (
    Capital(
        code="KP_H",
        name="human",
        label="Capital humano",
        meaning="Conocimientos, actitudes y habilidades que se desarrollan al participar en la red.",
    ),
    Capital(
        code="KP_S",
        name="social",
        label="Capital social",
        meaning="Relaciones de confianza, cooperación y reciprocidad que la red hace posibles.",
    ),
    Capital(
        code="KP_D",
        name="decisional",
        label="Capital decisional",
        meaning="Autonomía para tomar decisiones que importan, en la red y en el propio desarrollo "
        "profesional.",
    ),
)
