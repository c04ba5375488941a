"""The demonstration instrument on professional capital: three capitals, labelled as what it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from lar.model.capitals import CAPITALS
from questionnaires.instruments.formats import InstrumentContent, read_instrument_file

DATA = Path(__file__).parents[3] / "questionnaires" / "instruments" / "data"
NEGATION = re.compile(r"\b(no|nunca|nadie|ningún|ninguna|nada|sin|jamás|tampoco)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def capital() -> InstrumentContent:
    table, about = (DATA / f"demo_capital_profesional.{ending}" for ending in ("csv", "json"))
    reading = read_instrument_file(table.read_bytes(), beside=about.read_bytes())
    assert [str(problem) for problem in reading.problems] == []
    assert reading.content is not None
    return reading.content


def test_it_is_labelled_as_a_demonstration(capital: InstrumentContent) -> None:
    assert capital.code == "lar-demo-capital"
    assert capital.disclaimer == "Instrumento de demostración; no es el instrumento validado"
    assert "ni han sido validados" in capital.source_note


def test_its_tree_is_the_models_three_capitals_under_their_container(capital: InstrumentContent) -> None:
    assert [(node.code, node.parent) for node in capital.nodes] == [
        ("KP", ""),
        *((one.code, "KP") for one in CAPITALS),
    ]
    assert [node.label for node in capital.nodes[1:]] == [one.label for one in CAPITALS]


def test_each_capital_has_seven_items_and_one_of_them_is_reversed(capital: InstrumentContent) -> None:
    assert Counter(item.node for item in capital.items) == {"KP_H": 7, "KP_S": 7, "KP_D": 7}
    assert [item.code for item in capital.items if item.is_reversed] == ["kp_h_07", "kp_s_07", "kp_d_07"]


def test_items_are_short_sentences_without_negations(capital: InstrumentContent) -> None:
    for item in capital.items:
        assert item.text[0].isupper() and item.text.endswith(".") and item.text.count(".") == 1
        assert len(item.text) <= 100
        assert NEGATION.search(item.text) is None, item.code


def test_each_item_says_in_one_sentence_what_a_high_score_means(capital: InstrumentContent) -> None:
    for item in capital.items:
        assert item.high_score_meaning.startswith("Un puntaje alto indica que ")
        assert item.high_score_meaning.endswith(".") and item.high_score_meaning.count(".") == 1
        assert ("(ítem inverso)" in item.high_score_meaning) is item.is_reversed


def test_no_item_repeats_the_words_of_the_other_demonstration(capital: InstrumentContent) -> None:
    other = (DATA / "demo_funcionamiento.csv").read_text(encoding="utf-8")

    assert [item.code for item in capital.items if item.text in other] == []


def test_the_introduction_can_be_read_in_half_a_minute(capital: InstrumentContent) -> None:
    assert 60 <= len(capital.introduction.split()) <= 90
