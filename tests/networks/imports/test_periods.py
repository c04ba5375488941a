"""One holder at a time, over time."""

from __future__ import annotations

from datetime import date

from networks.periods import Period, place

Y24, Y25, Y26 = date(2024, 3, 1), date(2025, 3, 1), date(2026, 1, 1)


def test_the_first_holder_stays_open() -> None:
    assert place([], "daem", Y24) == (Period("daem", Y24, None),)


def test_the_same_holder_changes_nothing() -> None:
    before = (Period("daem", Y24, None),)

    assert place(before, "daem", Y25) == before


def test_another_holder_ends_the_one_before() -> None:
    assert place([Period("daem", Y24, None)], "slep", Y25) == (
        Period("daem", Y24, Y25),
        Period("slep", Y25, None),
    )


def test_a_known_later_change_survives_a_file_in_between() -> None:
    before = [Period("daem", Y24, Y26), Period("slep", Y26, None)]

    assert place(before, "daem", Y25) == tuple(before)
    assert place(before, "corporation", Y25) == (
        Period("daem", Y24, Y25),
        Period("corporation", Y25, Y26),
        Period("slep", Y26, None),
    )


def test_a_holder_that_began_the_same_day_is_corrected() -> None:
    assert place([Period("daem", Y24, None)], "slep", Y24) == (Period("slep", Y24, None),)


def test_before_everything_it_lasts_until_the_first_known() -> None:
    assert place([Period("slep", Y26, None)], "daem", Y24) == (
        Period("daem", Y24, Y26),
        Period("slep", Y26, None),
    )
