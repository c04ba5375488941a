"""What an edition of the report prints: the sections and the statements that a team may leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Edition(StrEnum):
    """The two issues of a network's report."""

    TO_TALK = "v1"
    TALKED_OVER = "v2"

    @property
    def words(self) -> str:
        return {"v1": "para conversar", "v2": "con lo conversado"}[self.value]


class Section(StrEnum):
    """A section that an edition may be without. The others always stand: they say how to read the rest."""

    MIRROR = "mirror"
    EXTREMES = "extremes"
    CHANGES = "changes"
    VOICES = "voices"
    TABLES = "tables"


SECTION_WORDS = {
    Section.MIRROR: "Espejo: lo que la coordinación esperaba, si el equipo lo publicó",
    Section.EXTREMES: "Acuerdos y desacuerdos: dónde más coincidimos y dónde más nos dividimos",
    Section.CHANGES: "Cambios en el tiempo",
    Section.VOICES: "Voces: lo que se escribió en las preguntas abiertas, si ya se publicó",
    Section.TABLES: "Anexo con todas las respuestas",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Optional sections that are printed, and codes of the statements shown; ``None`` shows all of them."""

    sections: frozenset[str] = frozenset(Section)
    items: frozenset[str] | None = None

    def shows(self, item: str) -> bool:
        return self.items is None or item in self.items

    def as_payload(self) -> dict[str, Any]:
        items = None if self.items is None else sorted(self.items)
        return {"sections": sorted(self.sections), "items": items}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any] | None) -> Selection:
        """The selection that ``as_payload`` wrote; everything when there was none to write."""
        if payload is None:
            return WHOLE
        items = payload["items"]
        return cls(frozenset(payload["sections"]), None if items is None else frozenset(items))


WHOLE = Selection()
