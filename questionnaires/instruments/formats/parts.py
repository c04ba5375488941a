"""What is decided on the way from a foreign draft to an instrument."""

from __future__ import annotations

from dataclasses import dataclass, field

from questionnaires.instruments.formats.content import MODEL_NODES, NodeContent
from questionnaires.instruments.formats.foreign import Question, Texts
from questionnaires.instruments.formats.scales import Option


@dataclass
class Parts:
    """What is decided on the way from a draft to an instrument."""

    language: str
    points: tuple[Option, ...] = ()
    not_applicable: Option | None = None
    dont_know: Option | None = None
    questions: list[Question] = field(default_factory=list)
    nodes: tuple[NodeContent, ...] = MODEL_NODES
    node_of: dict[str, str] = field(default_factory=dict)
    node_labels: dict[str, Texts] = field(default_factory=dict)


def first_of(texts: Texts, language: str) -> str:
    """The words in this language, or in whichever has them."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


def label_of(option: Option | None, language: str) -> str | None:
    return option.labels.get(language, "") if option else None
