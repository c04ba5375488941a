"""The coordinating team's view beside its members'. For the team only; never part of a release."""

from __future__ import annotations

from dataclasses import dataclass

from lar.disclosure import PublishableDimension, PublishableItem, PublishableTable
from lar.statistics import TeamView, agreement_clause, team_sentence
from lar.statistics.numbers import number, percent
from questionnaires.instruments.models import Item
from questionnaires.results.counts import point_counts
from questionnaires.results.models import Release
from questionnaires.results.readers import read_release
from questionnaires.surveys.models import Survey, TeamAnswer


@dataclass(frozen=True)
class ItemContrast:
    """One statement with the sentence that sets both views side by side; empty when there is none."""

    text: str
    is_reversed: bool
    sentence: str


@dataclass(frozen=True)
class DimensionContrast:
    """A dimension: the team's answers and the members', each with its counts, and its items."""

    code: str
    name: str
    team: str
    members: str
    items: tuple[ItemContrast, ...]


@dataclass(frozen=True)
class Contrast:
    """`answered` people of the team answered signed in; `dimensions` in the model's order."""

    answered: int
    dimensions: tuple[DimensionContrast, ...]


def team_contrast(release: Release) -> Contrast:
    """Set what the coordinators answered beside the members' released table."""
    survey = release.survey
    rows = list(TeamAnswer.objects.filter(survey=survey).values_list("answers", flat=True))
    table = read_release(release.payload).network
    views = _views(survey, rows)
    dimensions = (_dimension(one, table, views) for one in table.dimensions if rows and not one.is_container)
    return Contrast(len(rows), tuple(dimensions))


def _views(survey: Survey, rows: list[list[int]]) -> dict[str, tuple[int, ...]]:
    """The team's counts per point, by item code."""
    points = len(survey.version.scale_labels)
    items = Item.objects.filter(version=survey.version_id).in_answers()
    return {item.code: point_counts(rows, place, points) for place, item in enumerate(items)}


def _dimension(
    dimension: PublishableDimension, table: PublishableTable, views: dict[str, tuple[int, ...]]
) -> DimensionContrast:
    items = table.items_of(dimension.code)
    return DimensionContrast(
        code=dimension.code,
        name=dimension.name,
        team=_team_words(items, table, views),
        members=agreement_clause(dimension) if dimension.is_published else "",
        items=tuple(_item(item, table, views[item.code]) for item in items),
    )


def _team_words(
    items: tuple[PublishableItem, ...], table: PublishableTable, views: dict[str, tuple[int, ...]]
) -> str:
    """ "12 de 16 respuestas son de acuerdo (75 %)", reversed items recoded as in the members' dimension."""
    recoded = [views[item.code][::-1] if item.reversed else views[item.code] for item in items]
    total = [sum(column) for column in zip(*recoded, strict=True)]
    view = TeamView.of(total, table.scale)
    if not view.n:
        return ""
    share = percent(view.fraction, people=view.n // max(1, len(items)))
    return f"{number(view.agree)} de {number(view.n)} respuestas son de acuerdo ({share})"


def _item(item: PublishableItem, table: PublishableTable, counts: tuple[int, ...]) -> ItemContrast:
    sentence = team_sentence(TeamView.of(counts, table.scale), item) or ""
    return ItemContrast(item.text or item.code, item.reversed, sentence)
