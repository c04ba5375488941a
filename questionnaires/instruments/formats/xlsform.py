"""XLSForm (sheets `survey`, `choices`, `settings`) → an instrument.

`select_one` questions that share one list are the items and the list is the scale; `text` questions are open
ones; groups are the dimensions. Beside the standard columns two of ours are read when they are there:
`reversed` (or `invertido`) and `high_score_meaning` (or `puntaje alto`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lar.documents.tables import Row, Table
from questionnaires.instruments.formats.assembling import assemble
from questionnaires.instruments.formats.content import DEFAULT_LANGUAGE, Reading
from questionnaires.instruments.formats.foreign import Draft, Question, Section, Texts
from questionnaires.instruments.formats.languages import is_spanish, language_code
from questionnaires.instruments.formats.scales import Option
from questionnaires.instruments.formats.texts import fold, plain
from questionnaires.instruments.formats.xlsform_words import (
    COLUMN_REASONS,
    SILENT_COLUMNS,
    TYPE_REASONS,
    UNKNOWN_TYPE,
)

FORMAT: Final = "xlsform"
SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
UNNAMED: Final = "qaa-propio"
"""The form's own language when it does not say which and it can't be Spanish."""
_REFERENCE: Final = re.compile(r"\$\{[^}]*\}")
_LABEL: Final = re.compile(r"label(?::{1,2}\s*(.+))?", re.IGNORECASE)
_OURS: Final = {
    **dict.fromkeys(("reversed", "invertido"), "reversed"),
    **dict.fromkeys(("high score meaning", "puntaje alto"), "meaning"),
}
_YES: Final = frozenset({"1", "si", "yes", "true", "verdadero", "x"})


def read_xlsform(tables: Mapping[str, Table]) -> Reading:
    """An XLSForm's sheets, by name, → an instrument; a row of `survey` is an item, a group or a problem."""
    sheets = {fold(name): table for name, table in tables.items()}
    survey, choices, settings = (sheets.get(name) for name in (SURVEY, CHOICES, SETTINGS))
    draft = Draft(FORMAT, [])
    for name, table in tables.items():
        draft.problems.extend(table.problems)
        if fold(name) not in {SURVEY, CHOICES, SETTINGS} and (table.columns or table.rows):
            draft.leave_out(f"La hoja «{name}» no se importa.", row=None, sheet=name)
    empty = Table("", (), ())
    for column in ("type", "name"):
        if survey is not None and all(fold(title) != column for title in survey.columns):
            draft.refuse(f"Falta la columna «{column}»: agrégala en la primera fila.", sheet=SURVEY)
    languages = _languages(draft, survey or empty, settings or empty)
    lists = _lists(draft, choices or empty, languages)
    _Survey(draft, survey or empty, lists, languages).read()
    return assemble(draft)


def _label_columns(table: Table) -> dict[str, str]:
    """Column → language name («» for the one without), of a sheet's labels."""
    found = {}
    for column in table.columns:
        match = _LABEL.fullmatch(column.strip())
        if match:
            found[column] = (match.group(1) or "").strip()
    return found


def _languages(draft: Draft, survey: Table, settings: Table) -> dict[str, str]:
    """Language name in the file → our code; fills the draft's titles, code and languages on the way."""
    first = settings.rows[0] if settings.rows else None
    told = {fold(column): text for column, text in first.cells.items()} if first else {}
    default = told.pop("default language", "")
    names = dict.fromkeys(name for name in _label_columns(survey).values() if name)
    has_bare = "" in _label_columns(survey).values() or not names
    if default and default not in names and not has_bare:
        draft.warn(f"El idioma principal «{default}» no tiene columna «label::{default}».", sheet=SETTINGS)
    codes = {name: language_code(name) for name in names}
    own = codes.get(default) or (language_code(default) if default else "")
    if has_bare and not own:
        own = UNNAMED if any(is_spanish(code) for code in codes.values()) else DEFAULT_LANGUAGE
    own = own or next(iter(codes.values()))
    codes[""] = own  # a column that names no language speaks the form's own
    draft.languages = list(dict.fromkeys([own, *codes.values()]))
    draft.code = told.pop("form id", "") or told.pop("id string", "")
    title, _lost = plain(told.pop("form title", "") or told.pop("title", ""))
    draft.titles = {draft.languages[0]: title} if title else {}
    if told and first:
        draft.leave_out(
            f"Estos ajustes no se importan: {', '.join(told)}.", row=first.number, sheet=settings.name
        )
    for row in settings.rows[1:]:
        draft.leave_out("Solo se lee la primera fila de ajustes.", row=row.number, sheet=settings.name)
    return codes


