"""Our five sheets → an instrument, with what is wrong in each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lar.documents.problems import Problem, Severity
from lar.documents.tables import Row, Table
from lar.model.dimensions import NodeKind
from questionnaires.instruments.formats.checks import Anchor, Place, check
from questionnaires.instruments.formats.content import (
    DEFAULT_LANGUAGE,
    MODEL_NODES,
    InstrumentContent,
    ItemContent,
    ItemKind,
    NodeContent,
    translatable,
)
from questionnaires.instruments.formats.sheets import (
    ABOUT,
    COLUMNS,
    DONT_KNOW,
    FIELDS,
    ITEM_KINDS,
    ITEMS,
    KINDS,
    LANGUAGES,
    NODES,
    NOT_APPLICABLE,
    README,
    SCALE,
)
from questionnaires.instruments.formats.texts import as_code, fold

OPTIONAL = {NODES: {"nombre interno", "contenida en", "clase"}, ITEMS: {"invertido", "puntaje alto", "tipo"}}
TRUTHS = {
    **dict.fromkeys(("si", "1", "true", "verdadero", "x"), True),
    **dict.fromkeys(("no", "0", "false", "falso", ""), False),
}


@dataclass
class Reader:
    """Reads sheet after sheet, keeping every problem and the place of what it read."""

    tables: Mapping[str, Table]
    problems: list[Problem] = field(default_factory=list)
    places: dict[Anchor, Place] = field(default_factory=dict)

    def complain(
        self,
        table: Table,
        row: Row | None,
        message: str,
        *,
        column: str = "",
        about: Severity = Severity.ERROR,
    ) -> None:
        number = row.number if row else None
        self.problems.append(Problem(message, about, row=number, column=column, sheet=table.name))

    def table(self, name: str) -> Table:
        """The sheet of this name, however written, with its columns called as ours; else an empty one."""
        table = next((found for title, found in self.tables.items() if fold(title) == fold(name)), None)
        if table is None:
            return Table(name, (), ())
        named = {fold(column): column for column in COLUMNS[name]}
        known = {column: named[fold(column)] for column in table.columns if fold(column) in named}
        missing = [
            f"«{column}»"
            for column in COLUMNS[name]
            if column not in known.values() and column not in OPTIONAL.get(name, set())
        ]
        self.problems.extend(table.problems)
        if missing:
            self.complain(table, None, f"Falta la columna {', '.join(missing)}: agrégala en la primera fila.")
        rows = tuple(
            Row(row.number, {known.get(column, column): text for column, text in row.cells.items()})
            for row in table.rows
        )
        if name != LANGUAGES:
            self._extra_columns(table, set(known))
        return Table(table.name, tuple(known.get(column, column) for column in table.columns), rows)

    def _extra_columns(self, table: Table, known: set[str]) -> None:
        for column in dict.fromkeys(table.columns):
            used = [row.number for row in table.rows if row.get(column)]
            if column not in known and used:
                self.problems.append(
                    Problem(
                        f"La columna «{column}» no se lee: no es de esta plantilla.",
                        Severity.UNSUPPORTED,
                        row=used[0],
                        column=column,
                        sheet=table.name,
                    )
                )

    def truth(self, table: Table, row: Row, column: str) -> bool:
        word = fold(row.get(column))
        if word not in TRUTHS:
            self.complain(
                table, row, f"«{column}» va con «sí» o «no», no «{row.get(column)}».", column=column
            )
        return TRUTHS.get(word, False)


def from_sheets(tables: Mapping[str, Table]) -> tuple[InstrumentContent | None, list[Problem]]:
    """Read an instrument from its sheets (the names and columns of `sheets.COLUMNS`, in any case).

    Without «dimensiones» it has the model's own; without «idiomas», no translations. Other sheets are told.
    """
    reader = Reader(tables)
    ours = {fold(name) for name in (*COLUMNS, README)}
    for title, table in tables.items():
        if fold(title) not in ours and (table.rows or table.columns):
            message = f"La hoja «{title}» no se lee: no es de esta plantilla."
            reader.problems.append(Problem(message, Severity.UNSUPPORTED, sheet=title))
    for name in (ABOUT, SCALE, ITEMS):
        if all(fold(title) != fold(name) for title in tables):
            reader.problems.append(Problem(f"Falta la hoja «{name}»: parte desde la plantilla."))
    about = _about(reader)
    labels, agreement, others = _scale(reader)
    languages = reader.table(LANGUAGES)
    content = InstrumentContent(
        code=about.get("code", ""),
        number=int(about["number"]) if about.get("number", "").isdecimal() else 0,
        title=about.get("title", ""),
        introduction=about.get("introduction", ""),
        disclaimer=about.get("disclaimer", ""),
        source_note=about.get("source_note", ""),
        language=about.get("language") or DEFAULT_LANGUAGE,
        scale_labels=labels,
        agreement_points=agreement,
        not_applicable_label=others.get(NOT_APPLICABLE),
        dont_know_label=others.get(DONT_KNOW),
        nodes=_nodes(reader),
        items=_items(reader),
        translations=_translations(reader, languages),
    )
    _edited_originals(reader, languages, content)
    problems = [*reader.problems, *check(content, reader.places)]
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return (None if failed else content), problems


def _about(reader: Reader) -> dict[str, str]:
    table = reader.table(ABOUT)
    known = {fold(name): field_ for name, field_ in FIELDS.items()}
    found: dict[str, str] = {}
    for row in table.rows:
        name = fold(row.get("campo"))
        if name not in known:
            message = f"El campo «{row.get('campo')}» no se lee: los campos son {', '.join(FIELDS)}."
            reader.complain(table, row, message, column="campo", about=Severity.UNSUPPORTED)
        elif known[name] in found:
            reader.complain(table, row, f"«{row.get('campo')}» está dos veces: deja uno.", column="campo")
        else:
            found[known[name]] = row.get("valor")
    return found


def _scale(reader: Reader) -> tuple[tuple[str, ...], int, dict[str, str]]:
    """Labels from the lowest up, how many at the top are agreement, and the answers beside the scale."""
    table = reader.table(SCALE)
    points: list[tuple[str, bool]] = []
    others: dict[str, str] = {}
    beside = {fold(NOT_APPLICABLE): NOT_APPLICABLE, fold(DONT_KNOW): DONT_KNOW}
    for row in table.rows:
        point, label = row.get("punto"), row.get("texto")
        if not label:
            reader.complain(table, row, "Falta el texto de este punto de la escala.", column="texto")
        if fold(point) in beside:
            others[beside[fold(point)]] = label
        elif point == str(len(points) + 1):
            points.append((label, reader.truth(table, row, "acuerdo")))
        else:
            message = (
                f"Se esperaba el punto {len(points) + 1}, no «{point}»: van de 1 en adelante, de menos a más "
                "acuerdo, y al final «no aplica» y «no sé» si se ofrecen."
            )
            reader.complain(table, row, message, column="punto")
    marks = [agrees for _label, agrees in points]
    if marks != sorted(marks):
        reader.complain(
            table, None, "Los puntos que son acuerdo son los últimos de la escala.", column="acuerdo"
        )
    return tuple(label for label, _agrees in points), sum(marks), others


def _nodes(reader: Reader) -> tuple[NodeContent, ...]:
    table = reader.table(NODES)
    if not table.rows:
        return MODEL_NODES
    kinds = {fold(word): kind for kind, word in KINDS.items()} | {kind.value: kind for kind in NodeKind}
    nodes: list[NodeContent] = []
    for row in table.rows:
        code, word = row.get("código"), fold(row.get("clase"))
        reader.places["dimensión", len(nodes)] = (table.name, row.number)
        if word and word not in kinds:
            words = ", ".join(f"«{kind}»" for kind in KINDS.values())
            reader.complain(table, row, f"«{row.get('clase')}» no es una clase: {words}.", column="clase")
        nodes.append(
            NodeContent(
                code=code,
                name=row.get("nombre interno") or as_code(code, limit=40),
                label=row.get("nombre"),
                parent=row.get("contenida en"),
                kind=kinds.get(word, NodeKind.EFFECT),
            )
        )
    return tuple(nodes)


def _items(reader: Reader) -> tuple[ItemContent, ...]:
    table = reader.table(ITEMS)
    kinds = {fold(word): kind for kind, word in ITEM_KINDS.items()} | {kind.value: kind for kind in ItemKind}
    items: list[ItemContent] = []
    for row in table.rows:
        word = fold(row.get("tipo"))
        if word and word not in kinds:
            message = f"«{row.get('tipo')}» no es un tipo de ítem: «escala» o «abierta»."
            reader.complain(table, row, message, column="tipo")
        reader.places["ítem", len(items)] = (table.name, row.number)
        items.append(
            ItemContent(
                code=row.get("código"),
                node=row.get("dimensión"),
                text=row.get("enunciado"),
                is_reversed=reader.truth(table, row, "invertido"),
                high_score_meaning=row.get("puntaje alto"),
                kind=kinds.get(word, ItemKind.SCALE),
            )
        )
    return tuple(items)


def _translations(reader: Reader, table: Table) -> dict[str, dict[str, str]]:
    languages = [column for column in table.columns if column and column not in COLUMNS[LANGUAGES]]
    found: dict[str, dict[str, str]] = {language: {} for language in languages}
    for row in table.rows:
        key = row.get("clave")
        reader.places["idioma", key] = (table.name, row.number)
        for language in languages:
            if row.get(language):
                found[language][key] = row.get(language)
    return found


def _edited_originals(reader: Reader, table: Table, content: InstrumentContent) -> None:
    """Say when somebody changed an original among the translations, where it is not read."""
    originals = translatable(content)
    for row in table.rows:
        key, text = row.get("clave"), row.get("texto")
        if text and key in originals and text != originals[key]:
            message = f"El texto de «{key}» se lee de su propia hoja, donde dice otra cosa: cámbialo allí."
            reader.complain(table, row, message, column="texto", about=Severity.WARNING)
