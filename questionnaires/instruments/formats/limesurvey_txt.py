"""LimeSurvey's tab-separated export (.txt) → an instrument.

One row per thing: `S` settings, `SL` texts of the survey, `G` groups, `Q` questions, `SQ` subquestions, `A`
answers. Each language repeats groups and questions; they are matched by number or code.
"""

from __future__ import annotations

from typing import Final

from lar.documents.tables import Row, Table
from questionnaires.instruments.formats.assembling import assemble
from questionnaires.instruments.formats.content import DEFAULT_LANGUAGE, Reading
from questionnaires.instruments.formats.foreign import Draft, Section
from questionnaires.instruments.formats.languages import language_code
from questionnaires.instruments.formats.limesurvey import LimeQuestion, Part, add_question, setting, words

FORMAT: Final = "limesurvey-txt"
_WORDS: Final = frozenset(
    {"id", "related_id", "class", "type/scale", "name", "relevance", "text", "language", "parent_order"}
)
_REASONS: Final = {
    "QTA": "es una cuota, y aquí no hay cuotas",
    "QTAM": "es parte de una cuota, y aquí no hay cuotas",
    "QTALS": "es parte de una cuota, y aquí no hay cuotas",
    "AS": "es una regla de evaluación, y aquí nadie recibe un puntaje",
    "C": "es una condición, y aquí todas las personas ven todas las preguntas",
}


def read_limesurvey_txt(table: Table) -> Reading:
    """A table with LimeSurvey's columns → an instrument; a row is part of it or of a problem."""
    return _Rows(table).read()


class _Rows:
    """Walks the rows, knowing the group and the question to which the next ones belong."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.draft = Draft(FORMAT, self._languages())
        self.draft.problems.extend(table.problems)
        self.sections: dict[str, Section] = {}
        self.questions: dict[str, LimeQuestion] = {}
        self.section = ""
        self.question: LimeQuestion | None = None
        self.settings: list[int] = []
        self.heard: set[tuple[str, str]] = set()

    def _languages(self) -> list[str]:
        told = {row.get("name"): row.get("text") for row in self.table.rows if row.get("class") == "S"}
        names = [told.get("language", ""), *told.get("additional_languages", "").split()]
        spoken = [row.get("language") for row in self.table.rows if row.get("class") in {"G", "Q", "SQ", "A"}]
        codes = [language_code(name) for name in (*names, *spoken) if name]
        return list(dict.fromkeys(codes)) or [DEFAULT_LANGUAGE]

    def read(self) -> Reading:
        for row in self.table.rows:
            self._row(row)
        if self.settings:
            numbers = ", ".join(str(number) for number in sorted(self.settings)[:100])
            self.draft.leave_out(
                "Los ajustes y textos del programa de origen (apariencia, fechas, correos…) no se importan: "
                f"filas {numbers}.",
                row=min(self.settings),
                column="class",
            )
        for question in self.questions.values():
            add_question(self.draft, question)
        return assemble(self.draft)

    def _row(self, row: Row) -> None:
        kind = row.get("class")
        if kind == "S":
            if row.get("name") not in {"language", "additional_languages", "sid"}:
                self.settings.append(row.number)
        elif kind == "SL":
            self._survey_text(row)
        elif kind == "G":
            self._group(row)
        elif kind == "Q":
            self._question(row)
        elif kind in {"SQ", "A"}:
            self._part(row)
        else:
            reason = _REASONS.get(kind, f"aquí no hay filas de clase «{kind}»")
            self._leave_out(row, f"La fila «{row.get('name')}» no se importa: {reason}.")

    def _language(self, row: Row) -> str:
        return language_code(row.get("language")) if row.get("language") else self.draft.languages[0]

    def _survey_text(self, row: Row) -> None:
        name, language = row.get("name"), self._language(row)
        text = words(self.draft, row.get("text"), row=row.number, sheet="", lines=True)
        if name == "surveyls_title":
            self.draft.titles[language] = " ".join(text.split())
        elif name == "surveyls_welcometext" and text:
            self.draft.introductions[language] = text
        elif text:
            self.settings.append(row.number)

    def _group(self, row: Row) -> None:
        key, language = row.get("type/scale") or row.get("name"), self._language(row)
        label = words(self.draft, row.get("name"), row=row.number, sheet="")
        section = self.sections.get(key)
        if section is None:
            section = Section(key, "", {}, row=row.number)
            self.sections[key] = section
            self.draft.sections.append(section)
            self._condition(row, f"del grupo «{label}»")
        section.labels.setdefault(language, label)
        if row.get("text"):
            self._leave_out(row, f"La descripción del grupo «{label}» no se importa.")
        self.section, self.question = key, None

    def _question(self, row: Row) -> None:
        code, language = row.get("name"), self._language(row)
        question = self.questions.get(code)
        if question is None:
            question = LimeQuestion(code, row.get("type/scale"), self.section, row=row.number)
            question.relevance = row.get("relevance")
            self.questions[code] = question
        elif language in question.texts or (code, language) in self.heard:
            self._leave_out(row, f"La pregunta «{code}» no se importa: ese código ya está más arriba.")
            self.question = None
            return
        self.heard.add((code, language))
        question.texts[language] = words(self.draft, row.get("text"), row=row.number, sheet="")
        for extra in self._settings(row):
            if extra not in question.extras:
                question.extras.append(extra)
        self.question = question

    def _part(self, row: Row) -> None:
        if self.question is None:
            self._leave_out(row, f"La fila «{row.get('name')}» no se importa: su pregunta tampoco.")
            return
        is_answer = row.get("class") == "A"
        parts = self.question.answers if is_answer else self.question.subquestions
        axis = row.get("type/scale") or "0"
        code = row.get("name")
        part = next((one for one in parts if (one.code, one.axis) == (code, axis)), None)
        if part is None:
            part = Part(code, axis=axis, row=row.number)
            parts.append(part)
            if not is_answer:
                self._condition(row, f"de la frase «{code}» de «{self.question.code}»")
            for extra in self._settings(row):
                self._leave_out(row, f"De «{self.question.code}», «{code}», no se importa: {extra}.")
        language = self._language(row)
        if language in part.texts:
            self._leave_out(row, f"«{code}» está dos veces en «{self.question.code}»: se lee la primera.")
            return
        part.texts[language] = words(self.draft, row.get("text"), row=row.number, sheet="")

    def _settings(self, row: Row) -> list[str]:
        found = (setting(column, text) for column, text in row.cells.items() if column not in _WORDS)
        return [extra for extra in found if extra]

    def _condition(self, row: Row, where: str) -> None:
        if row.get("relevance") not in {"", "1"}:
            self._leave_out(
                row,
                f"La condición {where} («{row.get('relevance')[:80]}») no se importa: aquí todas las "
                "personas ven todas las preguntas.",
            )

    def _leave_out(self, row: Row, message: str) -> None:
        self.draft.leave_out(message, row=row.number, column="class")
