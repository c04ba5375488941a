"""The items of a version as people see them: on the answer page, in the preview, in the team's view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lar.disclosure.thresholds import FREE_TEXT_MIN
from lar.ui.components import Choice
from questionnaires.instruments.languages import offered_languages
from questionnaires.instruments.models import Item, ItemKind, QuestionnaireVersion
from questionnaires.instruments.queries import item_pages
from questionnaires.instruments.special import DONT_KNOW, MAX_TEXT, NOT_APPLICABLE

OWN_ITEMS = "red"


@dataclass(frozen=True)
class OwnItem:
    """A question that a network adds to the version for itself, answered with the same scale."""

    code: str
    text: str


@dataclass(frozen=True)
class _Sent:
    """What comes back to the screen: what was chosen or written, and the codes to correct."""

    values: Mapping[str, str]
    wrong: Sequence[str]


def items_context(
    version: QuestionnaireVersion,
    *,
    values: Mapping[str, str] | None = None,
    wrong: Sequence[str] = (),
    language: str = "",
    own: Sequence[OwnItem] = (),
    with_open: bool = True,
) -> dict[str, Any]:
    """Return the items as members see them: pages by dimension, options, what was chosen.

    ``language``: of a translation of the version; any other is the version's own. ``own`` come last, on
    a page of their own. ``with_open=False`` leaves out what is answered with one's own words.
    """
    words: Mapping[str, str] = version.translations.get(language) or {}
    pages = _pages(version, words, _Sent(values or {}, wrong), own, with_open)
    total = sum(len(page["items"]) for page in pages)
    open_total = sum(item["is_open"] for page in pages for item in page["items"])
    return {
        "version": version,
        "questionnaire": version.questionnaire,
        "title": words.get("cuestionario.título") or version.questionnaire.title,
        "disclaimer": words.get("cuestionario.advertencia") or version.questionnaire.disclaimer,
        "introduction": words.get("cuestionario.presentación") or version.introduction,
        "language": language if words else "",
        "languages": offered_languages(version),
        "pages": pages,
        "total": total,
        "open_total": open_total,
        "scale_total": total - open_total,
        "options": [
            Choice(str(point), words.get(f"escala.{point}") or label)
            for point, label in enumerate(version.scale_labels, start=1)
        ],
        "others": _others(version, words),
        "wrong": wrong,
        "max_text": MAX_TEXT,
        "least_texts": max(FREE_TEXT_MIN, version.program.min_group),
    }


def _others(version: QuestionnaireVersion, words: Mapping[str, str]) -> list[Choice]:
    """The answers beside the scale that the version has words for."""
    offered = (
        (NOT_APPLICABLE, version.not_applicable_label, "escala.no aplica"),
        (DONT_KNOW, version.dont_know_label, "escala.no sé"),
    )
    return [Choice(str(value), words.get(key) or label) for value, label, key in offered if label]


def _pages(
    version: QuestionnaireVersion,
    words: Mapping[str, str],
    sent: _Sent,
    own: Sequence[OwnItem],
    with_open: bool,
) -> list[dict[str, Any]]:
    """The parts of the questionnaire, with their items numbered as they stand on the page."""
    pages: list[dict[str, Any]] = []
    number = 0
    for page in item_pages(version):
        shown = [item for item in page.items if with_open or item.kind != ItemKind.OPEN]
        items = [_item(item, place, words, sent) for place, item in enumerate(shown, start=number + 1)]
        number += len(items)
        node = {"code": page.node.code, "label": words.get(f"dimensión.{page.node.code}") or page.node.label}
        if items:
            pages.append({"node": node, "is_own": False, "items": items})
    if own:
        items = [_own(item, place, sent) for place, item in enumerate(own, start=number + 1)]
        node = {"code": OWN_ITEMS, "label": _("Preguntas propias de la red")}
        pages.append({"node": node, "is_own": True, "items": items})
    return pages


def _item(item: Item, number: int, words: Mapping[str, str], sent: _Sent) -> dict[str, Any]:
    return {
        "code": item.code,
        "number": number,
        "text": words.get(f"ítem.{item.code}") or item.text,
        "is_open": item.kind == ItemKind.OPEN,
        "value": sent.values.get(item.code, ""),
        "is_wrong": item.code in sent.wrong,
        "high_score_meaning": item.high_score_meaning,
        "is_reversed": item.is_reversed,
    }


def _own(item: OwnItem, number: int, sent: _Sent) -> dict[str, Any]:
    return {
        "code": item.code,
        "number": number,
        "text": item.text,
        "is_open": False,
        "value": sent.values.get(item.code, ""),
        "is_wrong": item.code in sent.wrong,
        "high_score_meaning": "",
        "is_reversed": False,
    }
