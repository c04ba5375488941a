from __future__ import annotations

from collections import Counter

import pytest

from lar.demo.answers import MOODS, Statement, answer_sheets
from lar.statistics import agreement_a

STATEMENTS = [Statement("PN", False), Statement("PN", True), Statement("PR", False)]


def column(mood: str, item: int, people: int = 21) -> Counter[int]:
    sheets = answer_sheets(STATEMENTS, people=people, mood=mood, year=1, seed=1)
    return Counter(sheet[item] for sheet in sheets)


@pytest.mark.parametrize("mood", [*MOODS, "divided"])
def test_answers_are_the_same_for_the_same_seed(mood: str) -> None:
    first, again = (answer_sheets(STATEMENTS, people=9, mood=mood, year=0, seed=7) for _ in range(2))

    assert first == again


def test_two_moods_share_the_percentage_and_not_the_shape() -> None:
    steady, divided = column("steady", 0), column("divided", 0)

    assert steady == {3: 9, 4: 12}
    assert divided == {1: 9, 5: 12}
    assert agreement_a((0, 0, 9, 12, 0)) > 0.6
    assert agreement_a((9, 0, 0, 0, 12)) < -0.2


def test_a_reversed_statement_is_answered_the_other_way_round() -> None:
    assert column("steady", 1) == {3: 9, 2: 12}
