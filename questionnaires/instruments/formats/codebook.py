"""The codebook of a version: what was asked, what each number means and how dimensions are made of items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from lar.disclosure import Scale
from lar.disclosure.scale import MIRROR
from lar.documents.spreadsheets import Sheet, write_workbook
from lar.model.dimensions import NodeKind
from questionnaires.instruments.formats.content import InstrumentContent, ItemContent, ItemKind, NodeContent
from questionnaires.instruments.special import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE

KINDS: Final = {
    NodeKind.LEVER: "Palanca: una red puede elegirla para trabajarla",
    NodeKind.COMPOSITE: "Contiene otras dimensiones",
    NodeKind.EFFECT: "Se mide; no se elige para trabajarla",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A code that an answer may have; `block` is where it counts in small groups, empty beside the scale."""

    code: int
    label: str
    block: str
    block_reversed: str


@dataclass(frozen=True, slots=True)
class Variable:
    """An item as a column of data. An open question has no values: its texts are kept apart, unlinked."""

    position: int
    code: str
    node: str
    node_label: str
    text: str
    kind: str
    is_reversed: bool
    high_score_meaning: str
    translations: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A node and the items that make it; `pools` are the nodes inside it, whose items count in it too."""

    code: str
    label: str
    parent: str
    kind: str
    items: tuple[str, ...]
    pools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything a codebook says, ready for a sheet, a page or JSON."""

    code: str
    number: int
    title: str
    disclaimer: str
    introduction: str
    source_note: str
    language: str
    agreement_rule: str
    values: tuple[Value, ...]
    dimensions: tuple[Dimension, ...]
    variables: tuple[Variable, ...]
    languages: tuple[str, ...]


def describe(content: InstrumentContent) -> Codebook:
    """The codebook of an instrument. Raises ValueError when its scale is not one."""
    scale = content.scale
    labels = {node.code: node.label for node in content.nodes}
    return Codebook(
        code=content.code,
        number=content.number,
        title=content.title,
        disclaimer=content.disclaimer,
        introduction=content.introduction,
        source_note=content.source_note,
        language=content.language,
        agreement_rule=_agreement_rule(content, scale),
        values=tuple(_values(content, scale)),
        dimensions=tuple(_dimension(content, node) for node in content.nodes),
        variables=tuple(
            _variable(content, item, position, labels.get(item.node, item.node))
            for position, item in enumerate(content.items, start=1)
        ),
        languages=(content.language, *content.translations),
    )


def codebook_json(content: InstrumentContent) -> str:
    """The codebook as JSON with Spanish words and English keys."""
    return json.dumps(asdict(describe(content)), ensure_ascii=False, indent=2) + "\n"


def codebook_xlsx(content: InstrumentContent) -> bytes:
    """The codebook as a workbook: «léeme», «variables», «valores», «dimensiones»."""
    book = describe(content)
    return write_workbook(
        [
            Sheet("léeme", _about_rows(book), widths=(24, 100)),
            Sheet("variables", _variable_rows(book), widths=(8, 14, 12, 34, 70, 12, 10, 60)),
            Sheet("valores", _value_rows(book), widths=(10, 40, 30, 34)),
            Sheet("dimensiones", _dimension_rows(book), widths=(12, 44, 14, 44, 60, 30)),
        ],
        title=f"Libro de códigos · {book.title}",
    )


def _values(content: InstrumentContent, scale: Scale) -> Iterator[Value]:
    blocks = {point: block for block in scale.blocks for point in scale.points_of(block)}
    for point, label in enumerate(content.scale_labels, start=1):
        yield Value(point, label, blocks[point].value, MIRROR[blocks[point]].value)
    if content.not_applicable_label is not None:
        yield Value(NOT_APPLICABLE, content.not_applicable_label, "", "")
    if content.dont_know_label is not None:
        yield Value(DONT_KNOW, content.dont_know_label, "", "")
    yield Value(NO_ANSWER, "Sin respuesta", "", "")


