"""Dimensions: sums of published cells, the container, and what an authority may see."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lar.disclosure import (
    Audience,
    Cell,
    ItemCounts,
    Node,
    PublishableTable,
    Reason,
    State,
    Thresholds,
    gate,
    gate_all,
)
from tests.lar.disclosure.surveys import LAR, item, survey

SPREAD, MOSTLY, UNANIMOUS = (3, 1, 2, 4, 2), (0, 2, 2, 4, 4), (0, 0, 0, 0, 12)


def many(node: str, how_many: int, counts: tuple[int, ...] = SPREAD) -> list[ItemCounts]:
    return [item(f"{node}_{place}", *counts, node=node, respondents=12) for place in range(how_many)]


def table(*items: ItemCounts, audience: Audience = Audience.NETWORK) -> PublishableTable:
    return gate(survey(*items, respondents=12), LAR, audience=audience)


def test_a_masked_item_enters_as_n_minus_a_half_and_the_rest_share_the_half() -> None:
    given = [
        item("a", *UNANIMOUS, respondents=12),
        item("b", *UNANIMOUS, respondents=12),
        item("c", *MOSTLY, respondents=12),
    ]

    dimension = table(*given).dimension("PN")

    assert dimension.state is State.BLOCKS
    assert dimension.reason is Reason.HOLDS_MASKED
    assert (dimension.n, dimension.items_published, dimension.items_masked) == (36, 3, 2)
    assert [(cell.low, cell.high) for cell in dimension.cells] == [(2, 4), (2, 4), (30, 32)]
    assert [cell.middle for cell in dimension.cells] == [Fraction(5, 2), Fraction(5, 2), 31]


def test_raw_counts_do_not_reach_the_dimension() -> None:
    """Twelve of twelve and eleven of twelve make the same dimension."""
    all_agree, one_does_not = (0, 0, 0, 6, 6), (1, 0, 0, 5, 6)

    tables = [
        gate_all(survey(item("a", *counts, respondents=12), *many("PN", 3), respondents=12), LAR)
        for counts in (all_agree, one_does_not)
    ]

    assert tables[0] == tables[1]


def test_a_reversed_item_is_recoded_inside_its_dimension() -> None:
    straight = item("a", 6, 2, 1, 1, 2, respondents=12)
    turned = item("b", 6, 2, 1, 1, 2, respondents=12, is_reversed=True)

    cells = table(straight, turned).dimension("PN").cells

    assert cells == (Cell.exactly(8 + 3), Cell.exactly(1 + 1), Cell.exactly(3 + 8))


def test_a_dimension_has_points_only_when_every_published_item_has() -> None:
    full = item("a", 5, 4, 3, 2, 8, respondents=22)
    turned = item("b", 1, 2, 3, 4, 10, respondents=22, is_reversed=True)
    coarse = item("c", 5, 4, 3, 2, 1, respondents=22)

    whole = gate(survey(full, turned, respondents=22), LAR, audience=Audience.NETWORK).dimension("PN")
    mixed = gate(survey(full, coarse, respondents=22), LAR, audience=Audience.NETWORK).dimension("PN")

    assert (whole.state, whole.points) == (State.FULL, (15, 8, 6, 4, 9))
    assert (mixed.state, mixed.points, mixed.reason) == (State.BLOCKS, (), Reason.HOLDS_BLOCKS)


def test_reserved_items_stay_out_of_their_dimension() -> None:
    few = item("a", 1, 1, 1, 0, 1, respondents=12)

    dimension = table(few, *many("PN", 1)).dimension("PN")

    assert (dimension.n, dimension.items_published, dimension.items_total) == (12, 1, 2)
    assert dimension.missing == 0


def test_a_dimension_without_publishable_items_is_reserved() -> None:
    dimension = table(item("a", 1, 1, 1, 0, 1, respondents=12), *many("KP", 1)).dimension("PN")

    assert (dimension.state, dimension.reason, dimension.n) == (State.RESERVED, Reason.NO_ITEMS, None)


def test_dimensions_come_in_the_order_of_the_model_and_unmeasured_ones_do_not_come() -> None:
    given = [*many("PR", 1), *many("CC", 1), *many("PN", 1)]

    assert [dimension.code for dimension in table(*given).dimensions] == ["PN", "LR", "CC", "PR"]


def test_two_own_items_of_the_container_are_not_pooled() -> None:
    container = table(*many("LR", 2), *many("CP", 1), *many("CC", 2)).dimension("LR")

    assert (container.parts, container.items_published, container.n) == (("CP", "CC"), 3, 36)
    assert container.is_container


def test_three_own_items_of_the_container_are_pooled() -> None:
    container = table(*many("LR", 3), *many("CP", 1), *many("CC", 2)).dimension("LR")

    assert (container.parts, container.items_published, container.n) == (("LR", "CP", "CC"), 6, 72)


def test_own_items_count_towards_pooling_only_if_publishable() -> None:
    few = item("LR_9", 1, 1, 1, 0, 1, node="LR", respondents=12)

    assert table(*many("LR", 2), few, *many("CP", 1)).dimension("LR").parts == ("CP",)


def test_a_container_without_measured_children_is_a_dimension_like_others() -> None:
    container = table(*many("LR", 1)).dimension("LR")

    assert (container.parts, container.n, container.is_container) == (("LR",), 12, False)


def test_an_authority_sees_dimensions_and_neither_items_nor_texts() -> None:
    seen = table(*many("PN", 3), audience=Audience.AUTHORITY)

    assert seen.items == ()
    assert seen.dimension("PN").n == 36


def test_an_authority_needs_three_publishable_items() -> None:
    few = item("PN_9", 1, 1, 1, 0, 1, respondents=12)

    seen = table(*many("PN", 2), few, *many("KP", 3), audience=Audience.AUTHORITY)

    assert (seen.dimension("PN").state, seen.dimension("PN").reason) == (State.RESERVED, Reason.FEW_ITEMS)
    assert (seen.dimension("PN").n, seen.dimension("PN").cells) == (None, ())
    assert seen.dimension("KP").is_published


def test_a_container_is_withheld_when_a_child_could_be_subtracted_from_it() -> None:
    """LR − CC would be CP with its two items."""
    seen = table(*many("CP", 2), *many("CC", 4), audience=Audience.AUTHORITY)

    assert seen.dimension("CC").is_published
    assert (seen.dimension("LR").state, seen.dimension("LR").reason) == (
        State.RESERVED,
        Reason.PART_RESERVED,
    )


def test_raising_the_authority_items_raises_what_can_be_subtracted_from_a_container() -> None:
    given = survey(*many("LR", 3), *many("CP", 4), *many("CC", 4), respondents=12)

    seen = gate(given, LAR, audience=Audience.AUTHORITY, thresholds=Thresholds(min_authority_items=4))

    assert seen.dimension("LR").parts == ("CP", "CC")


def test_network_and_members_see_the_same_and_an_authority_the_same_dimensions() -> None:
    given = survey(*(one for node in LAR for one in many(node.code, 3, MOSTLY)), respondents=12)

    seen = gate_all(given, LAR)

    assert seen[Audience.NETWORK].items == seen[Audience.MEMBERS].items
    assert len({seen[audience].dimensions for audience in Audience}) == 1


@pytest.mark.parametrize(
    "nodes",
    [
        (Node("PN", "P"), Node("PN", "P")),
        (Node("PN", "P", "XX"),),
        (Node("A", "A"), Node("B", "B", "A"), Node("PN", "P", "B")),
        (Node("KP", "K"),),
    ],
)
def test_a_tree_that_does_not_fit_is_refused(nodes: tuple[Node, ...]) -> None:
    with pytest.raises(ValueError, match="node"):
        gate(survey(*many("PN", 1), respondents=12), nodes, audience=Audience.NETWORK)
