"""Each item beside the others of its dimension."""

from __future__ import annotations

import math

import numpy as np

from lar.statistics.reliability.alpha import cronbach_alpha
from lar.statistics.reliability.covariance import Matrix


def item_rest(matrix: Matrix) -> list[float | None]:
    """Correlation of each item with the sum of the others (corrected item-total), in the matrix's order.

    None where the item or the others' sum does not vary.
    """
    found: list[float | None] = []
    for place in range(len(matrix)):
        others = np.arange(len(matrix)) != place
        own, rest = float(matrix[place, place]), float(matrix[np.ix_(others, others)].sum())
        together = float(matrix[place, others].sum())
        found.append(together / math.sqrt(own * rest) if own > 0 and rest > 0 else None)
    return found


def alpha_if_dropped(matrix: Matrix) -> list[float | None]:
    """Alpha of the others when each item is left out; None with fewer than two others."""
    found: list[float | None] = []
    for place in range(len(matrix)):
        others = np.arange(len(matrix)) != place
        rest = matrix[np.ix_(others, others)]
        varies = len(rest) >= 2 and float(rest.sum()) > 0
        found.append(cronbach_alpha(rest) if varies else None)
    return found
