"""Only what a version offers can be answered: its points, and what it has words for beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.editing import put_item
from questionnaires.instruments.files import DEMO_CAPITAL, read_instrument
from questionnaires.instruments.formats import ItemContent, ItemKind
from questionnaires.instruments.preview import items_context
from questionnaires.surveys.versions import answer_shape

LABELS: dict[str, Any] = {"not_applicable_label": "No aplica", "dont_know_label": "No sé"}


@pytest.mark.parametrize("without, value", [("not_applicable_label", "-7"), ("dont_know_label", "-8")])
def test_an_answer_that_is_not_offered_is_refused(inside: Program, without: str, value: str) -> None:
    content = replace(read_instrument(DEMO_CAPITAL), **{**LABELS, without: None})
    version = publish_version(load_instrument(content, by=None), by=None)
    offered = {"-7": "-8", "-8": "-7"}[value]

    answers, wrong = answer_shape(version.pk).read({"kp_h_01": value, "kp_h_02": offered})

    assert wrong == ["kp_h_01"]
    assert answers[1] == int(offered)
    assert [choice.value for choice in items_context(version)["others"]] == [offered]


def test_a_scale_of_six_takes_a_six_and_no_seven(inside: Program) -> None:
    content = replace(
        read_instrument(DEMO_CAPITAL),
        scale_labels=("Nada", "Casi nada", "Poco", "Algo", "Bastante", "Mucho"),
        agreement_points=3,
    )
    version = publish_version(load_instrument(content, by=None), by=None)

    answers, wrong = answer_shape(version.pk).read({"kp_h_01": "6", "kp_h_02": "7"})

    assert (answers[0], wrong) == (6, ["kp_h_02"])


def test_open_questions_take_no_place_among_the_answers(inside: Program) -> None:
    question = ItemContent("abierta", "KP_H", "¿Qué aprendiste este año?", kind=ItemKind.OPEN)
    version = load_instrument(put_item(read_instrument(DEMO_CAPITAL), item=question), by=None)

    codes = answer_shape(version.pk).codes

    assert version.items.get(code="abierta").position == 8
    assert codes[6:8] == ("kp_h_07", "kp_s_01")
    assert "abierta" not in codes