def _agreement_rule(content: InstrumentContent, scale: Scale) -> str:
    words = " y ".join(f"«{scale.labels[point - 1]}»" for point in scale.agreement)
    count = (
        "el punto más alto" if len(scale.agreement) == 1 else f"los {len(scale.agreement)} puntos más altos"
    )
    return (
        f"El porcentaje de acuerdo cuenta {count} de la escala ({words}) sobre las respuestas válidas; "
        f"{_beside(content)}las preguntas en blanco no entran en el denominador y se informan aparte."
    )


def _beside(content: InstrumentContent) -> str:
    """The answers that the version offers beside its scale, as the rule names them before the blanks."""
    offered = [label for label in (content.not_applicable_label, content.dont_know_label) if label]
    return f"{', '.join(f'«{label}»' for label in offered)} y " if offered else ""


def _variable(content: InstrumentContent, item: ItemContent, position: int, node_label: str) -> Variable:
    key = f"ítem.{item.code}"
    translations = {name: texts[key] for name, texts in content.translations.items() if texts.get(key)}
    return Variable(
        position=position,
        code=item.code,
        node=item.node,
        node_label=node_label,
        text=item.text,
        kind="escala" if item.kind is ItemKind.SCALE else "abierta",
        is_reversed=item.is_reversed,
        high_score_meaning=item.high_score_meaning,
        translations=translations,
    )


def _dimension(content: InstrumentContent, node: NodeContent) -> Dimension:
    return Dimension(
        code=node.code,
        label=node.label,
        parent=node.parent,
        kind=KINDS[node.kind],
        items=tuple(
            item.code for item in content.items if item.node == node.code and item.kind is ItemKind.SCALE
        ),
        pools=tuple(child.code for child in content.nodes if child.parent == node.code),
    )


def _about_rows(book: Codebook) -> list[tuple[str, ...]]:
    facts = (
        ("Cuestionario", book.title),
        ("Código y versión", f"{book.code} · versión {book.number}"),
        ("Advertencia", book.disclaimer),
        ("Presentación", book.introduction),
        ("Fuente", book.source_note),
        ("Idiomas", ", ".join(book.languages)),
        ("Acuerdo", book.agreement_rule),
        (
            "Ítems inversos",
            "Se muestran como fueron redactados y marcados; solo dentro de su dimensión se recodifican, "
            "contando acuerdo como desacuerdo.",
        ),
        (
            "Preguntas abiertas",
            "Sus textos se guardan aparte, sin vínculo con las respuestas de escala.",
        ),
    )
    return [("qué", "detalle"), *((name, text) for name, text in facts if text)]


def _variable_rows(book: Codebook) -> list[tuple[str, ...]]:
    others = book.languages[1:]
    header = ("orden", "código", "dimensión", "nombre de la dimensión", "enunciado", "tipo", "inverso")
    return [
        (*header, "qué indica un puntaje alto", *(f"enunciado ({language})" for language in others)),
        *(
            (
                str(one.position),
                one.code,
                one.node,
                one.node_label,
                one.text,
                one.kind,
                "sí" if one.is_reversed else "no",
                one.high_score_meaning,
                *(one.translations.get(language, "") for language in others),
            )
            for one in book.variables
        ),
    ]


def _value_rows(book: Codebook) -> list[tuple[str, ...]]:
    return [
        ("valor", "texto", "bloque", "bloque si el ítem es inverso"),
        *((str(value.code), value.label, value.block, value.block_reversed) for value in book.values),
    ]


def _dimension_rows(book: Codebook) -> list[tuple[str, ...]]:
    return [
        ("código", "dimensión", "contenida en", "clase", "ítems", "reúne a"),
        *(
            (one.code, one.label, one.parent, one.kind, ", ".join(one.items), ", ".join(one.pools))
            for one in book.dimensions
        ),
    ]
