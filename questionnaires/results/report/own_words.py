"""Section 10, «Voces»: what people wrote with their own words, or one sentence on why it is not there."""

from __future__ import annotations

from dataclasses import dataclass

from lar.disclosure.voices import PublishableVoices, voices_reason

NO_QUESTIONS, FEW, PENDING, PUBLISHED = "none", "few", "pending", "published"
REHEARSED = "rehearsed"

WHY_NOT = {
    NO_QUESTIONS: "El cuestionario no tenía preguntas para responder con palabras propias.",
    FEW: (
        "Ninguna pregunta abierta recibió los textos suficientes: se borraron al cierre sin que nadie los "
        "leyera, para no señalar a nadie."
    ),
    PENDING: (
        "Los textos que escribieron las y los integrantes todavía se revisan: se publican cuando dos "
        "facilitadores ajenos a la red coinciden en cada uno. Este informe tendrá entonces un número nuevo."
    ),
    REHEARSED: (
        "Un ensayo no inventa lo que la gente escribe: aquí van los temas y las citas, cuando se publican."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTheme:
    name: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceQuestion:
    """`reason` is there when there is no theme."""

    text: str
    themes: tuple[VoiceTheme, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """`why_not` is "" when there are voices. `release` is the fingerprint of theirs."""

    why_not: str
    rule: str = ""
    release: str = ""
    questions: tuple[VoiceQuestion, ...] = ()


def no_voices(state: str) -> Voices:
    return Voices(why_not=WHY_NOT[state])


NO_VOICES = no_voices(NO_QUESTIONS)


def voices_section(voices: PublishableVoices, release: str) -> Voices:
    """The section as it is read; `release` is the fingerprint of the release of voices."""
    return Voices(
        why_not="",
        rule=(
            f"Cada tema reúne {voices.theme_min_texts} textos o más. Las citas no llevan nombres y las "
            "eligió el azar entre las que se pueden publicar. Los temas van en orden alfabético: no se dice "
            "cuántas personas escribieron sobre cada uno, porque en un grupo chico eso señalaría."
        ),
        release=release,
        questions=tuple(
            VoiceQuestion(
                text=question.text,
                themes=tuple(VoiceTheme(name=theme.name, quotes=theme.quotes) for theme in question.themes),
                reason=voices_reason(question, voices) or "",
            )
            for question in voices.questions
        ),
    )
