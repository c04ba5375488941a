"""The reliability of a dimension as people read it, from a covariance that the gate made."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from lar.disclosure import PooledCovariance, covariance_from_payload
from lar.statistics.reliability import (
    alpha_sentence,
    cronbach_alpha,
    item_reliability_sentence,
    method_sentence,
    omega_sentence,
    recoded,
    reliability_of,
)
from lar.statistics.reliability.dimension import AGAINST, BAD_FIT, FEW_ITEMS, NO_FACTOR
from tests.lar.statistics.reliability.data_sets import EXTRAVERSION, EXTRAVERSION_PEOPLE

NAMES = ("E1", "E2", "E3", "E4", "E5")


def pooled(matrix: Any, names: tuple[str, ...] = NAMES, *, n: int = 2713, **more: Any) -> PooledCovariance:
    thousandths = np.round(np.array(matrix, dtype=float) * 1000).astype(int).tolist()
    payload = {"schema": "covariance/1", "items": list(names), "n": n, "networks": 16, "reserved": []}
    return covariance_from_payload({**payload, "thousandths": thousandths, **more})


def extraversion(**changes: Any) -> Any:
    given = {"items": NAMES, "reversed_items": {"E1", "E2"}, **changes}
    return reliability_of(
        pooled(EXTRAVERSION, n=EXTRAVERSION_PEOPLE), code="EX", name="Extraversión", **given
    )


def equal(size: int, covariance: float, variance: float = 1.0) -> Any:
    return np.full((size, size), covariance) + np.diag([variance - covariance] * size)


def test_figures_with_their_interval_and_people() -> None:
    found = extraversion()

    assert alpha_sentence(found) == (
        "Alfa de Cronbach: 0,76 (intervalo de 95 %: de 0,75 a 0,77; n = 2.713 personas de 16 redes). "
        "Las afirmaciones van juntas: se pueden leer como una sola dimensión."
    )
    assert omega_sentence(found) == (
        "Omega de McDonald: 0,77 (intervalo de 95 %: de 0,75 a 0,78; n = 2.713 personas de 16 redes). "
        "Las afirmaciones van juntas: se pueden leer como una sola dimensión."
    )
    assert "casos completos: 2.713 de 16 redes" in method_sentence(found)
    assert item_reliability_sentence(found.items[1], found) == (
        "Correlación con el resto: 0,61 (n = 2.713): va con las demás."
    )


@pytest.mark.parametrize("turned", NAMES)
def test_each_reversed_item_is_recoded_only_where_it_is_reversed(turned: str) -> None:
    """Wording an item backwards and marking it so changes nothing; not marking it sinks alpha."""
    signs = np.array([-1.0 if (name == turned) else 1.0 for name in NAMES])
    backwards = EXTRAVERSION * np.outer(signs, signs)
    marked = {"E1", "E2"} ^ {turned}

    as_worded = pooled(EXTRAVERSION)
    reworded = pooled(backwards)

    assert recoded(reworded, NAMES, marked) == pytest.approx(recoded(as_worded, NAMES, {"E1", "E2"}))
    assert reworded.of(turned, turned) == as_worded.of(turned, turned)
    forgotten = recoded(reworded, NAMES, {"E1", "E2"})
    assert cronbach_alpha(forgotten) < cronbach_alpha(recoded(reworded, NAMES, marked)) - 0.2


def test_only_the_dimensions_own_items_enter() -> None:
    found = extraversion(items=("E3", "E4", "E5"), reversed_items=())

    assert [item.code for item in found.items] == ["E3", "E4", "E5"]
    assert found.alpha.estimate is not None
    expected = cronbach_alpha(np.round(EXTRAVERSION[2:, 2:], 3))
    assert found.alpha.estimate.value == pytest.approx(expected)


def test_without_a_covariance_the_gates_refusal_is_the_reason() -> None:
    sentence = "Hacen falta al menos 100 respuestas completas."

    found = reliability_of(None, code="PN", name="Propósito", items=("a", "b", "c"), withheld=sentence)

    assert (alpha_sentence(found), omega_sentence(found), method_sentence(found)) == (sentence, sentence, "")


def test_fewer_than_three_items_are_not_enough() -> None:
    assert alpha_sentence(extraversion(items=("E3", "E4"))) == FEW_ITEMS


def test_what_the_gate_reserved_is_named() -> None:
    given = pooled(equal(3, 0.5), ("a", "b", "c"), reserved=["d"])

    found = reliability_of(given, code="PN", name="Propósito", items=("a", "b", "c", "d"))

    assert found.notes == (
        "Fuera del cálculo queda d, porque casi todas las personas respondieron lo mismo, o lo hicieron en "
        "una de las redes.",
    )


def test_items_that_run_against_each_other_have_no_sum() -> None:
    given = pooled(equal(4, -0.1), ("a", "b", "c", "d"))

    found = reliability_of(given, code="PN", name="Propósito", items=("a", "b", "c", "d"))

    assert (alpha_sentence(found), omega_sentence(found)) == (AGAINST, AGAINST)


def test_alpha_without_omega_when_no_factor_fits() -> None:
    given = pooled([[1.0, 0.9, 0.7], [0.9, 1.0, 0.5], [0.7, 0.5, 1.0]], ("a", "b", "c"))

    found = reliability_of(given, code="PN", name="Propósito", items=("a", "b", "c"))

    assert found.alpha.estimate is not None
    assert omega_sentence(found) == NO_FACTOR


def test_two_things_in_one_dimension_are_said_to_be_two() -> None:
    two = equal(6, 0.1)
    two[:3, :3] = equal(3, 0.7)
    two[3:, 3:] = equal(3, 0.65)
    given = pooled(two, tuple("abcdef"))

    found = reliability_of(given, code="PN", name="Propósito", items=tuple("abcdef"))

    assert BAD_FIT in found.notes


def test_an_item_that_goes_against_the_rest_and_what_leaving_it_out_would_do() -> None:
    matrix = equal(4, 0.5)
    matrix[3, :3] = matrix[:3, 3] = -0.2
    given = pooled(matrix, ("a", "b", "c", "d"), n=200)

    found = reliability_of(given, code="PN", name="Propósito", items=("a", "b", "c", "d"))

    words = item_reliability_sentence(found.items[3], found)
    assert words.startswith("Correlación con el resto: −0,24 (n = 200): va en contra de las demás;")
    assert re.search(r"Sin ella, alfa subiría de 0,41 a 0,75\.$", words)
