"""What LimeSurvey's two exports share: question types, standard scales, and how a question becomes ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from questionnaires.instruments.formats.foreign import Draft, Question, Texts
from questionnaires.instruments.formats.languages import is_spanish
from questionnaires.instruments.formats.scales import Option
from questionnaires.instruments.formats.texts import plain

_TO_CHOOSE: Final = frozenset("LO!")
_ARRAYS: Final = frozenset("FH")
_OPEN: Final = frozenset("STU")
_ARRAYS_OF_NUMBERS: Final = {"A": 5, "B": 10}

TYPE_REASONS: Final[dict[str, str]] = {
    "1": "responde cada frase con dos escalas a la vez",
    "D": "pide una fecha o una hora",
    "G": "pide el género, y aquí las respuestas son anónimas y no llevan datos personales",
    "I": "cambia el idioma; aquí se elige antes de empezar",
    "K": "pide números",
    "M": "permite marcar varias opciones, y una escala lleva una sola",
    "N": "pide un número",
    "P": "permite marcar varias opciones con comentarios",
    "Q": "pide varios textos a la vez: conviértela en preguntas de texto, una por una",
    "R": "pide ordenar opciones",
    "X": "es un texto sin respuesta; si hace falta, va en la presentación del cuestionario",
    "*": "es un cálculo, y aquí nada se calcula mientras se responde",
    "|": "pide un archivo",
    ":": "pide un número en cada celda de una tabla",
    ";": "pide un texto en cada celda de una tabla",
}
"""Question types that stay out, in the words that follow «no se importa:»."""

_YES_NO_UNSURE: Final = (("N", {"es": "No", "en": "No"}), ("Y", {"es": "Sí", "en": "Yes"}))
_UNSURE: Final = ("U", {"es": "No sé", "en": "Don't know"})
_CHANGE: Final = (
    ("D", {"es": "Disminuyó", "en": "Decreased"}),
    ("S", {"es": "Sigue igual", "en": "Same"}),
    ("I", {"es": "Aumentó", "en": "Increased"}),
)


@dataclass(slots=True)
class Part:
    """A subquestion or an answer of a LimeSurvey question; `axis` 1 is the second scale."""

    code: str
    texts: Texts = field(default_factory=dict)
    axis: str = "0"
    row: int | None = None
    sheet: str = ""


@dataclass(slots=True)
class LimeQuestion:
    """A question as LimeSurvey keeps it; `extras` are its settings beyond words, as people read them."""

    code: str
    type: str
    section: str
    texts: Texts = field(default_factory=dict)
    subquestions: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)
    relevance: str = ""
    extras: list[str] = field(default_factory=list)
    row: int | None = None
    sheet: str = ""


def words(draft: Draft, text: str, *, row: int | None, sheet: str, lines: bool = False) -> str:
    """The plain words of a LimeSurvey text; says when it had an image, a link or code in it."""
    found, lost = plain(text, lines=lines)
    if lost:
        draft.leave_out(f"De este texto queda fuera {' y '.join(lost)}.", row=row, sheet=sheet)
    return found


def add_question(draft: Draft, question: LimeQuestion) -> None:
    """Put a LimeSurvey question into the draft as one or more of ours, or say why it stays out."""
    kind = question.type or "L"
    reason = TYPE_REASONS.get(kind)
    if reason is None and _has_expression(question):
        reason = "su texto toma respuestas de otras preguntas"
    if reason is not None:
        _leave_out(draft, question, reason)
        return
    if kind in _OPEN:
        _single(draft, question, ())
    elif kind in _TO_CHOOSE:
        _single(draft, question, _options(question.answers))
        if kind == "O":
            question.extras.append("comentario junto a la opción")
    elif kind == "5":
        _single(draft, question, _numbers(draft, 5))
    elif kind == "Y":
        _single(draft, question, _standard(draft, _YES_NO_UNSURE))
    elif kind in _ARRAYS:
        _array(draft, question, _options(question.answers))
    elif kind in _ARRAYS_OF_NUMBERS:
        _array(draft, question, _numbers(draft, _ARRAYS_OF_NUMBERS[kind]))
    elif kind == "C":
        _array(draft, question, _standard(draft, (*_YES_NO_UNSURE, _UNSURE)))
    elif kind == "E":
        _array(draft, question, _standard(draft, _CHANGE))
    else:
        _leave_out(draft, question, f"aquí no hay preguntas de tipo «{kind}»")
        return
    _tell_extras(draft, question)


def _single(draft: Draft, question: LimeQuestion, options: tuple[Option, ...]) -> None:
    if options == () and question.type in _TO_CHOOSE:
        _leave_out(draft, question, "no trae opciones de respuesta")
        return
    draft.questions.append(
        Question(
            question.code, question.section, question.texts, options, row=question.row, sheet=question.sheet
        )
    )


def _array(draft: Draft, question: LimeQuestion, options: tuple[Option, ...]) -> None:
    """Each subquestion is an item; the words over the array stay out, said so."""
    if not question.subquestions or not options:
        _leave_out(draft, question, "no trae frases u opciones")
        return
    for part in question.subquestions:
        code = f"{question.code}_{part.code}"
        item = Question(code, question.section, part.texts, options, row=part.row, sheet=part.sheet)
        draft.questions.append(item)
    heading = next((text for text in question.texts.values() if text), "")
    if heading:
        draft.leave_out(
            f"El encabezado de «{question.code}» («{heading[:80]}») no se importa: sus frases van solas. "
            "Revisa que se entiendan sin él.",
            row=question.row,
            sheet=question.sheet,
        )


def _options(parts: list[Part]) -> tuple[Option, ...]:
    return tuple(Option(part.code, part.texts) for part in parts if part.axis in {"", "0"})


def _numbers(draft: Draft, points: int) -> tuple[Option, ...]:
    """LimeSurvey's scales without words: their points say only their number."""
    return tuple(
        Option(str(point), dict.fromkeys(draft.languages, str(point))) for point in range(1, points + 1)
    )


