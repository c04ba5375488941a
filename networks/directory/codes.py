"""The directory's own codes, with the words that people read."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Dependency(IntEnum):
    """COD_DEPE: who administers a school."""

    MUNICIPAL_CORPORATION = 1
    MUNICIPAL_DAEM = 2
    SUBSIDISED = 3
    PRIVATE = 4
    DELEGATED = 5
    SLEP = 6

    @property
    def label(self) -> str:
        """Spanish label."""
        return _DEPENDENCY_LABELS[self]

    @property
    def is_municipal(self) -> bool:
        """Whether a municipality runs it, and so it may pass to a SLEP one day."""
        return self in {Dependency.MUNICIPAL_CORPORATION, Dependency.MUNICIPAL_DAEM}


_DEPENDENCY_LABELS: Final[dict[Dependency, str]] = {
    Dependency.MUNICIPAL_CORPORATION: "Corporación municipal",
    Dependency.MUNICIPAL_DAEM: "Municipal (DAEM)",
    Dependency.SUBSIDISED: "Particular subvencionado",
    Dependency.PRIVATE: "Particular pagado",
    Dependency.DELEGATED: "Administración delegada",
    Dependency.SLEP: "Servicio Local de Educación Pública (SLEP)",
}


class SchoolStatus(IntEnum):
    """ESTADO_ESTAB: whether a school works."""

    WORKING = 1
    IN_RECESS = 2
    CLOSED = 3
    AUTHORISED_WITHOUT_PUPILS = 4

    @property
    def label(self) -> str:
        """Spanish label."""
        return _STATUS_LABELS[self]


_STATUS_LABELS: Final[dict[SchoolStatus, str]] = {
    SchoolStatus.WORKING: "Funcionando",
    SchoolStatus.IN_RECESS: "En receso",
    SchoolStatus.CLOSED: "Cerrado",
    SchoolStatus.AUTHORISED_WITHOUT_PUPILS: "Autorizado, sin matrícula",
}
