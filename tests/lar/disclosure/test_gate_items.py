"""What the gate does to one item: each rule of disclosure and the border on either side of it."""

from __future__ import annotations

import pytest

from lar.disclosure import (
    Audience,
    BelowThreshold,
    Cell,
    PublishableItem,
    Reason,
    Scale,
    State,
    Thresholds,
    gate,
)
from tests.lar.disclosure.surveys import LAR, item, survey


def published(
    *counts: int, respondents: int, scale: Scale | None = None, not_applicable: int = 0
) -> PublishableItem:
    one = item("pn_1", *counts, respondents=respondents, not_applicable=not_applicable)
    given = (
        survey(one, respondents=respondents)
        if scale is None
        else survey(one, respondents=respondents, scale=scale)
    )
    return gate(given, LAR, audience=Audience.NETWORK).item("pn_1")


@pytest.mark.parametrize("respondents", [0, 1, 4])
def test_a_group_under_five_is_not_published(respondents: int) -> None:
    given = survey(item("pn_1", 0, 0, 0, 0, respondents, respondents=respondents), respondents=respondents)

    with pytest.raises(BelowThreshold) as refusal:
        gate(given, LAR, audience=Audience.NETWORK)

    assert refusal.value.sentence().startswith("Todavía no hay 5 respuestas")


def test_a_group_of_five_is_published() -> None:
    assert published(1, 1, 0, 2, 1, respondents=5).n == 5


def test_an_open_code_needs_ten() -> None:
    nine = survey(item("pn_1", 3, 0, 3, 0, 3, respondents=9), respondents=9, roster=None)
    ten = survey(item("pn_1", 3, 0, 4, 0, 3, respondents=10), respondents=10, roster=None)

    with pytest.raises(BelowThreshold):
        gate(nine, LAR, audience=Audience.NETWORK)
    assert gate(ten, LAR, audience=Audience.NETWORK).respondents == 10


def test_an_item_with_four_valid_answers_shows_no_number_at_all() -> None:
    reserved = published(1, 0, 1, 2, 0, respondents=12, not_applicable=6)

    assert reserved.state is State.RESERVED
    assert reserved.reason is Reason.FEW_ANSWERS
    assert (reserved.n, reserved.not_applicable, reserved.dont_know, reserved.missing) == (None,) * 4
    assert (reserved.cells, reserved.points) == ((), ())


def test_an_item_with_five_valid_answers_shows_its_counts() -> None:
    shown = published(1, 0, 1, 2, 1, respondents=12, not_applicable=6)

    assert shown.state is State.BLOCKS
    assert (shown.n, shown.not_applicable, shown.dont_know, shown.missing) == (5, 6, 0, 1)
    assert shown.cells == (Cell.exactly(1), Cell.exactly(1), Cell.exactly(3))


def test_nineteen_answers_are_shown_in_blocks_and_twenty_in_full() -> None:
    nineteen, twenty = published(1, 2, 3, 4, 9, respondents=20), published(1, 2, 3, 4, 10, respondents=20)

    assert (nineteen.state, nineteen.points) == (State.BLOCKS, ())
    assert [cell.low for cell in nineteen.cells] == [3, 3, 13]
    assert (twenty.state, twenty.points) == (State.FULL, (1, 2, 3, 4, 10))


def test_the_valid_answers_decide_the_detail_and_not_the_respondents() -> None:
    assert published(1, 2, 3, 4, 9, respondents=35).state is State.BLOCKS


@pytest.mark.parametrize("size", [5, 14, 19, 20, 40])
@pytest.mark.parametrize("block", [0, 1, 2])
@pytest.mark.parametrize("dissent", [0, 1])
def test_all_or_all_but_one_in_a_block_look_the_same(size: int, block: int, dissent: int) -> None:
    counts = [0, 0, 0, 0, 0]
    counts[(0, 2, 4)[block]] = size - dissent
    counts[(4, 0, 2)[block]] += dissent

    shown = published(*counts, respondents=size)

    expected = [Cell(0, 1, 1)] * 3
    expected[block] = Cell(size - 1, size, 4 * size - 2)
    assert shown.state is State.MASKED
    assert shown.cells == tuple(expected)
    assert shown.points == ()


@pytest.mark.parametrize("size", [5, 14, 20, 40])
def test_two_who_think_otherwise_lift_the_mask(size: int) -> None:
    assert published(2, 0, 0, size - 2, 0, respondents=size).state is not State.MASKED


def test_the_rule_looks_at_blocks_and_not_at_points() -> None:
    """Nobody agrees on a point, everybody on the block."""
    assert published(0, 0, 0, 10, 10, respondents=20).state is State.MASKED


def test_the_rule_looks_at_valid_answers_and_not_at_respondents() -> None:
    assert published(0, 0, 1, 6, 6, respondents=20, not_applicable=7).state is State.MASKED


def test_an_even_scale_has_two_blocks_and_shares_the_half_whole() -> None:
    shown = published(0, 1, 3, 5, respondents=9, scale=Scale.of("abcd"))

    assert shown.cells == (Cell(0, 1, 2), Cell(8, 9, 34))
    assert sum(cell.middle for cell in shown.cells) == 9


def test_a_reversed_item_is_shown_as_worded() -> None:
    one = item("pn_1", 6, 2, 1, 1, 1, respondents=11, is_reversed=True)

    shown = gate(survey(one, respondents=11), LAR, audience=Audience.NETWORK).item("pn_1")

    assert shown.reversed
    assert [cell.low for cell in shown.cells] == [8, 1, 2]


def test_a_programme_may_raise_the_thresholds() -> None:
    higher = Thresholds(min_group=8, min_item=7, full_detail_from=30)
    few = survey(item("pn_1", 3, 0, 0, 0, 4, respondents=7), respondents=7)
    some = survey(
        item("pn_1", 3, 0, 0, 0, 3, respondents=25),
        item("pn_2", 5, 5, 5, 5, 5, respondents=25),
        respondents=25,
    )

    with pytest.raises(BelowThreshold):
        gate(few, LAR, audience=Audience.NETWORK, thresholds=higher)
    table = gate(some, LAR, audience=Audience.NETWORK, thresholds=higher)
    assert [one.state for one in table.items] == [State.RESERVED, State.BLOCKS]
