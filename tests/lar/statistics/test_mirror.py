"""Espejo: how far what was expected is from what was answered."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lar.disclosure import FIVE_POINTS, Audience, PublishableDimension, PublishableTable, Scale, gate
from lar.statistics import (
    Expected,
    blind_spots,
    distance,
    guess,
    guesses,
    right_guesses,
    surprise_sentence,
    team_expectation,
)
from lar.statistics.mirror import TeamExpectation
from tests.lar.disclosure.surveys import LAR, item, survey

FOUR_POINTS = Scale.of(("Muy en desacuerdo", "En desacuerdo", "De acuerdo", "Muy de acuerdo"))


def table_of(nodes: dict[str, tuple[int, ...]], scale: Scale = FIVE_POINTS) -> PublishableTable:
    """A network of 20 whose only item in each dimension has these counts."""
    items = [item(code.lower(), *counts, respondents=20, node=code) for code, counts in nodes.items()]
    return gate(survey(*items, respondents=20, scale=scale), LAR, audience=Audience.NETWORK)


def dimension(*counts: int, scale: Scale = FIVE_POINTS) -> PublishableDimension:
    return table_of({"PN": counts}, scale).dimension("PN")


def thought(agree: int, against: int | None = None, people: int = 1) -> TeamExpectation:
    mean = team_expectation([Expected(agree, against)] * people)
    assert mean is not None
    return mean


# --- The mean of a team -----------------------------------------------------------------------------


def test_the_mean_of_what_each_person_said() -> None:
    mean = team_expectation([Expected(7, 1), Expected(4, 3)])

    assert mean == TeamExpectation(agree=Fraction(11, 20), against=Fraction(4, 20), people=2)


def test_disagreement_counts_only_when_everybody_said_it() -> None:
    mean = team_expectation([Expected(7, 1), Expected(4)])

    assert mean == TeamExpectation(agree=Fraction(11, 20), against=None, people=2)


def test_nobody_said_anything() -> None:
    assert team_expectation([]) is None


# --- The distance -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "counts", "far"),
    [
        # The same distribution: 2 against, 4 in the middle, 14 in favour.
        ((7, 1), (0, 2, 4, 10, 4), 0),
        # Everything expected at one end and found at the other (but for the lone dissent of the mask).
        ((10, 0), (10, 8, 0, 1, 1), Fraction(9, 10)),
        # Cumulative shares: expected 0.1, 0.3; real 0.2, 0.6 → (0.1 + 0.3) ÷ 2.
        ((7, 1), (2, 2, 8, 4, 4), Fraction(1, 5)),
        # The same agreement, but what was thought neutral is against: 0.3 expected in doubt, none found.
        ((7, 0), (3, 3, 0, 7, 7), Fraction(3, 20)),
    ],
)
def test_over_the_ordered_blocks(
    expected: tuple[int, int], counts: tuple[int, ...], far: Fraction | int
) -> None:
    assert distance(thought(*expected), dimension(*counts)) == far


def test_with_agreement_only_it_is_the_difference() -> None:
    assert distance(thought(7), dimension(2, 2, 8, 4, 4)) == Fraction(3, 10)


def test_a_scale_without_a_middle_has_two_blocks() -> None:
    assert distance(thought(7, 3), dimension(4, 4, 6, 6, scale=FOUR_POINTS)) == Fraction(1, 10)


@given(st.tuples(*[st.integers(0, 9)] * 5).filter(lambda counts: sum(counts) >= 5), st.data())
def test_it_is_a_share_and_never_less_than_nothing(counts: tuple[int, ...], data: st.DataObject) -> None:
    agree = data.draw(st.integers(0, 10))
    against = data.draw(st.none() | st.integers(0, 10 - agree))
    people = sum(counts)
    made = gate(
        survey(item("a", *counts, respondents=people), respondents=people, roster=60),
        LAR,
        audience=Audience.NETWORK,
    )

    found = guess(thought(agree, against), made.dimension("PN"))

    assert found is not None
    assert 0 <= found.distance <= 1
    if found.distance == 0:
        assert found.gap == 0


# --- What the report lists --------------------------------------------------------------------------

FIVE = table_of(
    {
        "PN": (0, 2, 4, 10, 4),  # 70 % in favour
        "CP": (2, 6, 4, 6, 2),  # 40 %
        "CC": (1, 1, 6, 8, 4),  # 60 %
        "KP": (4, 4, 2, 6, 4),  # 50 %
        "PR": (1, 1, 2, 8, 8),  # 80 %
    }
)


def expect(**tenths: int) -> list[tuple[str, list[Expected]]]:
    return [(code, [Expected(agree)]) for code, agree in tenths.items()]


def test_blind_spots_from_the_largest_and_right_guesses_from_the_nearest() -> None:
    found = guesses(FIVE, expect(PN=7, CP=9, CC=7, KP=8, PR=5))

    assert [one.code for one in found] == ["PN", "CP", "CC", "KP", "PR"]
    assert [one.code for one in blind_spots(found)] == ["CP", "KP", "PR"]
    assert [one.code for one in right_guesses(found)] == ["PN", "CC"]


def test_ten_points_are_still_a_right_guess_and_more_are_not() -> None:
    near, far = guesses(FIVE, expect(PN=8, CC=8))

    assert (near.gap, near.is_right) == (Fraction(-1, 10), True)
    assert (far.gap, far.is_right) == (Fraction(-1, 5), False)


def test_ties_stay_in_the_models_order() -> None:
    found = guesses(FIVE, expect(PR=5, KP=8, CP=7, PN=4))

    assert [one.code for one in blind_spots(found)] == ["PN", "CP", "KP"]


def test_a_reserved_dimension_is_not_guessed() -> None:
    items = [item("pn", 1, 1, 1, 1, 0, respondents=20), item("cp", 2, 6, 4, 6, 2, respondents=20, node="CP")]
    made = gate(survey(*items, respondents=20), LAR, audience=Audience.NETWORK)

    assert [one.code for one in guesses(made, expect(PN=7, CP=4))] == ["CP"]


# --- In words ---------------------------------------------------------------------------------------


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_largest_surprise_with_both_counts() -> None:
    found = guesses(FIVE, [("CP", [Expected(9), Expected(8)]), ("PN", [Expected(7)])])

    assert said(surprise_sentence(found)) == (
        "La mayor sorpresa frente a lo esperado: Colaboración profunda: la coordinación esperaba 85 % de "
        "acuerdo (promedio de 2 personas) y 8 de 20 respuestas son de acuerdo (40 %). "
        "Son 45 puntos menos de lo esperado."
    )


def test_no_surprise_is_said_too() -> None:
    assert said(surprise_sentence(guesses(FIVE, expect(PN=7)))) == (
        "Sin grandes sorpresas: en ninguna dimensión el acuerdo se aleja más de 10 puntos de lo que esperaba "
        "la coordinación (1 persona)."
    )
    assert surprise_sentence(()) == ""


@pytest.mark.parametrize(
    ("agree", "verdict"),
    [
        (7, "Es justo lo esperado."),
        (5, "Son 20 puntos más de lo esperado."),
        (8, "Son 10 puntos menos de lo esperado."),
    ],
)
def test_verdicts(agree: int, verdict: str) -> None:
    (found,) = guesses(FIVE, expect(PN=agree))

    assert found.sentence.endswith(verdict)


def test_a_difference_smaller_than_one_person() -> None:
    (found,) = guesses(FIVE, [("PN", [Expected(7), Expected(7), Expected(8)])])

    assert found.sentence.endswith("La diferencia es menor que el peso de una persona.")
