"""Agreement A against published values and against what its definition promises."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lar.statistics import agreement_a

FREQUENCIES = st.lists(st.integers(0, 40), min_size=3, max_size=10).filter(any)


@pytest.mark.parametrize(
    ("counts", "expected", "digits"),
    [
        # DOMAIN, section 8: the same 57 % of agreement, together and apart.
        ((0, 0, 6, 8, 0), "0.79", 2),
        ((6, 0, 0, 0, 8), "-0.71", 2),
        # Van der Eijk (2001), p. 331, worked through layer by layer in the vignette of the R package agrmt
        # (D. Ruedin), whose reference page prints 0.6113333.
        ((30, 40, 210, 130, 530, 50, 10), "0.6113333", 7),
        # The same article's parties on seven points (per cent × 10), printed in the same vignette.
        ((24, 28, 32, 62, 135, 304, 416), "0.61", 2),
        ((16, 26, 82, 210, 293, 270, 103), "0.48", 2),
        # The layers of that worked example, each on its own.
        ((1, 1, 1, 1, 1, 1, 1), "0", 3),
        ((1, 1, 1, 1, 1, 1, 0), "0.167", 3),
        ((0, 1, 1, 1, 1, 1, 0), "0.333", 3),
        ((0, 0, 1, 1, 1, 1, 0), "0.5", 3),
        ((0, 0, 1, 1, 1, 0, 0), "0.667", 3),
        ((0, 0, 1, 0, 1, 0, 0), "0.467", 3),
        ((0, 0, 0, 0, 1, 0, 0), "1", 3),
        # The same vignette's figure: four people on a scale of four.
        ((2, 0, 1, 1), "0.08", 2),
        ((2, 0, 0, 2), "-1", 2),
    ],
)
def test_published_values(counts: tuple[int, ...], expected: str, digits: int) -> None:
    assert round(agreement_a(counts), digits) == Fraction(expected)


@given(FREQUENCIES)
def test_it_stays_between_minus_one_and_one(counts: list[int]) -> None:
    assert -1 <= agreement_a(counts) <= 1


@given(FREQUENCIES)
def test_turning_the_scale_round_changes_nothing(counts: list[int]) -> None:
    assert agreement_a(counts) == agreement_a(counts[::-1])


@given(FREQUENCIES, st.integers(2, 9))
def test_only_proportions_count(counts: list[int], times: int) -> None:
    assert agreement_a(counts) == agreement_a([count * times for count in counts])


@pytest.mark.parametrize("counts", [(3, 4), (0, 0, 0), (1, -1, 3), ()])
def test_what_has_no_a(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="three points"):
        agreement_a(counts)
