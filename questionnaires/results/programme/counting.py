"""Sealed rows of many networks → what the gate takes. Nothing of it goes anywhere else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection

from lar.disclosure import CompleteCases, SmallNetworks, SurveyCounts
from questionnaires.instruments.models import Item, QuestionnaireVersion
from questionnaires.results.counts import item_counts

# Row security lets the application read the rows of sealed surveys of the programme in context only.
COMPLETE = """
SELECT s.network_id, response.answers
FROM questionnaires_response response JOIN questionnaires_survey s ON s.id = response.survey_id
WHERE response.survey_id = ANY (%s) AND 0 < ALL (response.answers)
"""

Matrix = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def small_networks(version: QuestionnaireVersion, year: int) -> SmallNetworks | None:
    """Answers of the networks without a release, added up by the database; None when they are too few.

    The database refuses before the declared date, and gives what was sealed by then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lar_small_networks(%s, %s)", [version.pk, year])
        rows = cursor.fetchall()
    if not rows:
        return None
    cells = {(place, value): answers for place, value, answers, _networks, _all in rows}
    behind = {place: networks for place, _value, _answers, networks, _all in rows}
    items = list(Item.objects.filter(version=version).in_answers().select_related("node"))
    scale = version.scale
    return SmallNetworks(
        counts=SurveyCounts(
            respondents=sum(answers for (place, _value), answers in cells.items() if place == 1),
            roster=None,
            scale=scale,
            items=tuple(
                item_counts(item, place, cells, scale.points) for place, item in enumerate(items, start=1)
            ),
        ),
        networks=rows[0][4],
        item_networks={item.code: behind.get(place, 0) for place, item in enumerate(items, start=1)},
    )


@dataclass(frozen=True, slots=True)
class _Moments:
    products: Matrix
    counts: Matrix
    networks: int


def complete_cases(
    version: QuestionnaireVersion, year: int, *, surveys: Collection[int], with_small: bool
) -> CompleteCases:
    """People of these released surveys, and of the small networks, who answered every item on the scale."""
    codes = [item.code for item in Item.objects.filter(version=version).in_answers()]
    parts = [_of_surveys(surveys, len(codes), version.scale.points)]
    if with_small:
        parts.append(_of_small(version, year, len(codes)))
    products, counts = parts[0].products, parts[0].counts
    for part in parts[1:]:
        products, counts = products + part.products, counts + part.counts
    return CompleteCases(
        items=tuple(codes),
        scale=version.scale,
        networks=sum(part.networks for part in parts),
        counts=_rows(counts),
        products=_rows(products),
    )


def _rows(matrix: Matrix) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(value) for value in row) for row in matrix)


def _of_surveys(surveys: Collection[int], items: int, points: int) -> _Moments:
    with connection.cursor() as cursor:
        cursor.execute(COMPLETE, [list(surveys)])
        rows: Sequence[tuple[int, list[int]]] = cursor.fetchall()
    answers = np.array([row for _network, row in rows], dtype=np.int64).reshape(len(rows), items)
    counts = np.array([(answers == point).sum(axis=0) for point in range(1, points + 1)], dtype=np.int64).T
    return _Moments(answers.T @ answers, counts, len({network for network, _row in rows}))


def _of_small(version: QuestionnaireVersion, year: int, items: int) -> _Moments:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lar_small_pairs(%s, %s)", [version.pk, year])
        rows = cursor.fetchall()
    products = np.zeros((items, items), dtype=np.int64)
    counts = np.zeros((items, version.scale.points), dtype=np.int64)
    for one, value, other, other_value, people, _networks in rows:
        products[one - 1, other - 1] += people * value * other_value
        if one == other:
            counts[one - 1, value - 1] += people
    return _Moments(products, counts, rows[0][5] if rows else 0)
