"""The reliability of a dimension, or why the data can't support it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lar.disclosure import PooledCovariance
from lar.statistics.cutoffs import MISFIT
from lar.statistics.numbers import joined
from lar.statistics.reliability.alpha import Estimate, cronbach_alpha, feldt_interval
from lar.statistics.reliability.covariance import Matrix, recoded
from lar.statistics.reliability.diagnosis import alpha_if_dropped, item_rest
from lar.statistics.reliability.omega import (
    MIN_ITEMS,
    OneFactor,
    UnsupportedError,
    omega_interval,
    omega_total,
    one_factor,
)

FEW_ITEMS = (
    f"Los datos no alcanzan: hacen falta al menos {MIN_ITEMS} afirmaciones cuyas respuestas "
    "varíen entre personas."
)
AGAINST = (
    "Los datos no lo permiten: en conjunto, las afirmaciones van unas en contra de otras (su covarianza "
    "media es negativa o cero), así que no forman una suma. Conviene revisar si alguna afirmación invertida "
    "quedó sin marcar."
)
NO_FACTOR = (
    "Los datos no permiten calcular omega: un solo factor no llega a explicar estas afirmaciones sin que "
    "una de ellas quede explicada por completo."
)
BAD_FIT = (
    "Un solo factor describe mal estas afirmaciones: puede que la dimensión mezcle más de una cosa. "
    "Omega se lee con cautela."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """An estimate or, without one, the sentence that says why there is none."""

    estimate: Estimate | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemReliability:
    """One item beside the others of its dimension, recoded if it is reversed; None where it can't be told."""

    code: str
    is_reversed: bool
    item_rest: float | None
    alpha_if_dropped: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionReliability:
    """Alpha and omega of a dimension over a whole programme.

    `items` are those that entered, in the order given; `n` people answered every item of the instrument, in
    `networks` networks (0 when the covariance was withheld). `notes` are cautions, a sentence each.
    """

    code: str
    name: str
    n: int
    networks: int
    alpha: Measure
    omega: Measure
    items: tuple[ItemReliability, ...] = ()
    notes: tuple[str, ...] = ()


def reliability_of(
    pooled: PooledCovariance | None,
    *,
    code: str,
    name: str,
    items: Sequence[str],
    reversed_items: Collection[str] = (),
    withheld: str = "",
) -> DimensionReliability:
    """Alpha, omega and item diagnosis of the dimension that holds `items` (codes; a container, its parts').

    Without a covariance, `withheld` is the sentence of the gate's refusal and becomes every measure's reason.
    """
    if pooled is None:
        nothing = Measure(None, withheld)
        return DimensionReliability(code=code, name=name, n=0, networks=0, alpha=nothing, omega=nothing)
    kept = [item for item in items if item in pooled.items and pooled.of(item, item) > 0]
    notes = _left_out([item for item in items if item not in kept])
    if len(kept) < MIN_ITEMS:
        few = Measure(None, FEW_ITEMS)
        return DimensionReliability(
            code=code, name=name, n=pooled.n, networks=pooled.networks, alpha=few, omega=few, notes=notes
        )
    matrix = recoded(pooled, kept, reversed_items)
    omega, cautions = _omega(matrix, pooled.n)
    return DimensionReliability(
        code=code,
        name=name,
        n=pooled.n,
        networks=pooled.networks,
        alpha=_alpha(matrix, pooled.n),
        omega=omega,
        items=_items(matrix, kept, reversed_items),
        notes=(*notes, *cautions),
    )


def _left_out(items: list[str]) -> tuple[str, ...]:
    if not items:
        return ()
    verb = "queda" if len(items) == 1 else "quedan"
    why = "porque casi todas las personas respondieron lo mismo, o lo hicieron en una de las redes"
    return (f"Fuera del cálculo {verb} {joined(items)}, {why}.",)


def _goes_together(matrix: Matrix) -> bool:
    """Whether the items' covariances are positive on the whole, so that their sum means something."""
    return float(matrix.sum() - matrix.trace()) > 0


def _alpha(matrix: Matrix, n: int) -> Measure:
    if not _goes_together(matrix):
        return Measure(None, AGAINST)
    alpha = cronbach_alpha(matrix)
    return Measure(Estimate(alpha, *feldt_interval(alpha, n=n, items=len(matrix))))


def _omega(matrix: Matrix, n: int) -> tuple[Measure, tuple[str, ...]]:
    """Omega, and what to be careful about."""
    if not _goes_together(matrix):
        return Measure(None, AGAINST), ()
    try:
        fit = one_factor(matrix)
        low, high = omega_interval(fit, n=n)
    except UnsupportedError:
        return Measure(None, NO_FACTOR), ()
    return Measure(Estimate(omega_total(fit), low, high)), _cautions(fit, matrix)


def _cautions(fit: OneFactor, matrix: Matrix) -> tuple[str, ...]:
    return (BAD_FIT,) if fit.misfit(matrix) > MISFIT else ()


def _items(
    matrix: Matrix, kept: Sequence[str], reversed_items: Collection[str]
) -> tuple[ItemReliability, ...]:
    return tuple(
        ItemReliability(item, item in reversed_items, rest, dropped)
        for item, rest, dropped in zip(kept, item_rest(matrix), alpha_if_dropped(matrix), strict=True)
    )
