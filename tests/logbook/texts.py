"""Sections made up for tests: the product's own texts are tested where they are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    code: str
    year: int = 1
    step: str = "prepare"
    kind: str = "lectura"
    title: str = "Una lectura"
    output: str | None = None
    body: str = "Para **leer** juntas."
    sources: tuple[str, ...] = ("Wenger, E. (1998). Communities of Practice.",)


def make_section(code: str, **changes: object) -> Text:
    return Text(code, **changes)  # type: ignore[arg-type]
