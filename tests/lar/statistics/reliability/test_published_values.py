"""Reliability against values that others have printed, with the place where they did."""

from __future__ import annotations

import numpy as np
import pytest

from lar.statistics.reliability import (
    alpha_if_dropped,
    cronbach_alpha,
    item_rest,
    omega_total,
    one_factor,
    standardized,
)
from lar.statistics.reliability.covariance import Matrix
from tests.lar.statistics.reliability.data_sets import ATTITUDE, BFI, BFI_REVERSED, EXTRAVERSION

SCALES = ["A", "C", "E", "N", "O"]


def forward(matrix: object, names: list[str]) -> Matrix:
    """The covariance with the reversed items recoded."""
    signs = np.array([-1.0 if name in BFI_REVERSED else 1.0 for name in names])
    turned: Matrix = np.array(matrix, dtype=float) * np.outer(signs, signs)
    return turned


def names_of(scale: str) -> list[str]:
    return [f"{scale}{place}" for place in range(1, 6)]


def test_alpha_of_attitude() -> None:
    """R: `psych::alpha(attitude)`, printed as 0.84 on its reference page; to six places in issue 4."""
    alpha = cronbach_alpha(np.cov(ATTITUDE, rowvar=False))

    assert alpha == pytest.approx(0.843143, abs=5e-7)


@pytest.mark.parametrize(
    ("scale", "printed"),
    # R: psych's `bfi` with its own key, pairwise covariances: agreeableness to openness.
    list(zip(SCALES, [0.7030, 0.7267, 0.7617, 0.8140, 0.6002], strict=True)),
    ids=SCALES,
)
def test_alpha_of_bfi_over_pairwise_covariances(scale: str, printed: float) -> None:
    alpha = cronbach_alpha(forward(BFI[scale], names_of(scale)))

    assert alpha == pytest.approx(printed, abs=5e-5)


def test_extraversion_as_the_manual_of_bruceR_prints_it() -> None:
    """`Alpha(psych::bfi, "E", 1:5, rev=1:2)`: 2,713 complete cases, three decimals (bruceR's reference)."""
    matrix = forward(EXTRAVERSION, names_of("E"))

    assert cronbach_alpha(matrix) == pytest.approx(0.761, abs=5e-4)
    assert item_rest(matrix) == pytest.approx([0.513, 0.606, 0.501, 0.578, 0.455], abs=5e-4)
    assert alpha_if_dropped(matrix) == pytest.approx([0.725, 0.688, 0.728, 0.701, 0.742], abs=5e-4)
    # psych::omega works on correlations.
    assert omega_total(one_factor(standardized(matrix))) == pytest.approx(0.763, abs=5e-4)
