"""What loading the template would change, asked before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from logbook.models import SectionVersion
from logbook.prose import clean_text
from logbook.queries.template import newest_versions


class SectionText(Protocol):
    """A section as its file tells it; ``step`` is prepare, implement or learn."""

    @property
    def code(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def step(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def output(self) -> str | None: ...
    @property
    def body(self) -> str: ...
    @property
    def sources(self) -> Sequence[str]: ...


def is_news(text: SectionText, known: SectionVersion | None) -> bool:
    """Whether a programme would change by a text: it lacks the section, or has older words of ours.

    A section that a facilitator wrote is hers and never changes.
    """
    if known is None:
        return True
    ours = (text.title.strip(), clean_text(text.body), [source.strip() for source in text.sources])
    return known.written_by_id is None and (known.title, known.body, known.sources) != ours


def would_change(texts: Sequence[SectionText]) -> bool:
    """Whether any of the texts is news to the programme in context."""
    newest = newest_versions()
    return any(is_news(text, newest.get(text.code)) for text in texts)
