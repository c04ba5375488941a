"""The pooled item covariance: besides tables, the one thing that the gate makes from sealed rows.

One per programme, version of the instrument and year; complete cases; n ≥ 100 from ≥ 5 networks; three
decimals; never for a subset. Alpha and omega are computed from it and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from fractions import Fraction
from typing import Any

from lar.disclosure.cells import dominant
from lar.disclosure.invariants import UnsafeTable
from lar.disclosure.rolled import RolledTable
from lar.disclosure.scale import Scale
from lar.disclosure.table import Key, PublishableTable
from lar.disclosure.thresholds import (
    COVARIANCE_MIN_ANSWERS,
    COVARIANCE_MIN_NETWORKS,
    DEFAULT_THRESHOLDS,
    Thresholds,
)
from lar.disclosure.variances import masks_hold

COVARIANCE_SCHEMA = "covariance/1"
_UNIT = 1000


class CovarianceWithheld(Exception):
    """Too few complete answers, networks or items for a pooled covariance."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self._sentence = sentence

    def sentence(self) -> str:
        """In Spanish, without saying how many there were."""
        return self._sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteCases:
    """What the gate takes: moments of the people who answered every item, raw and never published.

    `counts[i]` holds one number per point of the scale for item `i`, lowest first; `products[i][j]` is the
    sum of x_i·x_j with points numbered from 1; `networks` how many networks the people belong to. Items as
    worded: a reversed one is not recoded. Raises ValueError when the numbers don't fit each other.
    """

    items: tuple[str, ...]
    scale: Scale
    networks: int
    counts: tuple[tuple[int, ...], ...]
    products: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        size = len(self.items)
        if len(set(self.items)) != size or len(self.counts) != size or len(self.products) != size:
            raise ValueError("every item needs its own counts and products")
        if any(len(row) != size for row in self.products):
            raise ValueError("products form a square")
        if any(len(row) != self.scale.points for row in self.counts):
            raise ValueError("counts need one number per point")
        if len({sum(row) for row in self.counts}) > 1:
            raise ValueError("complete cases have as many answers to every item")
        for place, row in enumerate(self.counts):
            if _squares(row) != self.products[place][place]:
                raise ValueError(f"item {self.items[place]}: counts and squares differ")

    @property
    def n(self) -> int:
        return sum(self.counts[0]) if self.counts else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledCovariance:
    """Covariances (n − 1) of the items as worded, rounded to three decimals.

    `items` are codes in the instrument's order; `matrix` is symmetric, len(items) × len(items), in points²;
    `n` people answered every item, in `networks` networks. `reserved` are items left out because all those
    people, or all but one, fall in one block, or because the variance would tell it of one network. To recode
    a reversed item, change the sign of its row and column (not of the diagonal).
    """

    key: InitVar[Key]
    items: tuple[str, ...]
    n: int
    networks: int
    matrix: tuple[tuple[float, ...], ...]
    reserved: tuple[str, ...] = ()

    def __post_init__(self, key: Key) -> None:
        if key is not Key.GATE:
            raise TypeError("only the gate makes a pooled covariance")
        _check(self)

    def of(self, first: str, second: str) -> float:
        """Covariance of two items. Raises ValueError for an item that is not here."""
        return self.matrix[self.items.index(first)][self.items.index(second)]


