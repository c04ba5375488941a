"""From one year to another: two cross-sections of the same items, never "the same people"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lar.disclosure import PublishableTable
from lar.statistics.numbers import number, points
from lar.statistics.sentences import agreement_clause
from lar.statistics.shares import Publishable, agreement, people


@dataclass(frozen=True, slots=True)
class Change:
    """`difference` of shares of agreement (after − before); `weight` is what one person moves."""

    difference: Fraction
    weight: Fraction

    @property
    def is_small(self) -> bool:
        """True when the change is smaller than one person's weight."""
        return abs(self.difference) < self.weight


def person_weight(n: int) -> Fraction:
    """What one answer moves a share that rests on n people."""
    return Fraction(1, n)


def weight_sentence(n: int) -> str:
    """ "Con 14 respuestas, una persona pesa 7 puntos de porcentaje."."""
    return f"Con {number(n)} respuestas, una persona pesa {points(person_weight(n))} de porcentaje."


def change(before: Publishable, after: Publishable) -> Change:
    """The change of the share of agreement, from midpoints. Raises ReservedError."""
    return Change(
        difference=agreement(after).fraction - agreement(before).fraction,
        weight=person_weight(min(people(before), people(after))),
    )


def change_sentence(
    before: tuple[str, Publishable, PublishableTable], after: tuple[str, Publishable, PublishableTable]
) -> str:
    """Both years with their counts and rosters, the change in points, and whether it is small.

    Each side is (label such as "2025", item or dimension, the table that it comes from). Raises
    ReservedError when either is reserved.
    """
    moved = change(before[1], after[1])
    if moved.difference == 0:
        verdict = "No hay cambio"
    elif moved.is_small:
        verdict = f"Es un cambio menor que el peso de una persona ({points(moved.weight)})"
    else:
        verdict = f"{'Sube' if moved.difference > 0 else 'Baja'} {points(moved.difference)}"
    return (
        f"{_side(*before)}; {_side(*after)}. {verdict}, entre dos fotos de la red: "
        "no son necesariamente las mismas personas."
    )


def _side(label: str, thing: Publishable, table: PublishableTable) -> str:
    asked = "con código abierto" if table.roster is None else f"de {number(table.roster)}"
    return f"{label}: {agreement_clause(thing)}, respondieron {number(table.respondents)} {asked}"
