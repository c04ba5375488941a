"""A pooled covariance as an array: the items of one dimension, reversed ones recoded."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from lar.disclosure import PooledCovariance

Matrix = NDArray[np.float64]


def recoded(pooled: PooledCovariance, items: Sequence[str], reversed_items: Collection[str] = ()) -> Matrix:
    """Covariance (k × k, points²) of `items` in that order, as if every reversed item were worded forward.

    Recoding x as (points + 1) − x changes the sign of its covariances and leaves its variance as it was.
    Raises ValueError for an item that the covariance does not hold.
    """
    places = [pooled.items.index(code) for code in items]
    signs = np.array([-1.0 if code in reversed_items else 1.0 for code in items])
    matrix = np.array(pooled.matrix, dtype=float)[np.ix_(places, places)]
    flipped: Matrix = matrix * np.outer(signs, signs)
    return flipped


def standardized(matrix: Matrix) -> Matrix:
    """The correlations of a covariance. Raises ValueError when an item does not vary."""
    deviations = np.sqrt(np.diag(matrix))
    if not (deviations > 0).all():
        raise ValueError("an item that does not vary has no correlation")
    correlations: Matrix = matrix / np.outer(deviations, deviations)
    return correlations
