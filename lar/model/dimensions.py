"""The tree of dimensions: four levers a network can choose and two effects it may expect.

An instrument version keeps its own copy of the tree (a node code per item); this module is the model
that those codes refer to. "Profundidad" is also a component of scaling: that one is `SC_DEPTH` in
`lar.model.scaling`, with another label, and never appears here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class NodeKind(StrEnum):
    """What a network can do with a node of the tree."""

    LEVER = "lever"  # chosen and worked on
    COMPOSITE = "composite"  # contains levers; can be chosen as a whole
    EFFECT = "effect"  # expected, measured, never chosen


class FocusReason(StrEnum):
    """Why a network chose a lever in the first step."""

    STRATEGIC_INTEREST = "strategic_interest"
    RELEVANT_WEAKNESS = "relevant_weakness"

    @property
    def label(self) -> str:
        """Spanish label for forms and reports."""
        return _REASON_LABELS[self]


_REASON_LABELS: Final[dict[FocusReason, str]] = {
    FocusReason.STRATEGIC_INTEREST: "Interés estratégico",
    FocusReason.RELEVANT_WEAKNESS: "Debilidad relevante",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the model: `code` is stored, `name` is used in code, `label` is what people read."""

    code: str
    name: str
    label: str
    parent: str | None
    kind: NodeKind
    theory: tuple[str, str]
    meaning: str


CORE_PURPOSE: Final = Node(
    code="PN",
    name="core_purpose",
    label="Propósito nuclear",
    parent=None,
    kind=NodeKind.LEVER,
    theory=(
        "El propósito nuclear dice qué quiere lograr la red, en conjunto, para que sus estudiantes aprendan "
        "y se desarrollen. Ordena el trabajo: ayuda a decidir qué hacer y qué dejar para después.",
        "Puede nacer en la red o venir dado desde fuera. En ambos casos conviene conversarlo, escribirlo con "
        "palabras precisas y mirarlo de nuevo cada cierto tiempo, para que siga siendo de todas y todos.",
    ),
    meaning="Para qué existe la red, y cuánto lo comparten quienes la integran.",
)

NETWORK_LEADERSHIP: Final = Node(
    code="LR",
    name="network_leadership",
    label="Liderazgo en red",
    parent=None,
    kind=NodeKind.COMPOSITE,
    theory=(
        "El liderazgo en red no pertenece a una sola persona: distintas personas van tomando tareas de "
        "conducción, formales o no, hasta que la red misma logra influir en lo que ocurre a su alrededor.",
        "Mira en tres direcciones: hacia las autoridades, hacia las otras escuelas y hacia el interior de "
        "cada una. Quien coordina actúa como amigo crítico: está cerca y hace preguntas que ayudan a pensar.",
    ),
    meaning="Cómo se conduce la red y en quiénes logra influir. Reúne colaboración y confianza.",
)

DEEP_COLLABORATION: Final = Node(
    code="CP",
    name="deep_collaboration",
    label="Colaboración profunda",
    parent="LR",
    kind=NodeKind.LEVER,
    theory=(
        "Colaborar es intercambiar de verdad experiencias, saberes y prácticas, con compromiso. Tiene "
        "grados: desde juntarse como asociados hasta trabajar como colegas que se reconocen parte de una "
        "misma red.",
        "Entre esos extremos hay una colaboración que aparece ante la urgencia y otra que se mantiene en el "
        "tiempo. La pregunta útil es en qué grado está la red hoy, y qué la haría avanzar.",
    ),
    meaning="Qué tan hondo y constante es el trabajo que los establecimientos hacen en conjunto.",
)

TRUST_CORESPONSIBILITY: Final = Node(
    code="CC",
    name="trust_coresponsibility",
    label="Confianza y corresponsabilidad",
    parent="LR",
    kind=NodeKind.LEVER,
    theory=(
        "Confiar es reconocer que las demás personas saben hacer su trabajo y actúan con integridad. Sobre "
        "esa base cada quien se atreve a mostrar también aquello que todavía le resulta difícil.",
        "La corresponsabilidad se nota en los acuerdos: quiénes los asumen, quiénes los cumplen y cómo se "
        "revisan. El trabajo de la red es público y se puede examinar; por eso mismo se puede mejorar.",
    ),
    meaning="Cuánto confían entre sí las personas de la red, y cómo asumen y cumplen sus acuerdos.",
)

