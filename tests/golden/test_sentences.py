"""Distributions and the sentence that each must make, word for word ("~" stands for a no-break space)."""

from __future__ import annotations

import pytest

from lar.disclosure import FIVE_POINTS, Audience, Scale, gate
from lar.statistics import dimension_sentence, item_sentence
from tests.lar.disclosure.surveys import LAR, item, survey


def sentence_of(counts: tuple[int, ...], scale: Scale) -> str:
    total = sum(counts)
    given = survey(item("a", *counts, respondents=total), respondents=total, roster=total, scale=scale)
    table = gate(given, LAR, audience=Audience.NETWORK)
    return item_sentence(table.item("a"), table).replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            (1, 1, 1, 1, 1),
            "2 de 5 personas están de acuerdo (40~%), 1 no está ni de acuerdo ni en desacuerdo y 2 "
            "están en desacuerdo: dividido entre el desacuerdo y el acuerdo.",
        ),
        (
            (1, 0, 2, 1, 1),
            "2 de 5 personas están de acuerdo (40~%), 2 no están ni de acuerdo ni en desacuerdo y 1 "
            "está en desacuerdo: disperso, sin una posición que predomine.",
        ),
        (
            (0, 0, 0, 1, 4),
            "Al menos 4 de 5 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            (1, 0, 0, 2, 2),
            "Al menos 4 de 5 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            (4, 0, 1, 0, 0),
            "Al menos 4 de 5 personas están en desacuerdo: consenso en el desacuerdo.",
        ),
        (
            (0, 0, 5, 0, 0),
            "Al menos 4 de 5 personas no están ni de acuerdo ni en desacuerdo: consenso en la duda.",
        ),
        (
            (0, 0, 4, 1, 1),
            "2 de 6 personas están de acuerdo (33~%) y 4 no están ni de acuerdo ni en desacuerdo: "
            "tendencia a la duda.",
        ),
        (
            (2, 1, 2, 0, 0),
            "Ninguna de las 5 personas está de acuerdo (0~%), 2 no están ni de acuerdo ni en "
            "desacuerdo y 3 están en desacuerdo: tendencia al desacuerdo.",
        ),
        (
            (1, 1, 3, 1, 0),
            "1 de 6 personas está de acuerdo (17~%), 3 no están ni de acuerdo ni en desacuerdo y 2 "
            "están en desacuerdo: disperso, con más respuestas en la duda.",
        ),
        (
            (0, 3, 0, 3, 0),
            "3 de 6 personas están de acuerdo (50~%) y 3 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo.",
        ),
        (
            (2, 0, 0, 3, 1),
            "4 de 6 personas están de acuerdo (67~%) y 2 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo.",
        ),
        (
            (0, 0, 6, 8, 0),
            "8 de 14 personas están de acuerdo (57~%) y 6 no están ni de acuerdo ni en desacuerdo: "
            "disperso, con más respuestas en el acuerdo.",
        ),
        (
            (6, 0, 0, 0, 8),
            "8 de 14 personas están de acuerdo (57~%) y 6 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo.",
        ),
        (
            (0, 1, 3, 6, 4),
            "10 de 14 personas están de acuerdo (71~%), 3 no están ni de acuerdo ni en desacuerdo y 1 "
            "está en desacuerdo: tendencia al acuerdo.",
        ),
        (
            (0, 0, 1, 8, 5),
            "Al menos 13 de 14 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            (0, 0, 0, 7, 7),
            "Al menos 13 de 14 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            (1, 0, 1, 8, 4),
            "12 de 14 personas están de acuerdo (86~%), 1 no está ni de acuerdo ni en desacuerdo y 1 "
            "está en desacuerdo: tendencia al acuerdo.",
        ),
        (
            (7, 6, 1, 0, 0),
            "Al menos 13 de 14 personas están en desacuerdo: consenso en el desacuerdo.",
        ),
        (
            (0, 1, 12, 1, 0),
            "1 de 14 personas está de acuerdo (7~%), 12 no están ni de acuerdo ni en desacuerdo y 1 "
            "está en desacuerdo: tendencia a la duda.",
        ),
        (
            (2, 2, 5, 3, 2),
            "5 de 14 personas están de acuerdo (36~%), 5 no están ni de acuerdo ni en desacuerdo y 4 "
            "están en desacuerdo: disperso, sin una posición que predomine.",
        ),
        (
            (3, 5, 6, 0, 0),
            "Ninguna de las 14 personas está de acuerdo (0~%), 6 no están ni de acuerdo ni en "
            "desacuerdo y 8 están en desacuerdo: disperso, con más respuestas en el desacuerdo.",
        ),
        (
            (0, 4, 0, 10, 0),
            "10 de 14 personas están de acuerdo (71~%) y 4 están en desacuerdo: tendencia al acuerdo.",
        ),
        (
            (0, 5, 4, 5, 0),
            "5 de 14 personas están de acuerdo (36~%), 4 no están ni de acuerdo ni en desacuerdo y 5 "
            "están en desacuerdo: dividido entre el desacuerdo y el acuerdo.",
        ),
        (
            (1, 4, 9, 0, 0),
            "Ninguna de las 14 personas está de acuerdo (0~%), 9 no están ni de acuerdo ni en "
            "desacuerdo y 5 están en desacuerdo: tendencia a la duda.",
        ),
        (
            (1, 2, 3, 4, 10),
            "14 de 20 personas están de acuerdo (70~%), 3 no están ni de acuerdo ni en desacuerdo y 3 "
            "están en desacuerdo: tendencia al acuerdo (A~=~0,50).",
        ),
        (
            (0, 0, 0, 10, 10),
            "Al menos 19 de 20 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            (0, 0, 0, 1, 19),
            "Al menos 19 de 20 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            (0, 0, 9, 11, 0),
            "11 de 20 personas están de acuerdo (55~%) y 9 no están ni de acuerdo ni en desacuerdo: "
            "consenso entre la duda y el acuerdo (A~=~0,78).",
        ),
        (
            (4, 4, 4, 4, 4),
            "8 de 20 personas están de acuerdo (40~%), 4 no están ni de acuerdo ni en desacuerdo y 8 "
            "están en desacuerdo: disperso, sin una posición que predomine (A~=~0,00).",
        ),
        (
            (10, 0, 0, 0, 10),
            "10 de 20 personas están de acuerdo (50~%) y 10 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo (A~=~−1,00).",
        ),
        (
            (0, 2, 4, 14, 0),
            "14 de 20 personas están de acuerdo (70~%), 4 no están ni de acuerdo ni en desacuerdo y 2 "
            "están en desacuerdo: consenso en el acuerdo (A~=~0,80).",
        ),
        (
            (0, 10, 10, 0, 0),
            "Ninguna de las 20 personas está de acuerdo (0~%), 10 no están ni de acuerdo ni en "
            "desacuerdo y 10 están en desacuerdo: consenso entre el desacuerdo y la duda (A~=~0,75).",
        ),
        (
            (0, 8, 4, 8, 0),
            "8 de 20 personas están de acuerdo (40~%), 4 no están ni de acuerdo ni en desacuerdo y 8 "
            "están en desacuerdo: tendencia al centro de la escala (A~=~0,37).",
        ),
        (
            (0, 0, 2, 6, 32),
            "38 de 40 personas están de acuerdo (95~%) y 2 no están ni de acuerdo ni en desacuerdo: "
            "consenso en el acuerdo (A~=~0,88).",
        ),
        (
            (12, 6, 2, 8, 12),
            "20 de 40 personas están de acuerdo (50~%), 2 no están ni de acuerdo ni en desacuerdo y "
            "18 están en desacuerdo: dividido entre el desacuerdo y el acuerdo (A~=~−0,30).",
        ),
        (
            (2, 10, 20, 10, 2),
            "12 de 44 personas están de acuerdo (27~%), 20 no están ni de acuerdo ni en desacuerdo y "
            "12 están en desacuerdo: tendencia a la duda (A~=~0,50).",
        ),
        (
            (3, 7, 15, 40, 55),
            "95 de 120 personas están de acuerdo (79,2~%), 15 no están ni de acuerdo ni en desacuerdo "
            "y 10 están en desacuerdo: tendencia al acuerdo (A~=~0,57).",
        ),
        (
            (0, 0, 0, 50, 50),
            "Al menos 99 de 100 personas están de acuerdo: consenso en el acuerdo.",
        ),
    ],
)
def test_five_points(counts: tuple[int, ...], sentence: str) -> None:
    assert sentence_of(counts, FIVE_POINTS) == sentence


