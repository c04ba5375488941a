"""The pooled covariance: from a hundred complete cases of five networks, rounded, checked when read."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from lar.disclosure import (
    FIVE_POINTS,
    Audience,
    CompleteCases,
    CovarianceWithheld,
    PooledCovariance,
    PublishableTable,
    Thresholds,
    UnsafeTable,
    covariance_from_payload,
    covariance_to_payload,
    gate,
    gate_covariance,
)
from tests.lar.disclosure.surveys import LAR, item, survey


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
    pooled = gate_covariance(cases(rows), tables=())

    assert (pooled.n, pooled.networks, pooled.items) == (137, 5, ("i0", "i1", "i2"))
    assert np.allclose(pooled.matrix, np.cov(np.array(rows).T), atol=0.0005)
    assert all(round(value, 3) == value for row in pooled.matrix for value in row)
    assert pooled.of("i0", "i2") == pooled.matrix[2][0]


@pytest.mark.parametrize(("count", "networks"), [(99, 5), (100, 4), (0, 0)])
def test_too_few_people_or_networks_leave_a_sentence(count: int, networks: int) -> None:
    with pytest.raises(CovarianceWithheld) as caught:
        gate_covariance(cases(people(count) or [[]], networks=networks), tables=())

    assert caught.value.sentence().startswith("Hacen falta al menos 100 respuestas completas de al menos 5")


def test_a_programme_may_ask_for_more() -> None:
    with pytest.raises(CovarianceWithheld, match="al menos 7 redes"):
        gate_covariance(
            cases(people(120), networks=6), tables=(), thresholds=Thresholds(covariance_min_networks=7)
        )


def test_an_item_in_which_all_but_one_coincide_is_left_out() -> None:
    rows = [[*row, 4] for row in people(120)]
    rows[0][3] = 1
    pooled = gate_covariance(cases(rows), tables=())

    assert pooled.reserved == ("i3",)
    assert pooled.items == ("i0", "i1", "i2")
    with pytest.raises(CovarianceWithheld, match="no hay diferencias"):
        gate_covariance(cases([[4, 5, 4] for _person in range(120)]), tables=())


def test_a_payload_comes_back_as_it_was_and_is_checked() -> None:
    pooled = gate_covariance(cases(people(120)), tables=())
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


def table_of(rows: list[list[int]]) -> PublishableTable:
    """A network's table of these people, as its members read it."""
    counts = cases(rows).counts
    items = [item(f"i{place}", *row, respondents=len(rows)) for place, row in enumerate(counts)]
    return gate(survey(*items, respondents=len(rows)), LAR, audience=Audience.NETWORK)


def unanimous(count: int) -> list[list[int]]:
    """People who all agree with the first item, some more than others."""
    return [[4 + place % 2, 1 + place % 5, 1 + place % 3] for place in range(count)]


def test_a_variance_that_would_take_a_mask_off_is_left_out() -> None:
    """Four networks of 25 show every point, so the variance of all leaves the fifth one only."""
    rng = random.Random(8)
    others = [[[rng.choice((1, 2, 3, 4, 4, 5, 5)) for _i in range(3)] for _p in range(25)] for _n in range(4)]
    networks = [*others, unanimous(10)]
    pooled = gate_covariance(
        cases([row for rows in networks for row in rows]), tables=[table_of(rows) for rows in networks]
    )

    assert pooled.reserved == ("i0",)


def test_a_variance_is_shown_where_other_tables_fit_it_too() -> None:
    """In networks of seven nobody knows the points, so the dissenter may be there or not."""
    rng = random.Random(8)
    others = [[[rng.choice((1, 2, 3, 4, 4, 5, 5)) for _i in range(3)] for _p in range(7)] for _n in range(15)]
    networks = [*others, unanimous(7)]
    pooled = gate_covariance(
        cases([row for rows in networks for row in rows]), tables=[table_of(rows) for rows in networks]
    )

    assert pooled.reserved == ()


def every_variance(known: list[int], rest: int) -> dict[bool, set[int]]:
    """By brute force: the rounded variances with `rest` people who all agree, or all but one of them."""
    found: dict[bool, set[int]] = {True: set(), False: set()}
    for fives in range(rest + 1):
        alike = [*[5] * fives, *[4] * (rest - fives)]
        found[True].add(thousandths([*known, *alike]))
        for stray in (1, 2, 3):
            for left in {4, 5} & set(alike):
                other = alike.copy()
                other[other.index(left)] = stray
                found[False].add(thousandths([*known, *other]))
    return found


def thousandths(answers: list[int]) -> int:
    return round(np.var(answers, ddof=1) * 1000)


def test_what_is_shown_fits_both_by_brute_force() -> None:
    """And what is left out is not all: both happen among these programmes."""
    shown = 0
    for seed in range(40):
        rng = random.Random(seed)
        others = [
            [[rng.choice((1, 2, 3, 4, 4, 5, 5)) for _i in range(3)] for _p in range(25)] for _n in range(4)
        ]
        last = [[4 + rng.randint(0, 1), *(rng.randint(1, 5) for _i in range(2))] for _person in range(12)]
        networks = [*others, last]
        rows = [row for some in networks for row in some]
        pooled = gate_covariance(cases(rows), tables=[table_of(some) for some in networks])
        if "i0" in pooled.items:
            shown += 1
            found = every_variance([row[0] for some in others for row in some], 12)
            assert thousandths([row[0] for row in rows]) in found[True] & found[False]
    assert 0 < shown < 40
