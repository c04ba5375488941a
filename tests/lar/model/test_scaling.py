"""Scaling: its depth is not the dimension depth, and each type serves known components."""

import pytest

from lar.model import dimensions, scaling


def test_depth_of_scaling_and_the_dimension_depth_share_neither_code_nor_label() -> None:
    assert scaling.SC_DEPTH.code not in {node.code for node in dimensions.TREE}
    assert scaling.SC_DEPTH.label not in {node.label for node in dimensions.TREE}
    assert scaling.SC_DEPTH.name not in {node.name for node in dimensions.TREE}


def test_each_type_serves_its_components() -> None:
    assert {kind.code: kind.components for kind in scaling.SCALING_TYPES} == {
        "exponential": ("SC_DEPTH", "SC_SUSTAINABILITY"),
        "transversal": ("SC_APPROPRIATION",),
        "extended": ("SC_DISSEMINATION",),
    }


def test_every_component_is_served_by_exactly_one_type() -> None:
    served = [code for kind in scaling.SCALING_TYPES for code in kind.components]

    assert sorted(served) == sorted(part.code for part in scaling.COMPONENTS)


def test_sustainability_rests_on_five_structural_and_two_relational_conditions() -> None:
    structural = [factor.code for factor in scaling.SUSTAINABILITY_FACTORS if factor.structural]
    relational = [factor.code for factor in scaling.SUSTAINABILITY_FACTORS if not factor.structural]

    assert len(structural) == 5
    assert relational == ["trust", "collaboration"]


def test_look_ups_return_the_named_thing_and_raise_for_others() -> None:
    assert scaling.scaling_component("SC_DEPTH").label == "Profundidad del cambio"
    assert scaling.scaling_type("extended").label == "Escalamiento ampliado"
    with pytest.raises(KeyError):
        scaling.scaling_component("PR")
    with pytest.raises(KeyError):
        scaling.scaling_type("PR")
