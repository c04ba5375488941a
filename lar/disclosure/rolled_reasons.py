"""Why a value of several networks is shown as it is, in one Spanish sentence each."""

from __future__ import annotations

from lar.disclosure.reasons import Reason
from lar.disclosure.rolled import RolledTable, minimums
from lar.disclosure.table import PublishableDimension, PublishableItem


def rolled_reason(thing: PublishableItem | PublishableDimension, table: RolledTable) -> str | None:
    """One sentence on why an item or dimension of several networks is shown as it is."""
    networks, people = minimums(table.scope, table.thresholds)
    match thing.reason:
        case Reason.FEW_ANSWERS | Reason.NO_ITEMS | Reason.FEW_ANSWERS_IN_ALL:
            return "Sin valor común: no tiene respuestas suficientes para publicarse en ninguna red."
        case Reason.FEW_NETWORKS:
            return f"Sin valor común: se publica en menos de {networks} redes."
        case Reason.FEW_PEOPLE:
            return f"Sin valor común: la respondieron menos de {people} personas."
        case Reason.FEW_ITEMS | Reason.PART_RESERVED:
            return "Sin valor común: en estas redes tiene muy pocas afirmaciones publicadas."
        case Reason.FEW_UNSEEN:
            least = table.thresholds.program_min_unseen_networks
            return f"Se reserva para ti: fuera de las redes que ya ves quedarían menos de {least}."
        case Reason.BY_DIFFERENCE:
            return "Se reserva: restando otros valores publicados se sabría qué respondió una sola red."
        case Reason.NEAR_UNANIMOUS:
            return "Todas las personas, o todas menos una, coinciden; no se dice cuál de las dos cosas."
        case Reason.ROLLED_UP_MASKED | Reason.HOLDS_MASKED:
            return "Suma respuestas casi unánimes, así que las cantidades van entre un mínimo y un máximo."
    return "Los resultados de varias redes se suman por bloques y no por cada opción."