def _lists(draft: Draft, table: Table, languages: Mapping[str, str]) -> dict[str, tuple[Option, ...]]:
    """The lists of answers by name."""
    columns = {fold(column): column for column in reversed(table.columns)}
    list_column = columns.get("list name") or columns.get("list") or ""
    name_column = columns.get("name") or columns.get("value") or ""
    labels = {
        column: languages.get(name, language_code(name)) for column, name in _label_columns(table).items()
    }
    found: dict[str, list[Option]] = {}
    for row in table.rows:
        name, texts = row.get(list_column), _texts(row, labels)
        extra = [c for c in row.cells if c not in {list_column, name_column, *labels}]
        if extra:
            draft.leave_out(
                f"De esta opción no se importa {_quoted(extra)}.", row=row.number, sheet=table.name
            )
        if not name or not texts:
            missing = "el nombre de su lista" if not name else "un texto («label»)"
            draft.leave_out(
                f"La opción «{row.get(name_column)}» no se importa: le falta {missing}.",
                row=row.number,
                sheet=table.name,
            )
            continue
        found.setdefault(name, []).append(Option(row.get(name_column), texts))
    return {name: tuple(options) for name, options in found.items()}


def _texts(row: Row, labels: Mapping[str, str]) -> Texts:
    texts: Texts = {}
    for column, language in labels.items():
        words, _lost = plain(row.get(column))
        if words:
            texts.setdefault(language, words)
    return texts


