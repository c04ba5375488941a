"""Whatever is held back says why, in one plain sentence."""

from __future__ import annotations

import pytest

from lar.disclosure import Audience, Reason, dimension_reason, gate, item_reason
from tests.lar.disclosure.surveys import LAR, item, survey


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1, 1, 1, 1, 0), "Reservado: menos de 5 personas respondieron esta afirmación con la escala."),
        (
            (1, 2, 3, 4, 4),
            "Se muestran tres bloques y no cada opción, porque respondieron menos de 20 personas (14).",
        ),
        (
            (0, 0, 0, 7, 7),
            "Todas las personas, o todas menos una, de las 14 que respondieron coinciden; "
            "no se dice cuál de las dos cosas, para no señalar a nadie.",
        ),
        ((5, 5, 5, 5, 5), None),
    ],
)
def test_an_item_says_why(counts: tuple[int, ...], sentence: str | None) -> None:
    table = gate(survey(item("a", *counts, respondents=25), respondents=25), LAR, audience=Audience.NETWORK)

    assert item_reason(table.item("a"), table) == sentence


WIDE, NARROW, ONE, FEW = (5, 5, 5, 5, 5), (3, 3, 3, 3, 3), (0, 0, 0, 0, 25), (1, 1, 1, 1, 0)


@pytest.mark.parametrize(
    ("rows", "audience", "sentence"),
    [
        ([WIDE, WIDE], Audience.NETWORK, None),
        (
            [WIDE, NARROW],
            Audience.NETWORK,
            "Se muestran tres bloques y no cada opción, porque hay afirmaciones con menos de 20 respuestas.",
        ),
        (
            [ONE, WIDE],
            Audience.NETWORK,
            "1 de 2 afirmaciones tiene respuestas casi unánimes, así que las cantidades van entre un mínimo "
            "y un máximo, para no señalar a nadie.",
        ),
        (
            [ONE, ONE, WIDE],
            Audience.NETWORK,
            "2 de 3 afirmaciones tienen respuestas casi unánimes, así que las cantidades van entre un mínimo "
            "y un máximo, para no señalar a nadie.",
        ),
        (
            [ONE, FEW],
            Audience.NETWORK,
            "Su única afirmación publicada tiene respuestas casi unánimes, así que las cantidades van entre "
            "un mínimo y un máximo, para no señalar a nadie.",
        ),
        (
            [FEW],
            Audience.NETWORK,
            "Reservada: ninguna de sus afirmaciones tiene respuestas suficientes para publicarse.",
        ),
        (
            [WIDE, WIDE],
            Audience.AUTHORITY,
            "Reservada: menos de 3 de sus afirmaciones tienen respuestas suficientes.",
        ),
    ],
)
def test_a_dimension_says_why(rows: list[tuple[int, ...]], audience: Audience, sentence: str | None) -> None:
    items = [item(f"i{place}", *counts, respondents=25) for place, counts in enumerate(rows)]
    table = gate(survey(*items, respondents=25), LAR, audience=audience)

    assert dimension_reason(table.dimension("PN"), table) == sentence


def test_a_container_says_that_a_part_is_reserved() -> None:
    items = [item(f"cp{place}", *WIDE, node="CP", respondents=25) for place in range(2)]
    items += [item(f"cc{place}", *WIDE, node="CC", respondents=25) for place in range(3)]
    table = gate(survey(*items, respondents=25), LAR, audience=Audience.AUTHORITY)

    container = table.dimension("LR")

    assert container.reason is Reason.PART_RESERVED
    assert dimension_reason(container, table) == (
        "Reservada: una de las dimensiones que la componen está reservada."
    )