def gate_covariance(
    cases: CompleteCases,
    *,
    tables: Sequence[PublishableTable | RolledTable],
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> PooledCovariance:
    """What may be known of how items go together. Raises CovarianceWithheld below a threshold.

    `tables` are all that somebody reads of these people with their items: those of the networks and, when
    it is in, the cell of small ones. An item whose variance would take a mask off one of them is left out.
    """
    least, networks = thresholds.covariance_min_answers, thresholds.covariance_min_networks
    if cases.n < least or cases.networks < networks:
        raise CovarianceWithheld(
            f"Hacen falta al menos {least} respuestas completas de al menos {networks} redes "
            "para estudiar la consistencia del cuestionario."
        )
    left_out = [_tells(cases, place, tables) for place in range(len(cases.items))]
    kept = [place for place, tells in enumerate(left_out) if not tells]
    if len(kept) < 2:
        raise CovarianceWithheld(
            "Casi todas las personas respondieron lo mismo: no hay diferencias que estudiar."
        )
    return PooledCovariance(
        key=Key.GATE,
        items=tuple(cases.items[place] for place in kept),
        n=cases.n,
        networks=cases.networks,
        matrix=tuple(tuple(_covariance(cases, row, column) for column in kept) for row in kept),
        reserved=tuple(code for code, tells in zip(cases.items, left_out, strict=True) if tells),
    )


def _tells(cases: CompleteCases, place: int, tables: Sequence[PublishableTable | RolledTable]) -> bool:
    """Whether the item is (almost) unanimous over all, or its variance gives a network's mask away."""
    counts = cases.counts[place]
    if dominant(cases.scale.block_counts(counts)) is not None:
        return True
    items = [item for table in tables for item in table.items if item.code == cases.items[place]]
    thousandths = round(_covariance(cases, place, place) * _UNIT)
    return not masks_hold(counts, cases.scale, items, thousandths)


def covariance_to_payload(pooled: PooledCovariance) -> dict[str, Any]:
    """As plain data with whole numbers: `thousandths` is the matrix times 1,000."""
    return {
        "schema": COVARIANCE_SCHEMA,
        "items": list(pooled.items),
        "n": pooled.n,
        "networks": pooled.networks,
        "thousandths": [[round(value * _UNIT) for value in row] for row in pooled.matrix],
        "reserved": list(pooled.reserved),
    }


def covariance_from_payload(payload: Mapping[str, Any]) -> PooledCovariance:
    """What `covariance_to_payload` wrote. Raises UnsafeTable when it isn't that, or breaks a rule."""
    expected = {"schema", "items", "n", "networks", "thousandths", "reserved"}
    if set(payload) != expected or payload["schema"] != COVARIANCE_SCHEMA:
        raise UnsafeTable(f"not a {COVARIANCE_SCHEMA} payload")
    try:
        return PooledCovariance(
            key=Key.GATE,
            items=tuple(payload["items"]),
            n=payload["n"],
            networks=payload["networks"],
            matrix=tuple(tuple(value / _UNIT for value in row) for row in payload["thousandths"]),
            reserved=tuple(payload["reserved"]),
        )
    except TypeError as error:
        raise UnsafeTable(f"not a {COVARIANCE_SCHEMA} payload: {error}") from error


def _sum(counts: tuple[int, ...]) -> int:
    return sum(count * point for point, count in enumerate(counts, start=1))


def _squares(counts: tuple[int, ...]) -> int:
    return sum(count * point * point for point, count in enumerate(counts, start=1))


def _covariance(cases: CompleteCases, row: int, column: int) -> float:
    """Exact, then rounded: (n·Σxy − Σx·Σy) ÷ n(n − 1)."""
    n = cases.n
    crossed = n * cases.products[row][column] - _sum(cases.counts[row]) * _sum(cases.counts[column])
    thousandths: int = round(Fraction(crossed * _UNIT, n * (n - 1)))
    return thousandths / _UNIT


def _check(pooled: PooledCovariance) -> None:
    size = len(pooled.items)
    square = len(pooled.matrix) == size and all(len(row) == size for row in pooled.matrix)
    if not square or size < 2 or len({*pooled.items, *pooled.reserved}) != size + len(pooled.reserved):
        raise UnsafeTable("a covariance needs two items or more and a row and a column for each")
    if pooled.n < COVARIANCE_MIN_ANSWERS or pooled.networks < COVARIANCE_MIN_NETWORKS:
        raise UnsafeTable("a covariance of too few people or networks is not published")
    for row in range(size):
        for column in range(size):
            value = pooled.matrix[row][column]
            if value != pooled.matrix[column][row] or round(value * _UNIT) / _UNIT != value:
                raise UnsafeTable("a covariance is symmetric and has three decimals")
        if pooled.matrix[row][row] < 0:
            raise UnsafeTable("a variance is not negative")
