"""Which language, which scale and which questions of a foreign draft become ours."""

from __future__ import annotations

from collections import Counter

from lar.disclosure.scale import MAX_POINTS, MIN_POINTS
from questionnaires.instruments.formats.content import DEFAULT_LANGUAGE, LIMITS
from questionnaires.instruments.formats.foreign import Draft, Question
from questionnaires.instruments.formats.languages import is_spanish
from questionnaires.instruments.formats.parts import Parts, label_of
from questionnaires.instruments.formats.scales import SplitOptions, split_options
from questionnaires.instruments.formats.texts import fold


def own_language(draft: Draft) -> str:
    """Spanish when the form speaks it, for that is what people here read; else the form's first."""
    own = draft.languages[0] if draft.languages else DEFAULT_LANGUAGE
    if is_spanish(own):
        return own
    spanish = next((language for language in draft.languages if is_spanish(language)), None)
    if spanish:
        draft.warn(
            f"El idioma principal del archivo es «{own}»: aquí el cuestionario queda en «{spanish}» y "
            f"«{own}» como traducción."
        )
    return spanish or own


def choose_scale(draft: Draft, parts: Parts) -> None:
    """Keep the scale that most questions share, and the questions that use it or are open."""
    split = [split_options(question.options, parts.language) for question in draft.questions]
    wordings = [tuple(fold(label_of(point, parts.language) or "") for point in one.points) for one in split]
    uses = Counter(
        wording
        for wording, one in zip(wordings, split, strict=True)
        if MIN_POINTS <= len(wording) <= MAX_POINTS and all(wording)
    )
    likely = [
        wording
        for wording, times in uses.most_common()
        if times > 1
        or any(one.is_ordered for one, other in zip(split, wordings, strict=True) if other == wording)
    ]
    chosen = likely[0] if likely else None
    kept: list[SplitOptions] = []
    for question, one, wording in zip(draft.questions, split, wordings, strict=True):
        if not question.options:
            parts.questions.append(question)
        elif wording == chosen:
            parts.questions.append(question)
            kept.append(one)
            _tell_refusals(draft, question, one, parts.language)
        else:
            _tell_other_scale(draft, question, wording)
    if not kept:
        draft.refuse(
            "No se encontró una escala: hace falta al menos una pregunta de opción única con sus puntos "
            "en orden, de menos a más acuerdo."
        )
        return
    parts.points = kept[0].points
    parts.not_applicable = next((one.not_applicable for one in kept if one.not_applicable), None)
    parts.dont_know = next((one.dont_know for one in kept if one.dont_know), None)
    _tell_scale(draft, parts, kept)


def _tell_refusals(draft: Draft, question: Question, one: SplitOptions, language: str) -> None:
    for option in one.refusals:
        draft.leave_out(
            f"La opción «{label_of(option, language)}» de «{question.code}» no se importa: aquí quien no "
            "quiere responder deja la pregunta en blanco.",
            row=question.row,
            sheet=question.sheet,
        )


def _tell_other_scale(draft: Draft, question: Question, wording: tuple[str, ...]) -> None:
    if not MIN_POINTS <= len(wording) <= MAX_POINTS:
        reason = f"ofrece {len(wording)} opciones y una escala tiene de {MIN_POINTS} a {MAX_POINTS} puntos"
    else:
        reason = "se responde con otras opciones, y un cuestionario tiene una sola escala"
    draft.leave_out(
        f"La pregunta «{question.code}» no se importa: {reason}. Si se necesita, va en otro.",
        row=question.row,
        sheet=question.sheet,
        column="type",
    )


def _tell_scale(draft: Draft, parts: Parts, kept: list[SplitOptions]) -> None:
    low, high = (parts.points[place].labels.get(parts.language, "") for place in (0, -1))
    agreement = len(parts.points) // 2
    counted = (
        "cuenta como acuerdo el más alto"
        if agreement == 1
        else f"cuentan como acuerdo los {agreement} más altos"
    )
    turned = " El archivo la traía al revés y se dio vuelta." if kept[0].turned else ""
    draft.warn(
        f"La escala tiene {len(parts.points)} puntos, de «{low}» (el más bajo) a «{high}» (el más alto), y "
        f"{counted}.{turned} Confírmalo antes de publicar."
    )
    if all(point.labels.get(parts.language, "").isdecimal() for point in parts.points):
        draft.warn("Los puntos de la escala traen solo su número: escribe qué significa cada uno.")
    for name, offered in (
        ("No aplica", [bool(one.not_applicable) for one in kept]),
        ("No sé", [bool(one.dont_know) for one in kept]),
    ):
        if len(set(offered)) > 1:
            draft.warn(
                f"«{name}» se ofrece en {sum(offered)} de {len(kept)} preguntas: aquí se ofrecerá en todas."
            )


def drop_unfit_texts(draft: Draft, parts: Parts) -> None:
    """Leave out what has no words in the own language, more than fit, or the words of another item."""
    seen: dict[str, str] = {}
    kept = []
    for question in parts.questions:
        text = question.texts.get(parts.language, "")
        if not text:
            reason = f"no tiene texto en «{parts.language}»"
        elif len(text) > LIMITS["text"]:
            reason = f"tiene {len(text)} caracteres y caben {LIMITS['text']}: acórtala"
        elif text in seen:
            reason = f"dice lo mismo que «{seen[text]}»"
        else:
            seen[text] = question.code
            kept.append(question)
            continue
        draft.leave_out(
            f"La pregunta «{question.code}» no se importa: {reason}.", row=question.row, sheet=question.sheet
        )
    parts.questions = kept
