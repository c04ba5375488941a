"""Agreement A of van der Eijk, from counts of an ordered scale.

Source: C. van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001),
325-341, equation 2: a distribution is cut into layers of equal height over the points still standing, each
layer gets the agreement of its pattern, and A is their mean weighted by the answers in each layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

MIN_POINTS = 3


def agreement_a(counts: Sequence[int]) -> Fraction:
    """A between −1 (two opposite ends) and 1 (one point), 0 when all points hold the same.

    `counts` is one whole number per point of the scale. Raises ValueError with fewer than three points,
    a negative count or no answers.
    """
    if len(counts) < MIN_POINTS or min(counts) < 0 or not any(counts):
        raise ValueError("A needs three points or more and some answers")
    total, left, result = sum(counts), list(counts), Fraction(0)
    while any(left):
        height = min(count for count in left if count)
        pattern = [count > 0 for count in left]
        result += Fraction(height * sum(pattern), total) * pattern_agreement(pattern)
        left = [count - height if count else 0 for count in left]
    return result


def pattern_agreement(pattern: Sequence[bool]) -> Fraction:
    """Agreement of one layer: its unimodality, less the share of points over which it spreads."""
    size, filled = len(pattern), sum(pattern)
    if filled == 1:
        return Fraction(1)
    unimodal = bimodal = 0
    for triple in combinations(pattern, 3):
        unimodal += triple in ((True, True, False), (False, True, True))
        bimodal += triple == (True, False, True)
    if not unimodal + bimodal:
        return Fraction(0)
    unimodality = Fraction((size - 2) * unimodal - (size - 1) * bimodal, (size - 2) * (unimodal + bimodal))
    return unimodality * (1 - Fraction(filled - 1, size - 1))
