"""Sealed answers → counts, in one statement. What comes out goes to the gate and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import connection

from lar.disclosure import ItemCounts, Node, SurveyCounts
from questionnaires.instruments.models import Item, VersionNode
from questionnaires.surveys.models import LocalItem, Survey, SurveyMode
from questionnaires.surveys.models.response import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE

# Row security lets the application read the rows of sealed surveys of the programme in context only.
COUNT = """
SELECT answer.place, answer.value, count(*)
FROM questionnaires_response response, unnest(response.answers) WITH ORDINALITY AS answer (value, place)
WHERE response.survey_id = %s AND response.program_id = %s
GROUP BY answer.place, answer.value
"""

# The same of the answers to the network's own questions, which are kept apart.
COUNT_OWN = COUNT.replace("unnest(response.answers)", "unnest(response.own_answers)")

OWN_NODE = Node("RED", "Preguntas propias de la red")
"""Where a network's own questions hang: no dimension, and in a table apart from those."""

Cells = Mapping[tuple[int, int], int]
"""``{(place from 1, value): how many}``."""


def survey_counts(survey: Survey) -> SurveyCounts:
    """The raw counts of a sealed survey; no answers at all when it is not sealed.

    An open code has no roster: nobody knows how many were asked. A lost slip that was found again
    after it was replaced lets more people answer than were asked; then all who answered are N, and
    the report says that slips were replaced.
    """
    items = list(Item.objects.filter(version=survey.version_id).in_answers().select_related("node"))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [survey.pk, survey.program_id])
        cells: Cells = {(place, value): count for place, value, count in cursor.fetchall()}
    scale = survey.version.scale
    respondents = sum(count for (place, _value), count in cells.items() if place == 1)
    asked = max(survey.roster_n or 0, respondents)
    return SurveyCounts(
        respondents=respondents,
        roster=None if survey.mode == SurveyMode.OPEN_CODE else asked,
        scale=scale,
        items=tuple(
            item_counts(item, place, cells, scale.points) for place, item in enumerate(items, start=1)
        ),
    )


def own_counts(survey: Survey, measured: SurveyCounts) -> SurveyCounts | None:
    """The raw counts of the network's own questions, beside those of the version; None when it has none.

    Who was not asked them (a paper does not hold them) left them blank.
    """
    items = list(survey.local_items.order_by("position"))
    if not items:
        return None
    with connection.cursor() as cursor:
        cursor.execute(COUNT_OWN, [survey.pk, survey.program_id])
        cells: Cells = {(place, value): count for place, value, count in cursor.fetchall()}
    return replace(measured, items=tuple(_own_counts(item, cells, measured) for item in items))


def _own_counts(item: LocalItem, cells: Cells, measured: SurveyCounts) -> ItemCounts:
    place = item.position
    found = ItemCounts(
        code=item.code,
        node=OWN_NODE.code,
        counts=tuple(cells.get((place, point), 0) for point in range(1, measured.scale.points + 1)),
        not_applicable=cells.get((place, NOT_APPLICABLE), 0),
        dont_know=cells.get((place, DONT_KNOW), 0),
        text=item.text,
    )
    return replace(found, missing=measured.respondents - found.total)


def item_counts(item: Item, place: int, cells: Cells, points: int) -> ItemCounts:
    """The counts of the item at ``place`` (from 1) of the answers, for the gate."""
    return ItemCounts(
        code=item.code,
        node=item.node.code,
        counts=tuple(cells.get((place, point), 0) for point in range(1, points + 1)),
        not_applicable=cells.get((place, NOT_APPLICABLE), 0),
        dont_know=cells.get((place, DONT_KNOW), 0),
        missing=cells.get((place, NO_ANSWER), 0),
        text=item.text,
        reversed=item.is_reversed,
    )


def tree_of(survey: Survey) -> tuple[Node, ...]:
    """The tree that the survey's version measures, in its own order."""
    return nodes_of(survey.version_id)


def nodes_of(version_id: int) -> tuple[Node, ...]:
    """The tree of a version as the gate takes it."""
    nodes = VersionNode.objects.filter(version=version_id).order_by("position")
    return tuple(Node(node.code, node.label, node.parent_code or None, node.kind) for node in nodes)


def point_counts(rows: Sequence[Sequence[int]], place: int, points: int) -> tuple[int, ...]:
    """How many of the given answers chose each point of the item at ``place`` (from 0)."""
    found = Counter(row[place] for row in rows)
    return tuple(found[point] for point in range(1, points + 1))
