"""McDonald's omega total of one factor, from a covariance, with an interval.

The model is x = λ·f + e: covariance = λλᵀ + diag(ψ). It is fitted by maximum likelihood on the correlations
(the fit does not depend on the units), profiling λ out: for given ψ the best λ comes from the first
eigenvector of ψ^(−½)·R·ψ^(−½) (D. N. Lawley & A. E. Maxwell, "Factor analysis as a statistical method", 2nd
ed., 1971, chapter 4; the same function that R's `factanal` minimises).

Omega = (Σλ)² ÷ ((Σλ)² + Σψ) (R. P. McDonald, "Test theory", 1999, equation 6.20). Its standard error is the
delta method over the expected information of λ and ψ (T. Raykov, "Analytic estimation of standard error and
confidence interval for scale reliability", Multivariate Behavioral Research 37, 2002, 89-103), and the
interval is made on the logit, so that it stays between 0 and 1 (T. Raykov & G. A. Marcoulides, "Introduction
to psychometric theory", 2011, chapter 7). It takes answers for normal; with five points that is an
approximation, and the report says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from lar.statistics.cutoffs import CONFIDENCE
from lar.statistics.reliability.covariance import Matrix, standardized

Vector = NDArray[np.float64]

MIN_ITEMS = 3
"""With fewer, one factor has more unknowns than there are covariances."""

SMALLEST_UNIQUENESS = 0.005
"""Share of an item's variance under which its uniqueness has run into the border (a Heywood case)."""


class UnsupportedError(ValueError):
    """The model can't be fitted to these data."""


@dataclass(frozen=True, slots=True)
class OneFactor:
    """`loadings` (λ, points) and `uniquenesses` (ψ, points²) of each item, in the covariance's order."""

    loadings: Vector
    uniquenesses: Vector

    @property
    def implied(self) -> Matrix:
        """The covariance that the model stands for."""
        matrix: Matrix = np.outer(self.loadings, self.loadings) + np.diag(self.uniquenesses)
        return matrix

    def misfit(self, matrix: Matrix) -> float:
        """Standardized root mean square residual: how far, on average, correlations are from the model's.

        Source: L. Hu & P. M. Bentler, "Cutoff criteria for fit indexes", Structural Equation Modeling 6
        (1999), 1-55.
        """
        deviations = np.sqrt(np.diag(matrix))
        residual = (matrix - self.implied) / np.outer(deviations, deviations)
        return math.sqrt(float((residual[np.tril_indices(len(matrix))] ** 2).mean()))


def one_factor(matrix: Matrix) -> OneFactor:
    """The maximum likelihood fit; the loadings' sum is positive.

    Raises UnsupportedError with fewer than three items, an item that does not vary, a covariance that is no
    covariance (not positive definite), or an item that the factor would have to explain whole.
    """
    size = len(matrix)
    if size < MIN_ITEMS:
        raise UnsupportedError("one factor needs three items or more")
    if float(np.linalg.eigvalsh(matrix)[0]) <= 0:
        raise UnsupportedError("the covariance is not positive definite")
    correlations, deviations = standardized(matrix), np.sqrt(np.diag(matrix))
    # As R's factanal: each item starts with what the others don't explain of it, somewhat reduced.
    start = (1 - 0.5 / size) / np.diag(np.linalg.inv(correlations))
    found = optimize.minimize(
        _discrepancy,
        start,
        args=(correlations,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(SMALLEST_UNIQUENESS, 1.0)] * size,
        options={"ftol": 1e-13, "gtol": 1e-9, "maxiter": 1000},
    )
    unique: Vector = found.x
    if not np.isfinite(found.fun) or float(unique.min()) <= SMALLEST_UNIQUENESS * 1.001:
        raise UnsupportedError("one item would be explained whole by the factor")
    loadings = _loadings(unique, correlations)
    loadings = loadings if loadings.sum() >= 0 else -loadings
    return OneFactor(loadings * deviations, unique * deviations**2)


def _discrepancy(unique: Vector, correlations: Matrix) -> tuple[float, Vector]:
    """Twice the log-likelihood's distance from a perfect fit, for given uniquenesses, and its gradient."""
    values, _vectors = np.linalg.eigh(_scaled(unique, correlations))
    rest = values[:-1]
    distance = float(-(np.log(rest) - rest).sum() - len(correlations) + 1)
    loadings = _loadings(unique, correlations)
    implied = loadings**2 + unique
    gradient: Vector = (implied - np.diag(correlations)) / unique**2
    return distance, gradient


def _scaled(unique: Vector, correlations: Matrix) -> Matrix:
    scale = 1 / np.sqrt(unique)
    scaled: Matrix = correlations * np.outer(scale, scale)
    return scaled


def _loadings(unique: Vector, correlations: Matrix) -> Vector:
    values, vectors = np.linalg.eigh(_scaled(unique, correlations))
    first: Vector = np.sqrt(unique) * vectors[:, -1] * math.sqrt(max(float(values[-1]) - 1, 0.0))
    return first


def omega_total(fit: OneFactor) -> float:
    """The share of the sum's variance that the factor explains, between 0 and 1."""
    common = float(fit.loadings.sum()) ** 2
    return common / (common + float(fit.uniquenesses.sum()))


def omega_interval(fit: OneFactor, *, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The interval around the omega of a fit to `n` people. Raises UnsupportedError when there is none."""
    omega, error = omega_total(fit), _standard_error(fit, n)
    if not 0 < omega < 1:
        raise UnsupportedError("omega is at its border")
    spread = NormalDist().inv_cdf((1 + confidence) / 2) * error / (omega * (1 - omega))
    middle = math.log(omega / (1 - omega))
    low, high = (1 / (1 + math.exp(-end)) for end in (middle - spread, middle + spread))
    return low, high


def _standard_error(fit: OneFactor, n: int) -> float:
    """Delta method: √(gᵀ·I⁻¹·g), with g the slopes of omega by each λ and ψ."""
    total, unique = float(fit.loadings.sum()), float(fit.uniquenesses.sum())
    whole = (total**2 + unique) ** 2
    size = len(fit.loadings)
    slopes = np.concatenate([np.full(size, 2 * total * unique / whole), np.full(size, -(total**2) / whole)])
    try:
        variance = float(slopes @ np.linalg.solve(_information(fit, n), slopes))
    except np.linalg.LinAlgError as error:
        raise UnsupportedError("the loadings can't be told apart") from error
    if variance <= 0 or not math.isfinite(variance):
        raise UnsupportedError("the loadings can't be told apart")
    return math.sqrt(variance)


def _information(fit: OneFactor, n: int) -> Matrix:
    """Expected information (2k × 2k) of λ, then ψ: ½(n − 1)·tr(P·∂Σ·P·∂Σ), with P the inverse of Σ."""
    inverse = np.linalg.inv(fit.implied)
    reach = inverse @ fit.loadings
    across = float(fit.loadings @ reach)
    both = inverse * across + np.outer(reach, reach)
    mixed = inverse * reach[:, None]
    own = inverse**2 / 2
    information: Matrix = (n - 1) * np.block([[both, mixed.T], [mixed, own]])
    return information
