"""An inventory of the shape that published ones have: 25 items in five scales of six points.

Seven items are reversed and one answer in fifty is missing, as in R's ``bfi``. The wording is ours and says
nothing; the answers are drawn from a seed. With nodes of its own rather than the model's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from lar.model.dimensions import NodeKind
from questionnaires.instruments.formats import InstrumentContent, ItemContent, NodeContent

SCALES = ("A", "C", "E", "N", "O")
EACH = 5
POINTS = 6
REVERSED = frozenset({"A1", "C4", "C5", "E1", "E2", "O2", "O5"})
MISSING = 0.02

LABELS = (
    "Nada parecido",
    "Muy poco parecido",
    "Poco parecido",
    "Algo parecido",
    "Bastante parecido",
    "Muy parecido",
)


def codes() -> list[str]:
    return [f"{scale}{number}" for scale in SCALES for number in range(1, EACH + 1)]


def inventory() -> InstrumentContent:
    """The instrument. An even scale: two blocks, three points each."""
    return InstrumentContent(
        code="inventario-de-prueba",
        number=1,
        title="Inventario de prueba",
        introduction="Cinco escalas de cinco afirmaciones que no dicen nada.",
        disclaimer="Instrumento de prueba; no mide nada",
        scale_labels=LABELS,
        agreement_points=3,
        nodes=tuple(
            NodeContent(scale, f"scale_{scale.lower()}", f"Escala {scale}", "", NodeKind.EFFECT)
            for scale in SCALES
        ),
        items=tuple(
            ItemContent(
                code=code,
                node=code[0],
                text=f"Afirmación {code[1]} de la escala {code[0]}, sin otro contenido que su lugar.",
                is_reversed=code in REVERSED,
                high_score_meaning=f"Más de lo que recoge la escala {code[0]}.",
            )
            for code in codes()
        ),
    )


@dataclass(frozen=True)
class Answers:
    """What people answered as worded, reversed items not recoded; ``None`` is a blank."""

    rows: list[list[int | None]]

    def csv(self) -> bytes:
        lines = [codes(), *(["" if value is None else str(value) for value in row] for row in self.rows)]
        return "\n".join(",".join(line) for line in lines).encode() + b"\n"

    def counts(self, code: str) -> list[int]:
        """How many chose each point of an item, counted here and nowhere else."""
        place = codes().index(code)
        column = [row[place] for row in self.rows]
        return [column.count(point) for point in range(1, POINTS + 1)]


def answers(people: int = 2800, *, seed: int = 7) -> Answers:
    """People differ by scale; a reversed item goes the other way."""
    chance = random.Random(seed)
    rows: list[list[int | None]] = []
    for _person in range(people):
        traits = {scale: chance.gauss(3.9, 0.9) for scale in SCALES}
        row: list[int | None] = []
        for code in codes():
            felt = min(POINTS, max(1, round(traits[code[0]] + chance.gauss(0, 1.1))))
            value = POINTS + 1 - felt if code in REVERSED else felt
            row.append(None if chance.random() < MISSING else value)
        rows.append(row)
    return Answers(rows)