@pytest.mark.parametrize(
    ("labels", "counts", "sentence"),
    [
        (
            "ab",
            (3, 4),
            "4 de 7 personas están de acuerdo (57~%) y 3 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo.",
        ),
        (
            "ab",
            (1, 8),
            "Al menos 8 de 9 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            "abcd",
            (2, 2, 3, 2),
            "5 de 9 personas están de acuerdo (56~%) y 4 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo.",
        ),
        (
            "abcd",
            (0, 1, 4, 3),
            "Al menos 7 de 8 personas están de acuerdo: consenso en el acuerdo.",
        ),
        (
            "abcd",
            (1, 1, 4, 4),
            "8 de 10 personas están de acuerdo (80~%) y 2 están en desacuerdo: tendencia al acuerdo.",
        ),
        (
            "abcd",
            (1, 8, 9, 4),
            "13 de 22 personas están de acuerdo (59~%) y 9 están en desacuerdo: tendencia al centro "
            "de la escala (A~=~0,42).",
        ),
        (
            "abcd",
            (10, 2, 1, 9),
            "10 de 22 personas están de acuerdo (45~%) y 12 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo (A~=~−0,62).",
        ),
        (
            "ab",
            (8, 14),
            "14 de 22 personas están de acuerdo (64~%) y 8 están en desacuerdo: dividido entre el "
            "desacuerdo y el acuerdo.",
        ),
        (
            "abcdefg",
            (1, 2, 3, 4, 5, 6, 7),
            "18 de 28 personas están de acuerdo (64~%), 4 no están ni de acuerdo ni en desacuerdo y 6 "
            "están en desacuerdo: tendencia al acuerdo (A~=~0,33).",
        ),
    ],
)
def test_other_scales(labels: str, counts: tuple[int, ...], sentence: str) -> None:
    assert sentence_of(counts, Scale.of(labels)) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [(0, 0, 0, 6, 6), (0, 1, 1, 5, 5), (1, 2, 1, 4, 4), (0, 0, 0, 0, 12)],
            "Propósito nuclear: en 4 afirmaciones, entre 40 y 42 de 48 respuestas son de acuerdo "
            "(85~%) y entre 4 y 6 de desacuerdo (9~%): tendencia al acuerdo.",
        ),
        (
            [(0, 0, 0, 6, 6), (0, 0, 0, 6, 6), (0, 0, 0, 6, 6)],
            "Propósito nuclear: en 3 afirmaciones, entre 33 y 36 de 36 respuestas son de acuerdo "
            "(96~%) y entre 0 y 3 de desacuerdo (2~%): consenso en el acuerdo.",
        ),
        (
            [(12, 0, 0, 0, 0), (8, 2, 1, 1, 0)],
            "Propósito nuclear: en 2 afirmaciones, entre 1 y 2 de 24 respuestas son de acuerdo (5~%) "
            "y entre 21 y 22 de desacuerdo (90~%): tendencia al desacuerdo.",
        ),
        (
            [(5, 1, 0, 3, 3), (6, 0, 0, 0, 6)],
            "Propósito nuclear: en 2 afirmaciones, 12 de 24 respuestas son de acuerdo (50~%) y 12 de "
            "desacuerdo (50~%): dividido entre el desacuerdo y el acuerdo.",
        ),
        (
            [(2, 2, 2, 3, 3)],
            "Propósito nuclear: en 1 afirmación, 6 de 12 respuestas son de acuerdo (50~%) y 4 de "
            "desacuerdo (33~%): dividido entre el desacuerdo y el acuerdo.",
        ),
        (
            [(3, 1, 8, 0, 0), (4, 0, 7, 0, 1)],
            "Propósito nuclear: en 2 afirmaciones, 1 de 24 respuestas es de acuerdo (4~%) y 8 de "
            "desacuerdo (33~%): tendencia a la duda.",
        ),
        (
            [(3, 3, 6, 0, 0), (5, 3, 4, 0, 0)],
            "Propósito nuclear: en 2 afirmaciones, ninguna de 24 respuestas es de acuerdo (0~%) y 14 "
            "de desacuerdo (58~%): disperso, con más respuestas en el desacuerdo.",
        ),
        (
            [(2, 3, 5, 8, 6), (1, 2, 4, 10, 7)],
            "Propósito nuclear: en 2 afirmaciones, 31 de 48 respuestas son de acuerdo (65~%) y 8 de "
            "desacuerdo (17~%): tendencia al acuerdo (A~=~0,40).",
        ),
        (
            [(5, 5, 5, 5, 5), (25, 0, 0, 0, 0)],
            "Propósito nuclear: en 2 afirmaciones, entre 10 y 11 de 50 respuestas son de acuerdo "
            "(21~%) y entre 34 y 35 de desacuerdo (69~%): tendencia al desacuerdo.",
        ),
        (
            [(0, 0, 12, 0, 0), (0, 0, 11, 1, 0)],
            "Propósito nuclear: en 2 afirmaciones, entre 0 y 2 de 24 respuestas son de acuerdo (2~%) "
            "y entre 0 y 2 de desacuerdo (2~%): consenso en la duda.",
        ),
    ],
)
def test_dimensions(rows: list[tuple[int, ...]], sentence: str) -> None:
    respondents = max(sum(row) for row in rows)
    items = [item(f"i{place}", *row, respondents=respondents) for place, row in enumerate(rows)]
    table = gate(survey(*items, respondents=respondents), LAR, audience=Audience.NETWORK)

    said = dimension_sentence(table.dimension("PN"), table)

    assert said.replace("\N{NO-BREAK SPACE}", "~") == sentence
