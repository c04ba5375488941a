"""The tree of the model: who is a lever, who is an effect, and what a network may choose."""

import pytest

from lar.model import dimensions
from lar.model.dimensions import FIVE_DIMENSIONS, LEVERS, TREE, NodeKind


def codes(nodes: tuple[dimensions.Node, ...]) -> list[str]:
    return [node.code for node in nodes]


def test_the_tree_has_six_nodes_in_model_order() -> None:
    assert codes(TREE) == ["PN", "LR", "CP", "CC", "KP", "PR"]
    assert [node.name for node in TREE] == [
        "core_purpose",
        "network_leadership",
        "deep_collaboration",
        "trust_coresponsibility",
        "professional_capital",
        "depth",
    ]


def test_parents_come_before_their_children_and_only_leadership_has_any() -> None:
    seen: set[str] = set()
    for node in TREE:
        assert node.parent is None or node.parent in seen
        seen.add(node.code)

    assert {node.code: codes(dimensions.children_of(node.code)) for node in TREE} == {
        "PN": [],
        "LR": ["CP", "CC"],
        "CP": [],
        "CC": [],
        "KP": [],
        "PR": [],
    }


def test_five_dimensions_are_shown_side_by_side_and_leadership_is_a_heading() -> None:
    assert codes(FIVE_DIMENSIONS) == ["PN", "CP", "CC", "KP", "PR"]


def test_levers_and_effects_divide_the_tree() -> None:
    assert codes(LEVERS) == ["PN", "LR", "CP", "CC"]
    assert codes(dimensions.EFFECTS) == ["KP", "PR"]
    assert set(LEVERS) | set(dimensions.EFFECTS) == set(TREE)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("PN", True), ("LR", True), ("CP", True), ("CC", True), ("KP", False), ("PR", False), ("XX", False)],
)
def test_effects_and_unknown_codes_cannot_be_chosen(code: str, expected: bool) -> None:
    assert dimensions.can_be_chosen(code) is expected


@pytest.mark.parametrize("chosen", [["PN"], ["LR"], ["CP", "CC"], ["LR", "CP"], ["PN", "LR"]])
def test_one_or_two_levers_are_a_valid_focus(chosen: list[str]) -> None:
    assert dimensions.focus_problem(chosen) is None


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], "al menos una"),
        (["PN", "CP", "CC"], "una o dos"),
        (["PN", "PN"], "dos veces"),
        (["KP"], "efecto esperado"),
        (["PN", "PR"], "efecto esperado"),
        (["pn"], "no es una dimensión"),
    ],
)
def test_a_focus_that_cannot_be_chosen_is_explained(chosen: list[str], words: str) -> None:
    assert words in (dimensions.focus_problem(chosen) or "")


def test_lists_follow_the_model_and_never_another_order() -> None:
    assert dimensions.in_model_order(["PR", "CC", "PN"]) == ["PN", "CC", "PR"]


def test_unknown_codes_raise() -> None:
    assert not dimensions.is_node_code("SC_DEPTH")
    with pytest.raises(KeyError):
        dimensions.node_for("SC_DEPTH")


@pytest.mark.parametrize("node", TREE, ids=lambda node: node.code)
def test_theory_lines_fit_the_report(node: dimensions.Node) -> None:
    for line in node.theory:
        assert 24 <= len(line.split()) <= 36
        assert line.endswith(".")
        assert "  " not in line


def test_labels_are_unique_and_kinds_are_as_the_model_says() -> None:
    assert len({node.label for node in TREE}) == len(TREE)
    assert dimensions.node_for("LR").kind is NodeKind.COMPOSITE


def test_both_reasons_for_a_focus_have_a_label() -> None:
    assert [reason.label for reason in dimensions.FocusReason] == [
        "Interés estratégico",
        "Debilidad relevante",
    ]
