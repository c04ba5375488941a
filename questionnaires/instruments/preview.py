"""The items of a version as people see them: on the answer page, in the preview, in the team's view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lar.ui.components import Choice
from questionnaires.instruments.models import Item, ItemKind, QuestionnaireVersion
from questionnaires.instruments.queries import item_pages
from questionnaires.instruments.special import DONT_KNOW, NOT_APPLICABLE


def items_context(
    version: QuestionnaireVersion,
    *,
    values: Mapping[str, str] | None = None,
    wrong: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the items as members see them: pages by dimension, options, what was chosen."""
    pages = item_pages(version)
    return {
        "version": version,
        "questionnaire": version.questionnaire,
        "pages": [
            {
                "node": page.node,
                "items": [_item(item, (values or {}).get(item.code, ""), wrong) for item in page.items],
            }
            for page in pages
        ],
        "total": sum(len(page.items) for page in pages),
        "options": [Choice(str(point), label) for point, label in enumerate(version.scale_labels, start=1)],
        "others": [
            Choice(str(value), label)
            for value, label in (
                (NOT_APPLICABLE, version.not_applicable_label),
                (DONT_KNOW, version.dont_know_label),
            )
            if label
        ],
        "wrong": wrong,
    }


def _item(item: Item, value: str, wrong: Sequence[str]) -> dict[str, Any]:
    return {
        "code": item.code,
        "number": item.position,
        "text": item.text,
        "is_open": item.kind == ItemKind.OPEN,
        "value": value,
        "is_wrong": item.code in wrong,
        "high_score_meaning": item.high_score_meaning,
        "is_reversed": item.is_reversed,
    }
