"""Floor, ceiling and *no aplica*, from published cells only."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lar.disclosure import Audience, PublishableItem, gate
from lar.statistics import ReservedError
from lar.statistics.reliability import extremes_of, extremes_sentence
from tests.lar.disclosure.surveys import LAR, item, survey


def published(*counts: int, respondents: int = 40, not_applicable: int = 0) -> PublishableItem:
    given = item("a", *counts, respondents=respondents, not_applicable=not_applicable)
    table = gate(survey(given, respondents=respondents, roster=60), LAR, audience=Audience.NETWORK)
    return table.item("a")


def words(*counts: int, respondents: int = 40, not_applicable: int = 0) -> str:
    given = published(*counts, respondents=respondents, not_applicable=not_applicable)
    return extremes_sentence(extremes_of(given)).replace("\N{NO-BREAK SPACE}", " ")


def test_ceiling_from_nine_in_ten() -> None:
    assert words(0, 2, 2, 16, 20) == ("Efecto techo: 90 % (n = 40) está de acuerdo, y ya casi no distingue.")
    assert words(0, 2, 3, 15, 20) == ""


def test_floor_from_nine_in_ten() -> None:
    assert words(20, 16, 2, 2, 0) == (
        "Efecto piso: 90 % (n = 40) está en desacuerdo, y ya casi no distingue."
    )


def test_no_aplica_from_one_in_five_of_those_who_said_anything() -> None:
    assert words(4, 8, 8, 8, 4, not_applicable=8).startswith("8 de 40 respuestas son «no aplica»: ")
    assert words(4, 8, 8, 8, 5, not_applicable=7) == ""


def test_a_masked_item_counts_with_its_midpoint() -> None:
    ends = extremes_of(published(0, 0, 1, 19, 20))

    assert ends.high == Fraction(79, 80)
    assert ends.at_ceiling


def test_a_reserved_item_says_nothing() -> None:
    with pytest.raises(ReservedError):
        extremes_of(published(1, 1, 1, 1, 0))
