"""The groups of a foreign draft → the nodes of an instrument."""

from __future__ import annotations

from typing import Final

from lar.model.dimensions import NodeKind
from questionnaires.instruments.formats.content import LIMITS, MODEL_NODES, NodeContent
from questionnaires.instruments.formats.foreign import Draft, Section
from questionnaires.instruments.formats.parts import Parts, first_of
from questionnaires.instruments.formats.texts import as_code, fold, unique_code

GENERAL: Final = NodeContent("GENERAL", "general", "Preguntas sin dimensión", "", NodeKind.EFFECT)


def make_nodes(draft: Draft, parts: Parts) -> None:
    """The model's tree when every group of questions is one of its nodes; else a node per group."""
    used = _with_ancestors(draft, {question.section for question in parts.questions})
    for section in draft.sections:
        if section not in used:
            draft.leave_out(
                f"El grupo «{first_of(section.labels, parts.language) or section.code}» queda fuera: ninguna "
                "de sus preguntas se importa.",
                row=section.row,
                sheet=section.sheet,
            )
    parts.node_labels = {}
    in_model = {section.key: _model_code(section, parts.language) for section in used}
    orphans = any(not question.section for question in parts.questions)
    if used and all(in_model.values()) and not orphans:
        parts.node_of = {key: code or "" for key, code in in_model.items()}
        parts.node_labels = {in_model[section.key] or "": section.labels for section in used}
        return
    taken: set[str] = set()
    parents = {section.parent for section in used}
    nodes = [_node(draft, parts, one, taken, is_parent=one.key in parents) for one in used]
    if orphans or not nodes:
        nodes.append(GENERAL)
        parts.node_of[""] = GENERAL.code
        draft.warn(f"Hay preguntas fuera de todo grupo: quedaron en «{GENERAL.label}»; ponles la suya.")
    parts.nodes = tuple(nodes)


def _node(draft: Draft, parts: Parts, section: Section, taken: set[str], *, is_parent: bool) -> NodeContent:
    label = first_of(section.labels, parts.language) or section.code
    limit = LIMITS["node_code"]
    wished = as_code(section.code, limit=limit) or as_code(label, limit=limit) or "grupo"
    code = unique_code(wished.upper(), taken, limit=limit)
    parts.node_of[section.key] = code
    parts.node_labels[code] = section.labels
    if len(label) > LIMITS["node_label"]:
        shorter = f"{label[: LIMITS['node_label'] - 1].rstrip()}…"
        draft.warn(f"El nombre del grupo se acortó a «{shorter}».", row=section.row, sheet=section.sheet)
        label = shorter
    return NodeContent(
        code=code,
        name=as_code(label, limit=LIMITS["node_name"]) or code.lower(),
        label=label,
        parent=parts.node_of.get(section.parent, ""),
        kind=NodeKind.COMPOSITE if is_parent else NodeKind.EFFECT,
    )


def _with_ancestors(draft: Draft, keys: set[str]) -> list[Section]:
    by_key = {section.key: section for section in draft.sections}
    wanted = set(keys)
    for key in keys:
        parent = by_key[key].parent if key in by_key else ""
        while parent and parent not in wanted:
            wanted.add(parent)
            parent = by_key[parent].parent
    return [section for section in draft.sections if section.key in wanted]


def _model_code(section: Section, language: str) -> str | None:
    words = {fold(section.code), fold(section.labels.get(language, ""))}
    for node in MODEL_NODES:
        if fold(node.code) in words or fold(node.label) in words:
            return node.code
    return None
