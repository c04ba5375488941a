"""What the rules of disclosure did to this survey, counted and explained."""

from __future__ import annotations

from lar.disclosure import PublishableItem, PublishableTable, State
from questionnaires.results.report.parts import Suppression


def suppressions(table: PublishableTable) -> tuple[Suppression, ...]:
    """One entry per rule that was applied: how many items, how many cells of their tables, why."""
    found = [_reserved(table), _masked(table), _blocks(table)]
    return tuple(entry for entry in found if entry.items)


def _in_state(table: PublishableTable, state: State) -> list[PublishableItem]:
    return [item for item in table.items if item.state is state]


def _reserved(table: PublishableTable) -> Suppression:
    items = _in_state(table, State.RESERVED)
    return Suppression(
        title="Reservadas",
        items=len(items),
        cells=len(items) * table.scale.points,
        why=(
            f"Menos de {table.thresholds.min_item} personas respondieron la afirmación con la escala: "
            "no se publica ninguna cantidad."
        ),
    )


def _masked(table: PublishableTable) -> Suppression:
    items = _in_state(table, State.MASKED)
    return Suppression(
        title="Casi unánimes",
        items=len(items),
        cells=len(items) * len(table.blocks),
        why=(
            "Todas las personas, o todas menos una, coinciden en un bloque: se dice «al menos n − 1 de n», "
            "para que nadie sepa si hubo una sola persona distinta."
        ),
    )


def _blocks(table: PublishableTable) -> Suppression:
    items = _in_state(table, State.BLOCKS)
    many = {2: "dos", 3: "tres"}[len(table.blocks)]
    return Suppression(
        title="En bloques",
        items=len(items),
        cells=len(items) * (table.scale.points - len(table.blocks)),
        why=(
            f"Respondieron menos de {table.thresholds.full_detail_from} personas: las opciones se juntan en "
            f"{many} bloques, porque un «muy en desacuerdo» solitario señala a alguien."
        ),
    )
