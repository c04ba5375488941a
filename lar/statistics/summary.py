"""The survey in few words: where people coincide most and where they differ most.

The order follows the rule of the words, not the percentage of agreement, and never ranks networks.
"""

from __future__ import annotations

from fractions import Fraction

from lar.disclosure import Block, PublishableItem, PublishableTable
from lar.statistics.cutoffs import LISTED
from lar.statistics.sentences import dimension_sentence, item_sentence
from lar.statistics.shares import Publishable, shares
from lar.statistics.words import Word, read

_SHARED = {Word.CONSENSUS: 0, Word.TENDENCY: 1}
_DIVIDED = {Word.DIVIDED: 0, Word.SPREAD: 1}


def _in_model_order(table: PublishableTable) -> list[Publishable]:
    """What is published, by dimension in the model's order: items or, without them, dimensions themselves.

    Containers are left out: their answers are already in their children.
    """
    if not table.items:
        return [one for one in table.dimensions if one.is_published and not one.is_container]
    order = {dimension.code: place for place, dimension in enumerate(table.dimensions)}
    shown = [item for item in table.items if item.is_published]
    return [*sorted(shown, key=lambda item: order[item.node])]


def most_shared(table: PublishableTable, limit: int = LISTED) -> list[Publishable]:
    """Where people coincide most: consenso, then tendencia; in each the larger main block first.

    Items, or dimensions for an audience that sees no items; ties stay in the model's order.
    """
    found = [one for one in _in_model_order(table) if read(one).word in _SHARED]
    return sorted(found, key=lambda one: (_SHARED[read(one).word], -_main_share(one)))[:limit]


def most_divided(table: PublishableTable, limit: int = LISTED) -> list[Publishable]:
    """Where people differ most: dividido, the larger lesser end first; then disperso, the more even first.

    Items, or dimensions for an audience that sees no items; ties stay in the model's order.
    """
    found = [one for one in _in_model_order(table) if read(one).word in _DIVIDED]
    return sorted(found, key=_division_order)[:limit]


def _main_share(thing: Publishable) -> Fraction:
    return max(share.fraction for share in shares(thing).values())


def _division_order(thing: Publishable) -> tuple[int, Fraction]:
    word = read(thing).word
    if word is Word.SPREAD:
        return _DIVIDED[word], _main_share(thing)
    parts = shares(thing)
    return _DIVIDED[word], -min(parts[Block.DISAGREEMENT].fraction, parts[Block.AGREEMENT].fraction)


def summary_sentences(table: PublishableTable) -> list[str]:
    """Two sentences, the strongest coincidence and the deepest difference; none when nothing is published."""
    if not _in_model_order(table):
        return []
    shared, divided = most_shared(table, 1), most_divided(table, 1)
    what = "afirmación" if table.items else "dimensión"
    return [
        f"Donde más coinciden: {_about(shared[0], table)}"
        if shared
        else f"En ninguna {what} hay consenso ni tendencia: las respuestas se reparten.",
        f"Donde más difieren: {_about(divided[0], table)}"
        if divided
        else f"Ninguna {what} divide ni dispersa las respuestas.",
    ]


def _about(thing: Publishable, table: PublishableTable) -> str:
    if isinstance(thing, PublishableItem):
        return f"«{(thing.text or thing.code).rstrip('.')}». {item_sentence(thing, table)}"
    return dimension_sentence(thing, table)
