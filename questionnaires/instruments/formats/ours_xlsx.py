"""Our workbook: written from an instrument, read back into an equal one, and as an empty template."""

from __future__ import annotations

from typing import Final

from lar.documents.spreadsheets import Choice, Sheet, write_workbook
from lar.documents.tables import read_workbook
from questionnaires.instruments.formats import sheets as ours
from questionnaires.instruments.formats.content import (
    LIMITS,
    MAX_ITEMS,
    InstrumentContent,
    ItemContent,
    ItemKind,
    Reading,
)
from questionnaires.instruments.formats.from_sheets import from_sheets

FORMAT: Final = "xlsx"
WIDTHS: Final = {
    ours.ABOUT: (18, 100),
    ours.SCALE: (12, 40, 12),
    ours.NODES: (14, 44, 16, 18, 26),
    ours.ITEMS: (14, 14, 80, 12, 60, 12),
    ours.LANGUAGES: (28, 60, 60, 60, 60),
}
CHOICES: Final = {
    ours.SCALE: (Choice(2, (ours.YES, ours.NO), "Escribe «sí» si este punto es acuerdo, o «no»."),),
    ours.NODES: (Choice(3, tuple(ours.KINDS.values()), "Escribe «palanca», «contiene otras» o «efecto»."),),
    ours.ITEMS: (
        Choice(3, (ours.YES, ours.NO), "Escribe «sí» si estar de acuerdo es desfavorable, o «no»."),
        Choice(5, tuple(ours.ITEM_KINDS.values()), "Escribe «escala» o «abierta»."),
    ),
}
NOTES: Final = {
    ours.SCALE: {
        0: "De 1 en adelante, de menos a más acuerdo; al final «no aplica» y «no sé», si se ofrecen."
    },
    ours.ITEMS: {
        0: f"Letras sin acento, números, «_» o «-»: hasta {LIMITS['item_code']}. No cambia entre versiones.",
        1: "Uno de los códigos de la hoja «dimensiones».",
        3: "«sí» cuando estar de acuerdo es desfavorable.",
        4: "Una frase: «Un puntaje alto indica que…».",
    },
    ours.LANGUAGES: {2: "Una columna por idioma, con su código arriba: «en», «arn»…"},
}
GUIDE: Final = (
    ("Plantilla para cargar un cuestionario",),
    (
        "Cada hoja tiene su título en la primera fila: no lo cambies. Reemplaza los ejemplos por tu "
        "cuestionario y borra lo que sobre. Después súbela; primero se revisa y nada se guarda hasta que lo "
        "confirmes.",
    ),
    ("cuestionario: código, número de versión, idioma, título, presentación y fuente.",),
    ("escala: de 2 a 10 puntos, de menos a más acuerdo. En «acuerdo» marca con «sí» los más altos.",),
    (
        "Una escala impar deja al menos un punto neutro al centro; una par, ninguno: con seis puntos, tres "
        "son acuerdo.",
    ),
    ("«no aplica» y «no sé» van después de los puntos. Si no se ofrecen, borra su fila.",),
    ("dimensiones: si borras todas sus filas se usan las seis del modelo.",),
    (f"ítems: hasta {MAX_ITEMS}. Las preguntas abiertas llevan «abierta» en la columna «tipo».",),
    ("idiomas: agrega una columna por idioma. Una traducción incompleta no deja publicar.",),
)
"""What the template says on its first sheet, a paragraph per row."""


def write_xlsx(content: InstrumentContent) -> bytes:
    """The instrument as our workbook; `read_xlsx` gives an equal one."""
    return _book(content, title=content.title, blank_rows=0, guided=False)


def read_xlsx(data: bytes) -> Reading:
    """Our workbook → an instrument. Raises UnreadableError when it is no workbook at all."""
    content, problems = from_sheets(read_workbook(data))
    return Reading(FORMAT, content, tuple(problems))


def template() -> bytes:
    """The workbook to fill in: a guide, examples that can be imported as they are, and lists to pick from."""
    return _book(EXAMPLE, title="Plantilla de cuestionario", blank_rows=MAX_ITEMS, guided=True)


def _book(content: InstrumentContent, *, title: str, blank_rows: int, guided: bool) -> bytes:
    pages = [
        Sheet(
            name,
            rows,
            widths=WIDTHS[name],
            choices=CHOICES.get(name, ()),
            blank_rows=blank_rows,
            marks=NOTES.get(name, {}) if guided else {},
        )
        for name, rows in ours.to_sheets(content).items()
    ]
    if guided:
        pages.insert(0, Sheet(ours.README, GUIDE, widths=(110,)))
    return write_workbook(pages, title=title)


EXAMPLE: Final = InstrumentContent(
    code="mi-cuestionario",
    number=1,
    title="Cuestionario de ejemplo",
    introduction="Escribe aquí lo que las personas leen antes de responder.",
    source_note="Escribe aquí de dónde viene el cuestionario y quién permite usarlo.",
    scale_labels=(
        "Muy en desacuerdo",
        "En desacuerdo",
        "Ni de acuerdo ni en desacuerdo",
        "De acuerdo",
        "Muy de acuerdo",
    ),
    agreement_points=2,
    not_applicable_label="No aplica",
    dont_know_label="No sé",
    items=(
        ItemContent(
            code="pn_01",
            node="PN",
            text="El propósito de la red me resulta claro.",
            high_score_meaning="Un puntaje alto indica que el propósito se entiende.",
        ),
        ItemContent(
            code="cc_01",
            node="CC",
            text="En la red los acuerdos se olvidan.",
            is_reversed=True,
            high_score_meaning="Un puntaje alto indica que los acuerdos se cumplen poco (ítem inverso).",
        ),
        ItemContent(
            code="abierta_01",
            node="PR",
            text="¿Qué cambió en tu establecimiento gracias a la red?",
            kind=ItemKind.OPEN,
        ),
    ),
    translations={},
)
"""What the template shows: one item of each kind."""
