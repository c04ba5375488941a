"""How numbers are written in Chile."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lar.statistics.numbers import joined, number, percent, percent_range, points


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(12345, 10), 1, "1.234,5"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "−3"),
        (Fraction(-1, 10), 0, "0"),
        (Fraction(-5, 7), 2, "−0,71"),
        (Fraction(1, 20), 1, "0,1"),
        (1723, 0, "1.723"),
        (Fraction(1), 2, "1,00"),
    ],
)
def test_number(value: Fraction | int, places: int, text: str) -> None:
    assert number(value, places) == text


def test_percentages_are_whole_under_a_hundred_people() -> None:
    share = Fraction(5, 7)

    assert percent(share, people=99) == "71\N{NO-BREAK SPACE}%"
    assert percent(share, people=100) == "71,4\N{NO-BREAK SPACE}%"


def test_a_range_that_reads_the_same_is_one_figure() -> None:
    assert (
        percent_range(Fraction(9, 14), Fraction(11, 14))
        == "entre 64\N{NO-BREAK SPACE}% y 79\N{NO-BREAK SPACE}%"
    )
    assert percent_range(Fraction(709, 1000), Fraction(711, 1000)) == "71\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (Fraction(1, 14), "7 puntos"),
        (Fraction(-1, 100), "1 punto"),
        (Fraction(1, 250), "menos de 1 punto"),
        (Fraction(0), "0 puntos"),
    ],
)
def test_points(difference: Fraction, text: str) -> None:
    assert points(difference) == text


def test_joined() -> None:
    assert [joined(list("abc"[:size])) for size in (1, 2, 3)] == ["a", "a y b", "a, b y c"]
