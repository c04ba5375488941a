"""LimeSurvey's structure file (.lss, XML) → an instrument.

A dump of database tables. Until version 3 each table repeats its rows by language; since version 4 the words
are in tables of their own (`…_l10ns`). A row of a problem is the place of the row in its table.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lar.documents.cells import clean
from lar.documents.tables import UnreadableError
from questionnaires.instruments.formats.assembling import assemble
from questionnaires.instruments.formats.content import DEFAULT_LANGUAGE, Reading
from questionnaires.instruments.formats.foreign import Draft, Section, Texts
from questionnaires.instruments.formats.languages import language_code
from questionnaires.instruments.formats.limesurvey import LimeQuestion, Part, add_question, setting, words

FORMAT: Final = "limesurvey-lss"
MAX_RECORDS: Final = 50_000
_READ: Final = frozenset(
    {
        *("groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "question_attributes"),
        *("answers", "answer_l10ns", "surveys", "surveys_languagesettings"),
    }
)
_REASONS: Final = {
    "conditions": "aquí todas las personas ven todas las preguntas",
    "quota": "aquí no hay cuotas",
    "quota_members": "aquí no hay cuotas",
    "quota_languagesettings": "aquí no hay cuotas",
    "assessments": "aquí nadie recibe un puntaje",
    "defaultvalues": "aquí ninguna respuesta viene marcada",
    "defaultvalue_l10ns": "aquí ninguna respuesta viene marcada",
}

Record = dict[str, str]
Tables = dict[str, list[tuple[int, Record]]]


def read_limesurvey_lss(data: bytes) -> Reading:
    """An .lss file → an instrument. Raises UnreadableError when it is not one, or is not safe to read."""
    root = _parse(data)
    doctype = (root.findtext("LimeSurveyDocType") or "").strip()
    if root.tag != "document" or doctype != "Survey":
        raise UnreadableError(
            "Este XML no es un cuestionario de LimeSurvey: exporta la encuesta completa como «.lss»."
        )
    return _Dump(root).read()


def _parse(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableError("El XML trae definiciones que no se aceptan por seguridad.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableError("El XML está incompleto o dañado: vuelve a exportarlo.") from error
    return root


class _Dump:
    """The tables of the file, and the draft that is made of them."""

    def __init__(self, root: Element) -> None:
        self.tables = _tables(root)
        self.draft = Draft(FORMAT, self._languages(root))

    def _languages(self, root: Element) -> list[str]:
        survey = self.tables["surveys"][0][1] if self.tables["surveys"] else {}
        listed = [found.text or "" for found in root.iterfind("languages/language")]
        names = [survey.get("language", ""), *survey.get("additional_languages", "").split(), *listed]
        return list(dict.fromkeys(language_code(name) for name in names if name)) or [DEFAULT_LANGUAGE]

    def read(self) -> Reading:
        self._about()
        order = self._groups()
        for question in self._questions(order):
            add_question(self.draft, question)
        self._other_tables()
        return assemble(self.draft)

    def _about(self) -> None:
        sheet = "surveys_languagesettings"
        for row, record in self.tables[sheet]:
            language = language_code(record.get("surveyls_language", "") or self.draft.languages[0])
            title = words(self.draft, record.get("surveyls_title", ""), row=row, sheet=sheet)
            welcome = record.get("surveyls_welcometext", "")
            self.draft.titles[language] = title
            welcome = words(self.draft, welcome, row=row, sheet=sheet, lines=True)
            if welcome:
                self.draft.introductions[language] = welcome
            rest = ("surveyls_description", "surveyls_endtext", "surveyls_policy_notice")
            told = [name for name in rest if record.get(name)]
            if told:
                self.draft.leave_out(f"No se importa: {', '.join(told)}.", row=row, sheet=sheet)
        for row, record in self.tables["surveys"]:
            self.draft.leave_out(
                f"Los ajustes del programa de origen no se importan (campos: {len(record)}).",
                row=row,
                sheet="surveys",
            )

    def _texts(self, table: str, l10ns: str, key: str, field: str) -> dict[str, Texts]:
        """Id → language → words, from the table of words or, in older files, from the table itself."""
        source = l10ns if self.tables[l10ns] else table
        found: dict[str, Texts] = defaultdict(dict)
        for row, record in self.tables[source]:
            language = record.get("language", "")
            code = language_code(language) if language else self.draft.languages[0]
            text = words(self.draft, record.get(field, ""), row=row, sheet=source)
            if text:
                found[record.get(key, "")].setdefault(code, text)
        return found

    def _once(self, table: str, key: str, order: str) -> list[tuple[int, Record]]:
        """The rows of a table, one per id, in their own order."""
        seen: dict[str, tuple[int, Record]] = {}
        for row, record in self.tables[table]:
            seen.setdefault(record.get(key, f"fila {row}"), (row, record))
        return sorted(seen.values(), key=lambda found: (_number(found[1].get(order, "")), found[0]))

    def _groups(self) -> list[str]:
        labels = self._texts("groups", "group_l10ns", "gid", "group_name")
        for row, record in self._once("groups", "gid", "group_order"):
            key = record.get("gid", "")
            section = Section(key, "", dict(labels.get(key, {})), row=row, sheet="groups")
            self.draft.sections.append(section)
            if record.get("grelevance", "") not in {"", "1"}:
                self.draft.leave_out(
                    "La condición del grupo no se importa: aquí todas las personas ven todas las preguntas.",
                    row=row,
                    sheet="groups",
                    column="grelevance",
                )
        words_of = "group_l10ns" if self.tables["group_l10ns"] else "groups"
        for row, record in self.tables[words_of]:
            if record.get("description"):
                message = f"La descripción del grupo «{record.get('group_name')}» no se importa."
                self.draft.leave_out(message, row=row, sheet=words_of)
        return [section.key for section in self.draft.sections]

    def _questions(self, order: list[str]) -> list[LimeQuestion]:
        texts = self._texts("questions", "question_l10ns", "qid", "question")
        # Before version 4 subquestions keep their words themselves; from then on, with the questions'.
        own = self._texts("subquestions", "question_l10ns", "qid", "question")
        subquestions = self._subquestions(own)
        answers, extras = self._answers(), self._extras()
        rows = self._once("questions", "qid", "question_order")
        place = {key: number for number, key in enumerate(order)}
        rows.sort(key=lambda found: place.get(found[1].get("gid", ""), len(place)))
        found = []
        for row, record in rows:
            qid = record.get("qid", "")
            section = record.get("gid", "")
            question = LimeQuestion(
                code=record.get("title", ""),
                type=record.get("type", ""),
                section=section if section in place else "",
                texts=texts.get(qid, {}),
                subquestions=subquestions.get(qid, []),
                answers=answers.get(qid, []),
                relevance=record.get("relevance", ""),
                row=row,
                sheet="questions",
            )
            own_settings = (
                setting(name, record.get(name, "")) for name in ("mandatory", "other", "preg", "help")
            )
            question.extras = [extra for extra in (*own_settings, *extras.get(qid, ())) if extra]
            found.append(question)
        return found

    def _subquestions(self, texts: dict[str, Texts]) -> dict[str, list[Part]]:
        found: dict[str, list[Part]] = defaultdict(list)
        for row, record in self._once("subquestions", "qid", "question_order"):
            part = Part(
                record.get("title", ""),
                texts.get(record.get("qid", ""), {}),
                axis=record.get("scale_id", "0"),
                row=row,
                sheet="subquestions",
            )
            found[record.get("parent_qid", "")].append(part)
            if record.get("relevance", "") not in {"", "1"}:
                self.draft.leave_out(
                    f"La condición de la frase «{part.code}» no se importa.", row=row, sheet="subquestions"
                )
        return found

    def _answers(self) -> dict[str, list[Part]]:
        key = "aid" if self.tables["answer_l10ns"] else "key"
        for _row, record in self.tables["answers"]:
            record["key"] = "/".join(record.get(name, "") for name in ("qid", "scale_id", "code"))
        texts = self._texts("answers", "answer_l10ns", key, "answer")
        found: dict[str, list[Part]] = defaultdict(list)
        for row, record in self._once("answers", key, "sortorder"):
            words_ = texts.get(record.get(key, ""), {})
            part = Part(
                record.get("code", ""), words_, axis=record.get("scale_id", "0"), row=row, sheet="answers"
            )
            found[record.get("qid", "")].append(part)
        return found

    def _extras(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for _row, record in self.tables["question_attributes"]:
            extra = setting(record.get("attribute", ""), record.get("value", ""))
            if extra and extra not in found[record.get("qid", "")]:
                found[record.get("qid", "")].append(extra)
        return found

    def _other_tables(self) -> None:
        for name, rows in self.tables.items():
            if name not in _READ and rows:
                reason = _REASONS.get(name, "aquí no tiene lugar")
                self.draft.leave_out(
                    f"La tabla «{name}» no se importa (filas: {len(rows)}): {reason}.", row=None, sheet=name
                )


def _tables(root: Element) -> Tables:
    tables: Tables = defaultdict(list)
    total = 0
    for table in root:
        for number, row in enumerate(table.iterfind("rows/row"), start=1):
            total += 1
            if total > MAX_RECORDS:
                raise UnreadableError(f"El archivo tiene más de {MAX_RECORDS} registros: divide la encuesta.")
            tables[str(table.tag)].append((number, {str(cell.tag): clean(cell.text or "") for cell in row}))
    return tables


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
