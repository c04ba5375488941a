"""Scales: which points are agreement, and the blocks that follow from it."""

from __future__ import annotations

import pytest

from lar.disclosure import FIVE_POINTS, Block, Scale


def test_five_points_count_the_top_two_as_agreement() -> None:
    assert (FIVE_POINTS.disagreement, FIVE_POINTS.neutral, FIVE_POINTS.agreement) == ((1, 2), (3,), (4, 5))
    assert FIVE_POINTS.block_counts((1, 2, 3, 4, 5)) == (3, 3, 9)


@pytest.mark.parametrize("points", range(2, 11))
def test_odd_scales_have_three_blocks_and_even_ones_two(points: int) -> None:
    scale = Scale.of([str(point) for point in range(points)])

    assert len(scale.blocks) == (3 if points % 2 else 2)
    assert sum(len(scale.points_of(block)) for block in scale.blocks) == points


def test_seven_points_may_count_only_two_as_agreement() -> None:
    scale = Scale.of("abcdefg", agreement=2)

    assert scale.points_of(Block.NEUTRAL) == (3, 4, 5)
    assert scale.block_counts((1, 1, 1, 1, 1, 1, 1)) == (2, 3, 2)


@pytest.mark.parametrize(
    ("points", "labels", "agreement"),
    [
        (1, ("a",), (1,)),
        (11, tuple("abcdefghijk"), (8, 9, 10, 11)),
        (5, ("a", "b"), (4, 5)),
        (5, tuple("abcde"), ()),
        (5, tuple("abcde"), (3, 5)),
        (5, tuple("abcde"), (1, 2)),
        (5, tuple("abcde"), (3, 4, 5)),
        (4, tuple("abcd"), (4,)),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(
    points: int, labels: tuple[str, ...], agreement: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"scale|points|agreement"):
        Scale(points, labels, agreement)
