"""Our own format as tables: five sheets that a person fills in without help.

«cuestionario» (campo, valor) · «escala» (punto, texto, acuerdo) · «dimensiones» (código, nombre,
contenida en, clase, nombre interno) · «ítems» (código, dimensión, enunciado, invertido, puntaje alto, tipo) ·
«idiomas» (clave, texto, y una columna por idioma).
"""

from __future__ import annotations

from typing import Final

from lar.model.dimensions import NodeKind
from questionnaires.instruments.formats.content import InstrumentContent, ItemKind, translatable

ABOUT, SCALE, NODES, ITEMS, LANGUAGES = "cuestionario", "escala", "dimensiones", "ítems", "idiomas"
README: Final = "léeme"

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    ABOUT: ("campo", "valor"),
    SCALE: ("punto", "texto", "acuerdo"),
    NODES: ("código", "nombre", "contenida en", "clase", "nombre interno"),
    ITEMS: ("código", "dimensión", "enunciado", "invertido", "puntaje alto", "tipo"),
    LANGUAGES: ("clave", "texto"),
}

FIELDS: Final[dict[str, str]] = {
    "código": "code",
    "versión": "number",
    "idioma": "language",
    "título": "title",
    "advertencia": "disclaimer",
    "presentación": "introduction",
    "fuente": "source_note",
}
"""Rows of «cuestionario» and the fields of `InstrumentContent` that they fill."""

NOT_APPLICABLE, DONT_KNOW = "no aplica", "no sé"
YES, NO = "sí", "no"
KINDS: Final = {NodeKind.LEVER: "palanca", NodeKind.COMPOSITE: "contiene otras", NodeKind.EFFECT: "efecto"}
ITEM_KINDS: Final = {ItemKind.SCALE: "escala", ItemKind.OPEN: "abierta"}

Grid = list[tuple[str, ...]]


def to_sheets(content: InstrumentContent) -> dict[str, Grid]:
    """The five sheets of an instrument, headings first."""
    return {
        ABOUT: [COLUMNS[ABOUT], *((name, str(getattr(content, field))) for name, field in FIELDS.items())],
        SCALE: _scale(content),
        NODES: [
            COLUMNS[NODES],
            *((node.code, node.label, node.parent, KINDS[node.kind], node.name) for node in content.nodes),
        ],
        ITEMS: [
            COLUMNS[ITEMS],
            *(
                (
                    item.code,
                    item.node,
                    item.text,
                    YES if item.is_reversed else NO,
                    item.high_score_meaning,
                    ITEM_KINDS[item.kind],
                )
                for item in content.items
            ),
        ],
        LANGUAGES: _languages(content),
    }


def _scale(content: InstrumentContent) -> Grid:
    first = len(content.scale_labels) - content.agreement_points
    rows: Grid = [
        (str(point), label, YES if point > first else NO)
        for point, label in enumerate(content.scale_labels, start=1)
    ]
    if content.not_applicable_label is not None:
        rows.append((NOT_APPLICABLE, content.not_applicable_label, ""))
    if content.dont_know_label is not None:
        rows.append((DONT_KNOW, content.dont_know_label, ""))
    return [COLUMNS[SCALE], *rows]


def _languages(content: InstrumentContent) -> Grid:
    languages = list(content.translations)
    rows: Grid = [(*COLUMNS[LANGUAGES], *languages)]
    for key, text in translatable(content).items():
        rows.append((key, text, *(content.translations[language].get(key, "") for language in languages)))
    return rows
