"""How the model grows beyond its first networks: components of scaling and the types that serve them.

`SC_DEPTH` is depth of change, a component of scaling. It is not the dimension `PR` and has another label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ScalingComponent:
    """What a scaling action builds up."""

    code: str
    name: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SustainabilityFactor:
    """A condition on which lasting depends; `structural` is of the system, otherwise of the relations."""

    code: str
    label: str
    structural: bool


@dataclass(frozen=True, slots=True)
class ScalingType:
    """A way of scaling, with the codes of the components that it serves."""

    code: str
    label: str
    components: tuple[str, ...]
    meaning: str


SC_APPROPRIATION: Final = ScalingComponent(
    code="SC_APPROPRIATION",
    name="appropriation",
    label="Apropiación",
    meaning="Quienes reciben el modelo lo hacen suyo, lo ajustan a su realidad y lo siguen difundiendo.",
)
SC_DEPTH: Final = ScalingComponent(
    code="SC_DEPTH",
    name="scaling_depth",
    label="Profundidad del cambio",
    meaning="El cambio va más allá de la superficie: toca prácticas, creencias y formas de relacionarse.",
)
SC_SUSTAINABILITY: Final = ScalingComponent(
    code="SC_SUSTAINABILITY",
    name="sustainability",
    label="Sustentabilidad",
    meaning="Hay condiciones para que lo logrado se mantenga en el territorio cuando el programa termina.",
)
SC_DISSEMINATION: Final = ScalingComponent(
    code="SC_DISSEMINATION",
    name="dissemination",
    label="Difusión",
    meaning="Más redes e instituciones conocen el modelo por talleres, publicaciones y herramientas.",
)

COMPONENTS: Final[tuple[ScalingComponent, ...]] = (
    SC_APPROPRIATION,
    SC_DEPTH,
    SC_SUSTAINABILITY,
    SC_DISSEMINATION,
)

SUSTAINABILITY_FACTORS: Final[tuple[SustainabilityFactor, ...]] = (
    SustainabilityFactor("governance", "Gobernanza", structural=True),
    SustainabilityFactor("clear_roles", "Roles claros y distribuidos", structural=True),
    SustainabilityFactor("material_resources", "Recursos materiales", structural=True),
    SustainabilityFactor("autonomy", "Autonomía de la red", structural=True),
    SustainabilityFactor("institutional_backing", "Respaldo institucional", structural=True),
    SustainabilityFactor("trust", "Confianza", structural=False),
    SustainabilityFactor("collaboration", "Colaboración", structural=False),
)

SCALING_TYPES: Final[tuple[ScalingType, ...]] = (
    ScalingType(
        code="exponential",
        label="Escalamiento exponencial",
        components=(SC_DEPTH.code, SC_SUSTAINABILITY.code),
        meaning="Afianza las capacidades de quienes ya participan, para que sigan sin depender del programa.",
    ),
    ScalingType(
        code="transversal",
        label="Escalamiento transversal",
        components=(SC_APPROPRIATION.code,),
        meaning="Suma redes nuevas: quienes cursan su segundo año muestran sus proyectos y quienes comienzan "
        "les acompañan como amigos críticos.",
    ),
    ScalingType(
        code="extended",
        label="Escalamiento ampliado",
        components=(SC_DISSEMINATION.code,),
        meaning="Crea condiciones en el territorio: líderes intermedios, autoridades, difusión y "
        "herramientas publicadas.",
    ),
)

_COMPONENT_BY_CODE: Final[dict[str, ScalingComponent]] = {part.code: part for part in COMPONENTS}
_TYPE_BY_CODE: Final[dict[str, ScalingType]] = {kind.code: kind for kind in SCALING_TYPES}


def scaling_component(code: str) -> ScalingComponent:
    """Return the component with this code; raises `KeyError` for an unknown one."""
    return _COMPONENT_BY_CODE[code]


def scaling_type(code: str) -> ScalingType:
    """Return the type of scaling with this code; raises `KeyError` for an unknown one."""
    return _TYPE_BY_CODE[code]