def _quoted(names: list[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


class _Survey:
    """Walks the rows of `survey`, knowing in which group it stands."""

    def __init__(
        self,
        draft: Draft,
        table: Table,
        lists: Mapping[str, tuple[Option, ...]],
        languages: Mapping[str, str],
    ) -> None:
        self.draft, self.table, self.lists = draft, table, lists
        self.labels = {column: languages[name] for column, name in _label_columns(table).items()}
        self.columns = {fold(column): column for column in reversed(table.columns)}
        self.ours = {_OURS[fold(column)]: column for column in table.columns if fold(column) in _OURS}
        draft.says_reversed = "reversed" in self.ours
        self.open: list[Section] = []
        self.repeats = 0

    def read(self) -> None:
        for row in self.table.rows:
            self._row(row)
        for section in self.open:
            self.draft.warn(
                f"El grupo «{section.code}» no se cierra con «end_group».",
                row=section.row,
                sheet=self.table.name,
            )

    def _row(self, row: Row) -> None:
        kind = fold(self._cell(row, "type"))
        word, _space, rest = kind.partition(" ")
        if kind in {"begin repeat", "end repeat"}:
            self.repeats += 1 if kind.startswith("begin") else -1
            self._leave_out(row, "es un grupo que se repite, y aquí cada persona responde una vez")
        elif self.repeats > 0:
            self._leave_out(row, "está dentro de un grupo que se repite")
        elif kind == "begin group":
            self._begin(row)
        elif kind == "end group":
            self._end(row)
        elif word == "select" and rest.startswith("one ") and not rest.startswith("one from file"):
            self._select_one(row)
        elif kind in {"text", "string"}:
            self._question(row, ())
        else:
            self._leave_out(
                row, _why_not(kind) or UNKNOWN_TYPE.format(kind=self._cell(row, "type") or "vacío")
            )

    def _begin(self, row: Row) -> None:
        code = self._cell(row, "name")
        parent = self.open[-1].key if self.open else ""
        key = f"{len(self.draft.sections)}:{code}"
        section = Section(key, code, self._words(row), parent=parent, row=row.number, sheet=self.table.name)
        self.draft.sections.append(section)
        self.open.append(section)
        self._extras(row)

    def _end(self, row: Row) -> None:
        if self.open:
            self.open.pop()
        else:
            self._leave_out(row, "cierra un grupo que no se abrió")

    def _select_one(self, row: Row) -> None:
        words = self._cell(row, "type").replace("_", " ", 1).split()
        name = " ".join(words[2:])
        if fold(self._cell(row, "appearance")) == "label":
            self._leave_out(row, "es el encabezado de una tabla, y aquí cada frase va sola")
            return
        for ending in ("or_other", "or other"):
            if name.endswith(f" {ending}"):
                name = name.removesuffix(f" {ending}")
                self.draft.leave_out(
                    f"La opción «Otro» de «{self._cell(row, 'name')}» no se importa.",
                    row=row.number,
                    sheet=self.table.name,
                )
        options = self.lists.get(name)
        if options is None:
            self._leave_out(row, f"la lista «{name}» no está en la hoja «{CHOICES}»")
            return
        self._question(row, options)

    def _question(self, row: Row, options: tuple[Option, ...]) -> None:
        texts = self._words(row)
        if any(_REFERENCE.search(text) for text in texts.values()):
            self._leave_out(row, "su texto toma respuestas de otras preguntas")
            return
        self.draft.questions.append(
            Question(
                code=self._cell(row, "name"),
                section=self.open[-1].key if self.open else "",
                texts=texts,
                options=options,
                row=row.number,
                sheet=self.table.name,
                is_reversed=fold(row.get(self.ours.get("reversed", ""))) in _YES,
                high_score_meaning=row.get(self.ours.get("meaning", "")),
            )
        )
        self._extras(row)

    def _words(self, row: Row) -> Texts:
        for column in self.labels:
            _words, lost = plain(row.get(column))
            if lost:
                self.draft.leave_out(
                    f"De este texto queda fuera {' y '.join(lost)}.",
                    row=row.number,
                    column=column,
                    sheet=self.table.name,
                )
        return _texts(row, self.labels)

    def _extras(self, row: Row) -> None:
        """Every cell of an imported row that is not imported, one complaint each."""
        known = {self.columns.get("type"), self.columns.get("name"), *self.labels, *self.ours.values()}
        for column, text in row.cells.items():
            name = fold(column.split(":")[0])
            if column in known or (name == "appearance" and fold(text) == "likert"):
                continue
            if name in SILENT_COLUMNS and fold(text) in SILENT_COLUMNS[name]:
                continue
            reason = COLUMN_REASONS.get(name, "no tiene lugar aquí")
            self.draft.leave_out(
                f"«{column}» no se importa: {reason}.", row=row.number, column=column, sheet=self.table.name
            )

    def _leave_out(self, row: Row, reason: str) -> None:
        name = self._cell(row, "name")
        what = f"La fila «{name}»" if name else "La fila"
        self.draft.leave_out(
            f"{what} no se importa: {reason}.", row=row.number, column="type", sheet=self.table.name
        )

    def _cell(self, row: Row, name: str) -> str:
        return row.get(self.columns.get(name, name))


def _why_not(kind: str) -> str:
    """Why a question of this type stays out: by its whole name, its first two words, or its first."""
    words = kind.split()
    for start in (kind, " ".join(words[:2]), " ".join(words[:1])):
        if start in TYPE_REASONS:
            return TYPE_REASONS[start]
    return ""
