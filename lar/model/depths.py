"""The four depths of collaboration, from the shallowest to the deepest."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class CollaborationDepth(IntEnum):
    """Depth of a network's collaboration. The order is meaningful, the distances are not."""

    ASSOCIATION = 1
    EMERGENT = 2
    SUSTAINED = 3
    COLLEGIALITY = 4

    @property
    def label(self) -> str:
        """Spanish name of the depth."""
        return _LABELS[self]

    @property
    def description(self) -> str:
        """One Spanish sentence by which a team can recognise where it is."""
        return _DESCRIPTIONS[self]


_LABELS: Final[dict[CollaborationDepth, str]] = {
    CollaborationDepth.ASSOCIATION: "Asociación",
    CollaborationDepth.EMERGENT: "Colaboración emergente",
    CollaborationDepth.SUSTAINED: "Colaboración sostenida",
    CollaborationDepth.COLLEGIALITY: "Colegialidad",
}

_DESCRIPTIONS: Final[dict[CollaborationDepth, str]] = {
    CollaborationDepth.ASSOCIATION: "Nos juntamos y nos informamos, pero cada establecimiento trabaja por su "
    "lado.",
    CollaborationDepth.EMERGENT: "Nos ayudamos cuando surge una situación fuera de lo común.",
    CollaborationDepth.SUSTAINED: "Trabajamos en conjunto de manera regular durante todo el año.",
    CollaborationDepth.COLLEGIALITY: "Compartimos lo que sabemos a diario y nos sentimos parte de una misma "
    "red.",
}
