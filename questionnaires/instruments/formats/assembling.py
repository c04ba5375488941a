"""A foreign form → an instrument of ours: one scale, one tree, codes that fit, translations by key."""

from __future__ import annotations

import re
from typing import Final

from lar.documents.problems import Severity
from questionnaires.instruments.formats.checks import Anchor, Place, check
from questionnaires.instruments.formats.content import (
    LIMITS,
    InstrumentContent,
    ItemContent,
    ItemKind,
    Reading,
    translatable,
)
from questionnaires.instruments.formats.foreign import Draft, Question, Texts
from questionnaires.instruments.formats.parts import Parts, first_of, label_of
from questionnaires.instruments.formats.sorting import choose_scale, drop_unfit_texts, own_language
from questionnaires.instruments.formats.texts import as_code, unique_code
from questionnaires.instruments.formats.trees import make_nodes

INTRODUCTION: Final = (
    "Lee cada frase y marca la opción que mejor dice lo que piensas. Aquí no hay respuestas correctas."
)
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_-]+")


def assemble(draft: Draft) -> Reading:
    """The instrument that a foreign form amounts to, with every complaint of its reader and of ours."""
    parts = Parts(own_language(draft))
    choose_scale(draft, parts)
    if not parts.points:
        return Reading(draft.format, None, tuple(draft.problems))
    drop_unfit_texts(draft, parts)
    make_nodes(draft, parts)
    items, places = _make_items(draft, parts)
    bare = InstrumentContent(
        code=as_code(draft.code or first_of(draft.titles, parts.language), limit=LIMITS["code"])
        or "importado",
        number=1,
        title=_title(draft, parts.language),
        introduction=_introduction(draft, parts.language),
        scale_labels=tuple(point.labels.get(parts.language, "") for point in parts.points),
        agreement_points=len(parts.points) // 2,
        items=items,
        nodes=parts.nodes,
        not_applicable_label=label_of(parts.not_applicable, parts.language),
        dont_know_label=label_of(parts.dont_know, parts.language),
        language=parts.language,
    )
    content = _with_translations(bare, draft, parts)
    if not draft.says_reversed and content.items:
        draft.warn("El archivo no dice qué ítems son inversos: márcalos antes de publicar.")
    refused = any(problem.severity is Severity.ERROR for problem in draft.problems)
    found = [] if refused else check(content, places)
    problems = (*draft.problems, *found)
    failed = refused or any(problem.severity is Severity.ERROR for problem in found)
    return Reading(draft.format, None if failed else content, problems)


def _make_items(draft: Draft, parts: Parts) -> tuple[tuple[ItemContent, ...], dict[Anchor, Place]]:
    taken: set[str] = set()
    items: list[ItemContent] = []
    places: dict[Anchor, Place] = {}
    for question in parts.questions:
        code = _item_code(draft, question, taken)
        if question.row is not None:
            places["ítem", len(items)] = (question.sheet, question.row)
        items.append(
            ItemContent(
                code=code,
                node=parts.node_of[question.section],
                text=question.texts[parts.language],
                is_reversed=question.is_reversed and bool(question.options),
                high_score_meaning=question.high_score_meaning,
                kind=ItemKind.SCALE if question.options else ItemKind.OPEN,
            )
        )
    return tuple(items), places


def _item_code(draft: Draft, question: Question, taken: set[str]) -> str:
    limit = LIMITS["item_code"]
    fit = _UNFIT.sub("_", question.code).strip("_-")
    code = unique_code(fit[:limit].rstrip("_-") or "item", taken, limit=limit)
    if code != question.code:
        draft.warn(
            f"El código «{question.code}» quedó como «{code}».", row=question.row, sheet=question.sheet
        )
    return code


def _with_translations(bare: InstrumentContent, draft: Draft, parts: Parts) -> InstrumentContent:
    """The instrument with every text that the form has in its other languages."""
    sources: dict[str, Texts] = {
        "cuestionario.título": draft.titles,
        "cuestionario.presentación": draft.introductions,
        **{f"escala.{place}": point.labels for place, point in enumerate(parts.points, start=1)},
        **{f"dimensión.{code}": labels for code, labels in parts.node_labels.items()},
        **{
            f"ítem.{item.code}": question.texts
            for item, question in zip(bare.items, parts.questions, strict=True)
        },
    }
    if parts.not_applicable:
        sources["escala.no aplica"] = parts.not_applicable.labels
    if parts.dont_know:
        sources["escala.no sé"] = parts.dont_know.labels
    keys = translatable(bare)
    translations = {
        language: {key: sources[key][language] for key in keys if sources.get(key, {}).get(language)}
        for language in draft.languages
        if language != parts.language
    }
    return InstrumentContent(
        **{name: getattr(bare, name) for name in bare.__dataclass_fields__ if name != "translations"},
        translations={language: texts for language, texts in translations.items() if texts},
    )


def _title(draft: Draft, language: str) -> str:
    title = first_of(draft.titles, language)
    if not title:
        draft.warn("El archivo no trae título: quedó «Cuestionario importado»; cámbialo.")
        return "Cuestionario importado"
    if len(title) > LIMITS["title"]:
        shorter = f"{title[: LIMITS['title'] - 1].rstrip()}…"
        draft.warn(f"El título se acortó a «{shorter}».")
        return shorter
    return title


def _introduction(draft: Draft, language: str) -> str:
    found = first_of(draft.introductions, language)
    if not found:
        draft.warn("El archivo no trae presentación: se puso una breve; revísala antes de publicar.")
        return INTRODUCTION
    if len(found) > LIMITS["introduction"]:
        draft.warn(f"La presentación se cortó a {LIMITS['introduction']} caracteres: revísala.")
        return found[: LIMITS["introduction"]].rstrip()
    return found
