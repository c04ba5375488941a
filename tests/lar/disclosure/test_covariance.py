"""The pooled covariance: from a hundred complete cases of five networks, rounded, checked when read."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from lar.disclosure import (
    FIVE_POINTS,
    CompleteCases,
    CovarianceWithheld,
    PooledCovariance,
    Thresholds,
    UnsafeTable,
    covariance_from_payload,
    covariance_to_payload,
    gate_covariance,
)


def people(count: int, items: int = 3) -> list[list[int]]:
    rng = random.Random(4)
    return [[rng.randint(1, 5) for _item in range(items)] for _person in range(count)]


def cases(rows: list[list[int]], *, networks: int = 5) -> CompleteCases:
    places = range(len(rows[0]))
    return CompleteCases(
        items=tuple(f"i{place}" for place in places),
        scale=FIVE_POINTS,
        networks=networks,
        counts=tuple(
            tuple(sum(row[place] == point for row in rows) for point in range(1, 6)) for place in places
        ),
        products=tuple(tuple(sum(row[one] * row[two] for row in rows) for two in places) for one in places),
    )


def test_it_is_that_of_numpy_to_three_decimals() -> None:
    rows = people(137)
    pooled = gate_covariance(cases(rows))

    assert (pooled.n, pooled.networks, pooled.items) == (137, 5, ("i0", "i1", "i2"))
    assert np.allclose(pooled.matrix, np.cov(np.array(rows).T), atol=0.0005)
    assert all(round(value, 3) == value for row in pooled.matrix for value in row)
    assert pooled.of("i0", "i2") == pooled.matrix[2][0]


@pytest.mark.parametrize(("count", "networks"), [(99, 5), (100, 4), (0, 0)])
def test_too_few_people_or_networks_leave_a_sentence(count: int, networks: int) -> None:
    with pytest.raises(CovarianceWithheld) as caught:
        gate_covariance(cases(people(count) or [[]], networks=networks))

    assert caught.value.sentence().startswith("Hacen falta al menos 100 respuestas completas de al menos 5")


def test_a_programme_may_ask_for_more() -> None:
    with pytest.raises(CovarianceWithheld, match="al menos 7 redes"):
        gate_covariance(cases(people(120), networks=6), thresholds=Thresholds(covariance_min_networks=7))


def test_an_item_in_which_all_but_one_coincide_is_left_out() -> None:
    rows = [[*row, 4] for row in people(120)]
    rows[0][3] = 1
    pooled = gate_covariance(cases(rows))

    assert pooled.reserved == ("i3",)
    assert pooled.items == ("i0", "i1", "i2")
    with pytest.raises(CovarianceWithheld, match="no hay diferencias"):
        gate_covariance(cases([[4, 5, 4] for _person in range(120)]))


def test_a_payload_comes_back_as_it_was_and_is_checked() -> None:
    pooled = gate_covariance(cases(people(120)))
    payload = covariance_to_payload(pooled)

    assert covariance_from_payload(payload) == pooled
    changes: list[dict[str, Any]] = [
        {"n": 99},
        {"networks": 4},
        {"items": ["i0", "i1"]},
        {"items": ["i0", "i1", "i1"]},
        {"thousandths": [[1, 2, 3], [9, 1, 3], [3, 3, 1]]},
        {"thousandths": [[-1, 2, 3], [2, 1, 3], [3, 3, 1]]},
        {"thousandths": None},
        {"schema": "covariance/9"},
        {"rows": []},
    ]
    for change in changes:
        with pytest.raises(UnsafeTable):
            covariance_from_payload({**payload, **change})


def test_raw_numbers_that_do_not_fit_each_other_are_refused() -> None:
    good = cases(people(120))
    wrong = tuple(tuple(value + 1 for value in row) for row in good.products)

    with pytest.raises(ValueError, match="counts and squares differ"):
        CompleteCases(items=good.items, scale=FIVE_POINTS, networks=5, counts=good.counts, products=wrong)


def test_nobody_but_the_gate_makes_one() -> None:
    with pytest.raises(TypeError, match="only the gate"):
        PooledCovariance(
            key="gate",  # type: ignore[arg-type]
            items=("a", "b"),
            n=100,
            networks=5,
            matrix=((1.0, 0.0), (0.0, 1.0)),
        )
