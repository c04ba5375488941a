"""The demonstration instrument as a file: complete, labelled as what it is, and written to be answered."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lar.model.dimensions import TREE

DATA = Path(__file__).parents[3] / "questionnaires" / "instruments" / "data"


@pytest.fixture(scope="module")
def items() -> list[dict[str, str]]:
    with (DATA / "demo_funcionamiento.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


@pytest.fixture(scope="module")
def about() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "demo_funcionamiento.json").read_text(encoding="utf-8"))
    return content


def test_items_cover_the_six_nodes_in_model_order(items: list[dict[str, str]]) -> None:
    per_node = Counter(item["node"] for item in items)

    assert list(per_node) == [node.code for node in TREE]
    assert per_node == {"PN": 8, "LR": 4, "CP": 8, "CC": 8, "KP": 9, "PR": 8}


def test_no_field_is_missing_or_spilled_over(items: list[dict[str, str]]) -> None:
    columns = ["code", "node", "text", "reversed", "high_score_meaning"]

    assert all(list(item) == columns and all(item.values()) for item in items)


def test_codes_are_numbered_inside_their_node(items: list[dict[str, str]]) -> None:
    seen: Counter[str] = Counter()
    for item in items:
        seen[item["node"]] += 1
        assert item["code"] == f"{item['node'].lower()}_{seen[item['node']]:02d}"


def test_texts_are_unique_short_sentences(items: list[dict[str, str]]) -> None:
    texts = [item["text"] for item in items]

    assert len(set(texts)) == len(texts)
    for text in texts:
        assert text[0].isupper() and text.endswith(".") and text.count(".") == 1
        assert len(text) <= 100


def test_no_item_negates_so_disagreeing_is_never_a_double_negative(items: list[dict[str, str]]) -> None:
    negation = re.compile(r"\b(no|nunca|nadie|ningún|ninguna|nada|sin|jamás|tampoco)\b", re.IGNORECASE)

    assert [item["code"] for item in items if negation.search(item["text"])] == []


def test_a_few_items_are_reversed_and_say_so(items: list[dict[str, str]]) -> None:
    assert {item["reversed"] for item in items} == {"0", "1"}
    marked = [item["code"] for item in items if item["reversed"] == "1"]

    assert marked == ["pn_07", "cp_05", "cc_07", "pr_07"]
    assert marked == [item["code"] for item in items if "(ítem inverso)" in item["high_score_meaning"]]


def test_each_item_says_in_one_sentence_what_a_high_score_means(items: list[dict[str, str]]) -> None:
    for item in items:
        meaning = item["high_score_meaning"]
        assert meaning.startswith("Un puntaje alto indica que ")
        assert meaning.endswith(".") and meaning.count(".") == 1


def test_professional_capital_has_three_items_per_capital(items: list[dict[str, str]]) -> None:
    named = [
        re.search(r"\(capital (\w+)\)", item["high_score_meaning"]) for item in items if item["node"] == "KP"
    ]

    assert [match.group(1) for match in named if match] == ["humano"] * 3 + ["social"] * 3 + [
        "decisional"
    ] * 3


def test_the_instrument_is_labelled_as_a_demonstration(about: dict[str, Any]) -> None:
    assert about["code"] == "lar-demo"
    assert about["disclaimer"] == "Instrumento de demostración; no es el instrumento validado"
    assert (DATA / about["items_file"]).is_file()


def test_the_scale_has_five_points_and_agreement_is_the_top_two(about: dict[str, Any]) -> None:
    scale = about["scale"]

    assert [point["value"] for point in scale["points"]] == [1, 2, 3, 4, 5]
    assert scale["points"][0]["label"] == "Muy en desacuerdo"
    assert scale["points"][-1]["label"] == "Muy de acuerdo"
    assert scale["agreement_points"] == [4, 5]
    assert (scale["not_applicable"]["label"], scale["dont_know"]["label"]) == ("No aplica", "No sé")


def test_the_introduction_can_be_read_in_half_a_minute(about: dict[str, Any]) -> None:
    assert 60 <= len(about["introduction"].split()) <= 90
