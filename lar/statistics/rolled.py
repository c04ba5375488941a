"""Sentences about several networks together. A roll-up has no N: nothing is said of who did not answer."""

from __future__ import annotations

from lar.disclosure import Block, PublishableDimension, PublishableItem, RolledTable, rolled_reason
from lar.statistics.numbers import number
from lar.statistics.sentences import verdict
from lar.statistics.shares import agreement, count_text, percent_text, shares
from lar.statistics.words import read


def rolled_sentence(thing: PublishableItem | PublishableDimension, table: RolledTable) -> str:
    """What the answers of all those networks say; when it is reserved, why."""
    if not thing.is_published:
        return rolled_reason(thing, table) or ""
    value = table.dimension(thing.code) if isinstance(thing, PublishableDimension) else table.item(thing.code)
    share, against = agreement(thing), shares(thing)[Block.DISAGREEMENT]
    return (
        f"{count_text(share).capitalize()} de {number(share.n)} respuestas son de acuerdo "
        f"({percent_text(thing)}) y {count_text(against)} de desacuerdo, en {number(value.networks)} redes: "
        f"{verdict(read(thing))}."
    )


def rolled_people_sentence(table: RolledTable) -> str:
    """Of how many people and networks the roll-up is."""
    small = ", con las redes pequeñas juntas en un solo grupo" if table.holds_small else ""
    return f"Respondieron {number(table.respondents)} personas de {number(table.networks)} redes{small}."
