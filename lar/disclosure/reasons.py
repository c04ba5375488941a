"""Why something is not shown whole, in one Spanish sentence each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lar.disclosure.table import PublishableDimension, PublishableItem, PublishableTable


class Reason(StrEnum):
    """Why an item or dimension is published with less than its full detail."""

    FEW_ANSWERS = "few_answers"
    FEW_FOR_DETAIL = "few_for_detail"
    NEAR_UNANIMOUS = "near_unanimous"
    NO_ITEMS = "no_items"
    FEW_ITEMS = "few_items"
    PART_RESERVED = "part_reserved"
    HOLDS_MASKED = "holds_masked"
    HOLDS_BLOCKS = "holds_blocks"
    FEW_ANSWERS_IN_ALL = "few_answers_in_all"
    FEW_NETWORKS = "few_networks"
    FEW_PEOPLE = "few_people"
    BY_DIFFERENCE = "by_difference"
    FEW_UNSEEN = "few_unseen"
    ROLLED_UP = "rolled_up"
    ROLLED_UP_MASKED = "rolled_up_masked"


_BLOCKS = {2: "dos", 3: "tres"}


def item_reason(item: PublishableItem, table: PublishableTable) -> str | None:
    """One sentence on why the item is shown as it is; None when it is shown whole."""
    least, detail = table.thresholds.min_item, table.thresholds.full_detail_from
    match item.reason:
        case Reason.FEW_ANSWERS:
            return f"Reservado: menos de {least} personas respondieron esta afirmación con la escala."
        case Reason.FEW_FOR_DETAIL:
            return (
                f"Se muestran {_BLOCKS[len(table.blocks)]} bloques y no cada opción, "
                f"porque respondieron menos de {detail} personas ({item.n})."
            )
        case Reason.NEAR_UNANIMOUS:
            return (
                f"Todas las personas, o todas menos una, de las {item.n} que respondieron coinciden; "
                "no se dice cuál de las dos cosas, para no señalar a nadie."
            )
    return None


def dimension_reason(dimension: PublishableDimension, table: PublishableTable) -> str | None:
    """One sentence on why the dimension is shown as it is; None when it is shown whole."""
    match dimension.reason:
        case Reason.NO_ITEMS:
            return "Reservada: ninguna de sus afirmaciones tiene respuestas suficientes para publicarse."
        case Reason.FEW_ITEMS:
            least = table.thresholds.min_authority_items
            return f"Reservada: menos de {least} de sus afirmaciones tienen respuestas suficientes."
        case Reason.PART_RESERVED:
            return "Reservada: una de las dimensiones que la componen está reservada."
        case Reason.HOLDS_MASKED:
            return (
                f"{_masked_items(dimension)}, así que las cantidades van entre un mínimo y un máximo, "
                "para no señalar a nadie."
            )
        case Reason.HOLDS_BLOCKS:
            return (
                f"Se muestran {_BLOCKS[len(table.blocks)]} bloques y no cada opción, "
                f"porque hay afirmaciones con menos de {table.thresholds.full_detail_from} respuestas."
            )
    return None


def _masked_items(dimension: PublishableDimension) -> str:
    published = dimension.items_published
    if published == 1:
        return "Su única afirmación publicada tiene respuestas casi unánimes"
    verb = "tiene" if dimension.items_masked == 1 else "tienen"
    return f"{dimension.items_masked} de {published} afirmaciones {verb} respuestas casi unánimes"
