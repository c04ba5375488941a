"""Changes to an instrument's content, each a pure function from one content to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from questionnaires.instruments.formats import InstrumentContent, ItemContent, NodeContent, translatable

Change = Callable[[InstrumentContent], InstrumentContent]


def put_item(content: InstrumentContent, *, item: ItemContent) -> InstrumentContent:
    """Put ``item`` in the place of that of the same code, else after the last one of its dimension."""
    codes = [one.code for one in content.items]
    if item.code in codes:
        place = codes.index(item.code)
        return replace(content, items=(*content.items[:place], item, *content.items[place + 1 :]))
    same = [place for place, one in enumerate(content.items, start=1) if one.node == item.node]
    place = same[-1] if same else len(content.items)
    return replace(content, items=(*content.items[:place], item, *content.items[place:]))


def remove_item(content: InstrumentContent, *, code: str) -> InstrumentContent:
    return replace(content, items=tuple(item for item in content.items if item.code != code))


def move_item(content: InstrumentContent, *, code: str, up: bool) -> InstrumentContent:
    """Change places with the neighbour; at either end nothing moves."""
    items = list(content.items)
    place = next((place for place, item in enumerate(items) if item.code == code), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is not None and other is not None and 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    return replace(content, items=tuple(items))


def put_nodes(content: InstrumentContent, *, nodes: Sequence[NodeContent]) -> InstrumentContent:
    return replace(content, nodes=tuple(nodes))


def put_translation(
    content: InstrumentContent, *, language: str, texts: Mapping[str, str]
) -> InstrumentContent:
    """Replace a language's texts; those left empty are missing."""
    kept = {key: text for key, text in texts.items() if text}
    return replace(content, translations={**content.translations, language: kept})


def add_language(content: InstrumentContent, *, language: str) -> InstrumentContent:
    """Begin a translation; one that there is stays."""
    return replace(content, translations={language: {}, **content.translations})


def remove_translation(content: InstrumentContent, *, language: str) -> InstrumentContent:
    return replace(
        content,
        translations={name: texts for name, texts in content.translations.items() if name != language},
    )


def keep_translations(before: InstrumentContent, after: InstrumentContent) -> InstrumentContent:
    """Drop the translations of texts that are gone or say something else now: they would not match."""
    old, new = translatable(before), translatable(after)
    return replace(
        after,
        translations={
            language: {
                key: text for key, text in texts.items() if key in new and old.get(key, new[key]) == new[key]
            }
            for language, texts in after.translations.items()
        },
    )
