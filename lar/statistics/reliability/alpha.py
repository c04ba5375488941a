"""Cronbach's alpha from a covariance, with Feldt's interval.

Sources: L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951),
297-334; L. S. Feldt, D. J. Woodruff & F. A. Salih, "Statistical inference for coefficient alpha", Applied
Psychological Measurement 11 (1987), 93-103, equation 7: (1 − alpha) ÷ (1 − estimate) is distributed as F.
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy import special

from lar.statistics.cutoffs import CONFIDENCE
from lar.statistics.reliability.covariance import Matrix


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient and its interval, `low` to `high`."""

    value: float
    low: float
    high: float


def cronbach_alpha(matrix: Matrix) -> float:
    """k ÷ (k − 1) × (1 − Σ variances ÷ variance of the sum). Negative when items run against each other.

    Raises ValueError with fewer than two items or a sum that does not vary.
    """
    size, total = len(matrix), float(matrix.sum())
    if size < 2 or total <= 0:
        raise ValueError("alpha needs two items or more and a sum that varies")
    return size / (size - 1) * (1 - float(matrix.trace()) / total)


def feldt_interval(
    alpha: float, *, n: int, items: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """The interval around an alpha of `items` items and `n` people."""
    tail = (1 - confidence) / 2
    people, cells = n - 1, (n - 1) * (items - 1)
    upper = float(special.fdtri(people, cells, 1 - tail))
    lower = float(special.fdtri(people, cells, tail))
    return 1 - (1 - alpha) * upper, 1 - (1 - alpha) * lower