def _standard(draft: Draft, options: tuple[tuple[str, dict[str, str]], ...]) -> tuple[Option, ...]:
    """A scale whose words LimeSurvey does not export: in Spanish, or in English for other languages."""
    return tuple(
        Option(
            code, {language: labels["es" if is_spanish(language) else "en"] for language in draft.languages}
        )
        for code, labels in options
    )


def _has_expression(question: LimeQuestion) -> bool:
    return any("{" in text and "}" in text for text in question.texts.values())


def _tell_extras(draft: Draft, question: LimeQuestion) -> None:
    if question.relevance not in {"", "1"}:
        draft.leave_out(
            f"La condición de «{question.code}» («{question.relevance[:80]}») no se importa: aquí todas las "
            "personas ven todas las preguntas.",
            row=question.row,
            sheet=question.sheet,
            column="relevance",
        )
    if question.extras:
        draft.leave_out(
            f"De «{question.code}» no se importa: {', '.join(question.extras)}.",
            row=question.row,
            sheet=question.sheet,
        )


def _leave_out(draft: Draft, question: LimeQuestion, reason: str) -> None:
    parts = ", ni sus frases u opciones" if question.subquestions or question.answers else ""
    draft.leave_out(
        f"La pregunta «{question.code}» no se importa{parts}: {reason}.",
        row=question.row,
        sheet=question.sheet,
        column="type",
    )


IDLE_VALUES: Final = frozenset({"", "0", "N", "0.0", "none", "default", "inherit"})
_IDLE_SETTINGS: Final[dict[str, frozenset[str]]] = {
    "statistics_showgraph": frozenset({"1"}),
    "time_limit_action": frozenset({"1"}),
    "question_theme_name": frozenset({"core"}),
    "question_template": frozenset({"core"}),
    "scale_export": frozenset({"1"}),
    "printable_help": frozenset({"1"}),
    "alphasort": frozenset({"I"}),
    "slider_layout": frozenset({"I"}),
}
"""Settings of a question at the value LimeSurvey gives them by itself."""
_THEMES: Final = frozenset({"question_theme_name", "modulename", "same_default", "same_script", "encrypted"})
_NAMES: Final = {
    "mandatory": "que sea obligatoria",
    "other": "la opción «Otro»",
    "help": "la ayuda",
    "preg": "la validación",
    "validation": "la validación",
    "default": "la respuesta marcada de antemano",
    "random_order": "el orden al azar",
    "hidden": "que esté oculta",
}


def setting(name: str, value: str) -> str | None:
    """A question's setting as people read it, or `None` when it says nothing (a default, an empty text)."""
    if value in IDLE_VALUES or name in _THEMES or value in _IDLE_SETTINGS.get(name, frozenset()):
        return None
    if name in _NAMES:
        return _NAMES[name]
    return f"{name} = {value[:40]}"
