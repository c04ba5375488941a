"""Thresholds may be raised and never lowered, and nobody writes one anywhere else."""

from __future__ import annotations

from dataclasses import fields

import pytest

from lar.disclosure import Thresholds

NAMES = [field.name for field in fields(Thresholds)]


def test_the_floors() -> None:
    """Written again here on purpose: lowering a floor must break a test, not only change a constant."""
    assert {name: getattr(Thresholds(), name) for name in NAMES} == {
        "min_group": 5,
        "min_open_code": 10,
        "min_item": 5,
        "full_detail_from": 20,
        "min_authority_items": 3,
        "min_own_items": 3,
        "free_text_min": 8,
        "theme_min_texts": 3,
        "program_min_networks": 5,
        "program_min_answers": 25,
        "program_min_unseen_networks": 2,
        "small_networks_min_answers": 5,
        "small_networks_min_networks": 2,
        "covariance_min_answers": 100,
        "covariance_min_networks": 5,
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_threshold_may_only_be_raised(name: str) -> None:
    floor = getattr(Thresholds(), name)

    assert getattr(Thresholds(**{name: floor + 1}), name) == floor + 1
    with pytest.raises(ValueError, match=name):
        Thresholds(**{name: floor - 1})


@pytest.mark.parametrize("value", [5.5, "9", True, None])
def test_a_threshold_is_a_whole_number(value: object) -> None:
    with pytest.raises(ValueError, match="min_group"):
        Thresholds(min_group=value)  # type: ignore[arg-type]
