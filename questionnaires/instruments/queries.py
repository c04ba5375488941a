"""Reads of instruments."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from questionnaires.instruments.models import Item, QuestionnaireVersion, VersionNode


@dataclass(frozen=True)
class ItemPage:
    """The items of one dimension that stand together, as members see them."""

    node: VersionNode
    items: tuple[Item, ...]


def published_versions() -> QuerySet[QuestionnaireVersion]:
    """Those that may be applied, newest first within each questionnaire."""
    return (
        QuestionnaireVersion.objects.exclude(published_at=None)
        .select_related("questionnaire")
        .annotate(item_count=Count("items"))
        .order_by("questionnaire__title", "-number")
    )


def all_versions() -> QuerySet[QuestionnaireVersion]:
    return (
        QuestionnaireVersion.objects.select_related("questionnaire")
        .annotate(item_count=Count("items"))
        .order_by("questionnaire__title", "-number")
    )


def item_pages(version: QuestionnaireVersion) -> list[ItemPage]:
    """Return the items in order, grouped by the dimension that they measure."""
    pages: list[ItemPage] = []
    for item in version.items.select_related("node").order_by("position"):
        if pages and pages[-1].node.pk == item.node_id:
            pages[-1] = ItemPage(pages[-1].node, (*pages[-1].items, item))
        else:
            pages.append(ItemPage(item.node, (item,)))
    return pages
