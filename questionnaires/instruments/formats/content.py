"""A whole version of an instrument as data: what every format is read into and written from.

Pure: nothing here knows Django or the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from lar.disclosure import Scale
from lar.documents.problems import Problem, Severity
from lar.model.dimensions import TREE, NodeKind

DEFAULT_LANGUAGE: Final = "es-CL"

MAX_ITEMS: Final = 200
MAX_NODES: Final = 40
MAX_LANGUAGES: Final = 12

LIMITS: Final[Mapping[str, int]] = {
    "code": 40,
    "title": 160,
    "disclaimer": 200,
    "introduction": 4000,
    "source_note": 4000,
    "point": 60,
    "node_code": 12,
    "node_name": 40,
    "node_label": 80,
    "item_code": 20,
    "text": 400,
    "high_score_meaning": 300,
}
"""Characters that fit in each field, as the tables hold them."""


class ItemKind(StrEnum):
    """How an item is answered."""

    SCALE = "scale"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class NodeContent:
    """A node of the instrument's tree; `parent` is empty at the top. As `lar.model.dimensions.Node`."""

    code: str
    name: str
    label: str
    parent: str
    kind: NodeKind


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One statement or open question, in the words of the instrument's own language."""

    code: str
    node: str
    text: str
    is_reversed: bool = False
    high_score_meaning: str = ""
    kind: ItemKind = ItemKind.SCALE


MODEL_NODES: Final[tuple[NodeContent, ...]] = tuple(
    NodeContent(node.code, node.name, node.label, node.parent or "", node.kind) for node in TREE
)
"""The model's own tree, for an instrument that brings none."""


@dataclass(frozen=True, slots=True)
class InstrumentContent:
    """One version of an instrument. `scale_labels` go from least to most agreement.

    `disclaimer` is not empty for a demonstration instrument. A label that is `None` is an answer that is
    not offered. `translations` is language → key → text, with the keys of `translatable`.
    """

    code: str
    number: int
    title: str
    introduction: str
    scale_labels: tuple[str, ...]
    agreement_points: int
    items: tuple[ItemContent, ...]
    nodes: tuple[NodeContent, ...] = MODEL_NODES
    not_applicable_label: str | None = None
    dont_know_label: str | None = None
    disclaimer: str = ""
    source_note: str = ""
    language: str = DEFAULT_LANGUAGE
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def scale(self) -> Scale:
        """The scale as the gate takes it. Raises ValueError when there is none such."""
        return Scale.of(self.scale_labels, agreement=self.agreement_points)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: its format, the instrument (`None` with errors) and every problem."""

    format: str
    content: InstrumentContent | None
    problems: tuple[Problem, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def translatable(content: InstrumentContent) -> dict[str, str]:
    """Every text that people who answer read, by its key, in order: what a translation has to cover.

    Keys: `cuestionario.título`, `cuestionario.presentación`, `cuestionario.advertencia`, `escala.1`…,
    `escala.no aplica`, `escala.no sé`, `dimensión.PN`…, `ítem.pn_01`….
    """
    texts = {"cuestionario.título": content.title, "cuestionario.presentación": content.introduction}
    if content.disclaimer:
        texts["cuestionario.advertencia"] = content.disclaimer
    texts |= {f"escala.{point}": label for point, label in enumerate(content.scale_labels, start=1)}
    if content.not_applicable_label:
        texts["escala.no aplica"] = content.not_applicable_label
    if content.dont_know_label:
        texts["escala.no sé"] = content.dont_know_label
    used = {item.node for item in content.items}
    texts |= {f"dimensión.{node.code}": node.label for node in content.nodes if node.code in used}
    texts |= {f"ítem.{item.code}": item.text for item in content.items}
    return texts


def missing_translations(content: InstrumentContent) -> dict[str, list[str]]:
    """Language → keys without text, for the languages that lack any; empty when all are complete."""
    keys = list(translatable(content))
    missing = {
        language: [key for key in keys if not texts.get(key)]
        for language, texts in content.translations.items()
    }
    return {language: lacking for language, lacking in missing.items() if lacking}