PROFESSIONAL_CAPITAL: Final = Node(
    code="KP",
    name="professional_capital",
    label="Desarrollo de capital profesional",
    parent=None,
    kind=NodeKind.EFFECT,
    theory=(
        "El capital profesional es lo que las personas ganan al participar: saberes y habilidades (humano), "
        "vínculos de cooperación y reciprocidad (social) y autonomía para decidir con buen criterio "
        "(decisional).",
        "Los tres se alimentan entre sí. La red no los elige como foco, porque son un efecto que se espera "
        "de un propósito claro y un liderazgo compartido; por eso se observan cada año.",
    ),
    meaning="Qué aprenden, qué vínculos construyen y cuánta autonomía ganan quienes participan.",
)

DEPTH: Final = Node(
    code="PR",
    name="depth",
    label="Profundidad",
    parent=None,
    kind=NodeKind.EFFECT,
    theory=(
        "La profundidad pregunta si el trabajo de la red sale de las reuniones: si llega a la sala de clases "
        "y se nota en el aprendizaje y en la vida de las y los estudiantes.",
        "Es un camino de ida y vuelta: lo conversado se prueba en cada escuela, y lo que allí ocurre vuelve "
        "a la red para analizarlo y ajustarlo. Es un efecto esperado.",
    ),
    meaning="Cuánto llega el trabajo de la red a las aulas y vuelve a ella para mejorarlo.",
)

TREE: Final[tuple[Node, ...]] = (
    CORE_PURPOSE,
    NETWORK_LEADERSHIP,
    DEEP_COLLABORATION,
    TRUST_CORESPONSIBILITY,
    PROFESSIONAL_CAPITAL,
    DEPTH,
)
"""Every node, parents before children, in the order in which people read them."""

FIVE_DIMENSIONS: Final[tuple[Node, ...]] = tuple(node for node in TREE if node.kind is not NodeKind.COMPOSITE)
"""The dimensions measured and shown side by side. `LR` is a heading over two of them, not a sixth bar."""

LEVERS: Final[tuple[Node, ...]] = tuple(node for node in TREE if node.kind is not NodeKind.EFFECT)
"""What a network can choose in its first step: PN, LR, CP, CC."""

EFFECTS: Final[tuple[Node, ...]] = tuple(node for node in TREE if node.kind is NodeKind.EFFECT)
"""What is expected to improve by working on the levers: KP, PR."""

MIN_FOCUS: Final = 1
MAX_FOCUS: Final = 2

_BY_CODE: Final[dict[str, Node]] = {node.code: node for node in TREE}


def node_for(code: str) -> Node:
    """Return the node with this code; raises `KeyError` for a code that the model does not have."""
    return _BY_CODE[code]


def is_node_code(code: str) -> bool:
    """Whether the model has a node with this exact code."""
    return code in _BY_CODE


def children_of(code: str) -> tuple[Node, ...]:
    """Nodes directly under `code`, in model order (only LR has any)."""
    return tuple(node for node in TREE if node.parent == code)


def can_be_chosen(code: str) -> bool:
    """Whether a network may work on this node: false for effects and for unknown codes."""
    node = _BY_CODE.get(code)
    return node is not None and node.kind is not NodeKind.EFFECT


def in_model_order(codes: Iterable[str]) -> list[str]:
    """Sort codes as the model does, never by score; raises `KeyError` for an unknown code."""
    position = {node.code: index for index, node in enumerate(TREE)}
    return sorted(codes, key=lambda code: position[code])


def focus_problem(codes: Iterable[str]) -> str | None:
    """Say in Spanish why these levers cannot be a network's focus, or `None` when they can.

    One or two different levers, and no effects. LR together with CP or CC is allowed: the model does not
    forbid it.
    """
    chosen = list(codes)
    if len(chosen) < MIN_FOCUS:
        return "Elige al menos una dimensión para trabajar este año."
    if len(chosen) > MAX_FOCUS:
        return "Elige una o dos dimensiones: con más, el trabajo del año se dispersa."
    if len(set(chosen)) != len(chosen):
        return "Elegiste dos veces la misma dimensión."
    for code in chosen:
        if not can_be_chosen(code):
            return _not_a_lever(code)
    return None


def _not_a_lever(code: str) -> str:
    node = _BY_CODE.get(code)
    if node is None:
        return f"«{code}» no es una dimensión del modelo."
    return f"«{node.label}» es un efecto esperado: se observa, no se elige como foco."
