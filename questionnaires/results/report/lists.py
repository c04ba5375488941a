"""Section 8: the items in which people coincide most, and those in which they differ most."""

from __future__ import annotations

from collections.abc import Sequence

from lar.disclosure import PublishableItem, PublishableTable
from lar.statistics import Publishable, item_sentence
from questionnaires.results.report.parts import ListedItem


def listed(found: Sequence[Publishable], table: PublishableTable) -> tuple[ListedItem, ...]:
    """The lines of a list, in the order given; nothing for an audience that sees no items."""
    return tuple(_line(one, table) for one in found if isinstance(one, PublishableItem))


def _line(item: PublishableItem, table: PublishableTable) -> ListedItem:
    return ListedItem(
        code=item.code,
        dimension=table.dimension(item.node).name,
        dimension_code=item.node,
        text=(item.text or item.code).rstrip("."),
        sentence=item_sentence(item, table),
    )
