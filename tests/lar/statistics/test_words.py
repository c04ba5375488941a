"""The word and its place: every border of the two rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lar.disclosure import FIVE_POINTS, Audience, PublishableTable, Scale, gate
from lar.statistics import Place, ReservedError, Word, agreement, question, read
from tests.lar.disclosure.surveys import LAR, item, survey


def table_of(*rows: tuple[int, ...], scale: Scale = FIVE_POINTS) -> PublishableTable:
    most = max(5, *(sum(row) for row in rows))
    items = [item(f"i{place}", *row, respondents=most) for place, row in enumerate(rows)]
    given = survey(*items, respondents=most, roster=most, scale=scale)
    return gate(given, LAR, audience=Audience.NETWORK)


@pytest.mark.parametrize(
    ("counts", "word", "place"),
    [
        ((0, 1, 0, 0, 13), Word.CONSENSUS, Place.AGREEMENT),
        ((0, 2, 0, 0, 12), Word.TENDENCY, Place.AGREEMENT),
        ((0, 4, 4, 4, 0), Word.DIVIDED, Place.ENDS),
        ((0, 4, 5, 4, 0), Word.SPREAD, Place.DOUBT),
        ((0, 4, 4, 5, 0), Word.SPREAD, Place.AGREEMENT),
        ((0, 0, 4, 6, 0), Word.TENDENCY, Place.AGREEMENT),
        ((0, 0, 6, 8, 0), Word.SPREAD, Place.AGREEMENT),
        ((0, 9, 5, 1, 0), Word.TENDENCY, Place.DISAGREEMENT),
        ((0, 5, 0, 9, 0), Word.DIVIDED, Place.ENDS),
        ((0, 4, 0, 10, 0), Word.TENDENCY, Place.AGREEMENT),
    ],
)
def test_under_twenty_the_blocks_decide(counts: tuple[int, ...], word: Word, place: Place) -> None:
    reading = read(table_of(counts).item("i0"))

    assert (reading.word, reading.place, reading.a) == (word, place, None)


@pytest.mark.parametrize(
    ("counts", "word", "place"),
    [
        ((0, 0, 12, 16, 0), Word.CONSENSUS, Place.DOUBT_TO_AGREEMENT),
        ((12, 0, 0, 0, 16), Word.DIVIDED, Place.ENDS),
        # A is 0.6, 0.3 and −0.2 exactly; next to each, a little further apart.
        ((0, 0, 4, 8, 8), Word.CONSENSUS, Place.AGREEMENT),
        ((0, 1, 4, 7, 8), Word.TENDENCY, Place.AGREEMENT),
        ((0, 2, 7, 4, 7), Word.TENDENCY, Place.DOUBT_TO_AGREEMENT),
        ((1, 1, 7, 4, 7), Word.SPREAD, Place.AGREEMENT),
        ((3, 7, 1, 1, 8), Word.SPREAD, Place.DISAGREEMENT),
        ((2, 8, 0, 1, 9), Word.DIVIDED, Place.ENDS),
        ((4, 4, 4, 4, 4), Word.SPREAD, Place.NOWHERE),
        ((0, 8, 4, 8, 0), Word.TENDENCY, Place.CENTRE),
        ((2, 10, 20, 10, 2), Word.TENDENCY, Place.DOUBT),
    ],
)
def test_from_twenty_van_der_eijk_decides(counts: tuple[int, ...], word: Word, place: Place) -> None:
    reading = read(table_of(counts).item("i0"))

    assert reading.a is not None
    assert (reading.word, reading.place) == (word, place)


def test_a_masked_item_is_consensus_at_every_size_and_has_no_a() -> None:
    reading = read(table_of((0, 0, 0, 20, 20)).item("i0"))

    assert (reading.word, reading.place, reading.a) == (Word.CONSENSUS, Place.AGREEMENT, None)


def test_a_dimension_is_consensus_from_ninety_per_cent() -> None:
    """Eighteen of twenty in a block; item by item it would be no consensus."""
    ninety = table_of((0, 2, 0, 8, 8), (0, 0, 0, 12, 0), (0, 0, 0, 12, 0))
    less = table_of((0, 2, 0, 8, 8), (0, 3, 0, 9, 0))

    assert agreement(ninety.dimension("PN")).fraction * 42 == 39
    assert read(ninety.dimension("PN")).word is Word.CONSENSUS
    assert read(less.dimension("PN")).word is Word.TENDENCY


def test_a_dimension_has_a_only_over_items_in_full_detail() -> None:
    full, mixed = table_of((4, 4, 4, 4, 5), (1, 2, 3, 8, 7)), table_of((4, 4, 4, 4, 5), (0, 0, 0, 10, 11))

    assert read(full.dimension("PN")).a is not None
    assert read(mixed.dimension("PN")).a is None


def test_two_points_have_no_a_however_many_answer() -> None:
    assert read(table_of((10, 20), scale=Scale.of("ab")).item("i0")).a is None


def test_nothing_reserved_has_a_word() -> None:
    with pytest.raises(ReservedError):
        read(table_of((1, 1, 1, 1, 0)).item("i0"))


@given(
    st.sampled_from([2, 3, 4, 5, 6, 7, 10]).flatmap(
        lambda size: st.lists(st.integers(0, 12), min_size=size, max_size=size)
    )
)
@settings(deadline=None)
def test_every_distribution_has_a_word_a_place_and_a_question(counts: list[int]) -> None:
    if sum(counts) < 5:
        return
    shown = table_of(tuple(counts), scale=Scale.of([str(place) for place in range(len(counts))])).item("i0")

    reading = read(shown)

    assert reading.phrase.startswith(reading.word.value)
    assert question(reading).startswith("¿")
    if reading.word is Word.DIVIDED:
        assert shown.cells[0].low > 0
        assert shown.cells[-1].low > 0
