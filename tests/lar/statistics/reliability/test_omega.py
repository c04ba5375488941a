"""The one-factor fit: exact where the model is exact, honest where it can't be fitted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lar.statistics.reliability import UnsupportedError, omega_interval, omega_total, one_factor

LOADING = st.floats(0.3, 0.95)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LOADING, st.floats(0.2, 3.0)), min_size=3, max_size=12))
def test_it_finds_the_model_that_made_the_covariance(items: list[tuple[float, float]]) -> None:
    """Standardized loadings and deviations → covariance → the same omega, in any unit."""
    shares, deviations = (np.array(column) for column in zip(*items, strict=True))
    loadings, unique = shares * deviations, (1 - shares**2) * deviations**2
    matrix = np.outer(loadings, loadings) + np.diag(unique)

    fit = one_factor(matrix)

    assert fit.loadings == pytest.approx(loadings, rel=2e-3)
    expected = loadings.sum() ** 2 / (loadings.sum() ** 2 + unique.sum())
    assert omega_total(fit) == pytest.approx(expected, abs=1e-4)
    assert fit.misfit(matrix) < 1e-3


def test_with_equal_loadings_omega_is_alpha() -> None:
    """Four items that covary 0.5 and vary 1: alpha = 4 × 0.5 ÷ (1 + 3 × 0.5) = 0.8."""
    matrix = np.full((4, 4), 0.5) + np.diag([0.5] * 4)

    assert omega_total(one_factor(matrix)) == pytest.approx(0.8, abs=1e-6)


def test_an_item_that_runs_against_the_others_has_a_negative_loading() -> None:
    loadings = np.array([0.8, 0.7, 0.6, -0.5])
    matrix = np.outer(loadings, loadings) + np.diag(1 - loadings**2)

    assert one_factor(matrix).loadings == pytest.approx(loadings, abs=1e-4)


def test_the_interval_holds_the_true_omega_as_often_as_it_says() -> None:
    """400 samples of 200 people from a known model: 95 % of the intervals, within four standard errors."""
    random, loadings = np.random.default_rng(4), np.array([0.9, 0.8, 0.6, 0.5, 0.7])
    covariance = np.outer(loadings, loadings) + np.diag([0.5, 0.6, 0.7, 0.8, 0.6])
    truth, root, held = omega_total(one_factor(covariance)), np.linalg.cholesky(covariance), 0
    for _sample in range(400):
        fit = one_factor(np.cov(random.normal(size=(200, 5)) @ root.T, rowvar=False))
        low, high = omega_interval(fit, n=200)
        held += low <= truth <= high

    assert held / 400 == pytest.approx(0.95, abs=4 * (0.95 * 0.05 / 400) ** 0.5)


def test_more_people_make_a_narrower_interval() -> None:
    fit = one_factor(np.full((4, 4), 0.5) + np.diag([0.5] * 4))

    (low, high), (nearer_low, nearer_high) = (omega_interval(fit, n=n) for n in (100, 1000))

    assert low < nearer_low < 0.8 < nearer_high < high


@pytest.mark.parametrize(
    "matrix",
    [
        np.array([[1.0, 0.5], [0.5, 1.0]]),
        np.array([[1.0, 0.9, 0.9], [0.9, 1.0, 0.2], [0.9, 0.2, 1.0]]),
        np.array([[1.0, 0.9, 0.7], [0.9, 1.0, 0.5], [0.7, 0.5, 1.0]]),
        np.array([[1.0, 0.3, 0.0], [0.3, 1.0, 0.0], [0.0, 0.0, 0.0]]),
    ],
    ids=["two items", "not a covariance", "explained whole", "does not vary"],
)
def test_it_says_so_when_the_model_cannot_be_fitted(matrix: object) -> None:
    with pytest.raises(UnsupportedError):
        one_factor(np.array(matrix, dtype=float))
