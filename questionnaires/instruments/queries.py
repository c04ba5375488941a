"""Reads of instruments."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from lar.model.dimensions import NodeKind
from questionnaires.instruments.formats import InstrumentContent, ItemContent, NodeContent
from questionnaires.instruments.formats import ItemKind as ItemContentKind
from questionnaires.instruments.models import Item, Questionnaire, QuestionnaireVersion, VersionNode


@dataclass(frozen=True)
class ItemPage:
    """The items of one dimension that stand together, as members see them."""

    node: VersionNode
    items: tuple[Item, ...]


WORKSHOP_EVALUATION_CODE = "lar-evaluacion-taller"
"""The questionnaire that those at a workshop answer about it: it is not applied to networks."""


def published_versions() -> QuerySet[QuestionnaireVersion]:
    """Those that may be applied to networks, newest first within each questionnaire."""
    return (
        QuestionnaireVersion.objects.exclude(published_at=None)
        .exclude(questionnaire__code=WORKSHOP_EVALUATION_CODE)
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


def content_of(version: QuestionnaireVersion) -> InstrumentContent:
    """The whole version as data: what the formats write, and what an editor changes."""
    questionnaire = version.questionnaire
    return InstrumentContent(
        code=questionnaire.code,
        number=version.number,
        title=questionnaire.title,
        disclaimer=questionnaire.disclaimer,
        introduction=version.introduction,
        source_note=version.source_note,
        language=version.language,
        scale_labels=tuple(version.scale_labels),
        agreement_points=version.agreement_points,
        not_applicable_label=version.not_applicable_label or None,
        dont_know_label=version.dont_know_label or None,
        nodes=tuple(
            NodeContent(node.code, node.name, node.label, node.parent_code, NodeKind(node.kind))
            for node in version.nodes.order_by("position")
        ),
        items=tuple(
            ItemContent(
                code=item.code,
                node=item.node.code,
                text=item.text,
                is_reversed=item.is_reversed,
                high_score_meaning=item.high_score_meaning,
                kind=ItemContentKind(item.kind),
            )
            for item in version.items.select_related("node").order_by("position")
        ),
        translations=version.translations,
    )


def earlier_items(version: QuestionnaireVersion) -> QuerySet[Item]:
    """The items of the questionnaire's published versions but this one, the newest first."""
    found: QuerySet[Item] = (
        Item.objects.filter(version__questionnaire=version.questionnaire_id)
        .exclude(version=version.pk)
        .exclude(version__published_at=None)
        .order_by("-version__number", "position")
    )
    return found


def dropped_items(version: QuestionnaireVersion) -> list[Item]:
    """The last published version's items whose identity no item of this one has: perhaps reworded."""
    earlier = list(earlier_items(version))
    last = earlier[0].version_id if earlier else None
    kept = set(version.items.values_list("identity", flat=True))
    return [item for item in earlier if item.version_id == last and item.identity not in kept]


def next_number(questionnaire: Questionnaire) -> int:
    """The number that a new version of the questionnaire takes."""
    return int(questionnaire.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def free_number(code: str, wished: int) -> int:
    """The wished number, or the next one when that version of the questionnaire is published."""
    versions = QuestionnaireVersion.objects.filter(questionnaire__code=code)
    if not versions.filter(number=wished).exclude(published_at=None).exists():
        return wished
    return int(versions.aggregate(last=Max("number"))["last"] or 0) + 1


def replaced_draft(code: str, number: int) -> QuestionnaireVersion | None:
    """The draft that loading that number would replace."""
    return QuestionnaireVersion.objects.filter(
        questionnaire__code=code, number=number, published_at=None
    ).first()
