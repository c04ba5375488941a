"""`gate_voices`: what two reviewers agreed about free texts → themes and masked quotes that may be read.

A question needs eight texts, and a theme three on which two different people agree to the letter: what
becomes of the text, its masked words, its theme. Whatever they don't agree on stays out. Nothing that is
published says how many texts a theme holds, nor how many were left out: in a small group «all of them wrote
about this» would say what each one wrote. So themes stand in alphabetical order and quotes in that of their
fingerprints, neither of which depends on who wrote what.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import Any

from lar.disclosure.invariants import UnsafeTable
from lar.disclosure.table import Key
from lar.disclosure.thresholds import (
    DEFAULT_THRESHOLDS,
    FREE_TEXT_MIN,
    THEME_MIN_TEXTS,
    Thresholds,
)

VOICES_SCHEMA = "voices/1"
QUOTES_PER_THEME = 3
"""Quotes of a theme that are shown at most (REPORT 6.2, section 10)."""

REVIEWERS = 2
"""Different people who have to agree on each text."""


class Use(StrEnum):
    """What becomes of a text: quoted, counted for its theme without being quoted, or left out."""

    QUOTE = "quote"
    THEME = "theme"
    DISCARD = "discard"


class VoicesReason(StrEnum):
    """Why a question has no voices."""

    FEW_TEXTS = "few_texts"
    NO_THEME = "no_theme"


@dataclass(frozen=True, slots=True)
class Review:
    """What one person decided about one text: `reviewer` is any key of hers, `text` its masked words."""

    reviewer: int
    use: Use
    text: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """An open question with, for each of its sealed texts, what was decided by whom."""

    code: str
    text: str
    texts: tuple[tuple[Review, ...], ...]


class NotReviewed(Exception):
    """A text was not looked at by two different people yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableTheme:
    """What three or more people wrote about, with up to three masked quotes, perhaps none."""

    key: InitVar[Key]
    name: str
    quotes: tuple[str, ...]

    def __post_init__(self, key: Key) -> None:
        _guard(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableQuestion:
    """A question and its themes; with no theme, the reason."""

    key: InitVar[Key]
    code: str
    text: str
    themes: tuple[PublishableTheme, ...]
    reason: VoicesReason | None

    def __post_init__(self, key: Key) -> None:
        _guard(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableVoices:
    """The voices of one survey. Raises UnsafeTable when a rule is broken, whoever makes it."""

    key: InitVar[Key]
    free_text_min: int
    theme_min_texts: int
    questions: tuple[PublishableQuestion, ...]

    def __post_init__(self, key: Key) -> None:
        _guard(key)
        _check(self)

    @property
    def has_themes(self) -> bool:
        return any(question.themes for question in self.questions)


def gate_voices(
    questions: Sequence[ReviewedQuestion], *, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> PublishableVoices:
    """What may be read of a survey's free texts.

    Raises NotReviewed while a text of a question with enough of them lacks its two reviewers.
    """
    return PublishableVoices(
        key=Key.GATE,
        free_text_min=thresholds.free_text_min,
        theme_min_texts=thresholds.theme_min_texts,
        questions=tuple(_question(question, thresholds) for question in questions),
    )


def agreed(reviews: Sequence[Review]) -> Review | None:
    """What all who looked at a text decided alike, two at least; None when they differ.

    Raises NotReviewed when fewer than two different people looked at it.
    """
    if len({review.reviewer for review in reviews}) < REVIEWERS:
        raise NotReviewed
    decisions = {(review.use, review.text, review.theme) for review in reviews}
    return reviews[0] if len(decisions) == 1 else None


def voices_reason(question: PublishableQuestion, voices: PublishableVoices) -> str | None:
    """One sentence on why a question has no voices; None when it has some."""
    match question.reason:
        case VoicesReason.FEW_TEXTS:
            return (
                f"Reservada: recibió menos de {voices.free_text_min} textos. Se borraron sin que nadie los "
                "leyera, para no señalar a nadie."
            )
        case VoicesReason.NO_THEME:
            return (
                f"Los textos no formaron ningún tema de {voices.theme_min_texts} o más en el que "
                "coincidieran quienes los revisaron."
            )
    return None


def _question(question: ReviewedQuestion, thresholds: Thresholds) -> PublishableQuestion:
    if len(question.texts) < thresholds.free_text_min:
        return _silent(question, VoicesReason.FEW_TEXTS)
    decisions = [agreed(reviews) for reviews in question.texts]
    by_theme: dict[str, list[Review]] = {}
    for decision in decisions:
        if decision is not None and decision.use is not Use.DISCARD:
            by_theme.setdefault(decision.theme, []).append(decision)
    themes = tuple(
        _theme(name, found)
        for name, found in sorted(by_theme.items())
        if name and len(found) >= thresholds.theme_min_texts
    )
    if not themes:
        return _silent(question, VoicesReason.NO_THEME)
    return PublishableQuestion(
        key=Key.GATE, code=question.code, text=question.text, themes=themes, reason=None
    )


def _silent(question: ReviewedQuestion, reason: VoicesReason) -> PublishableQuestion:
    return PublishableQuestion(key=Key.GATE, code=question.code, text=question.text, themes=(), reason=reason)


def _theme(name: str, found: Sequence[Review]) -> PublishableTheme:
    quotes = sorted({one.text for one in found if one.use is Use.QUOTE and one.text}, key=_fingerprint)
    return PublishableTheme(key=Key.GATE, name=name, quotes=tuple(quotes[:QUOTES_PER_THEME]))


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# --- What is true of all voices, and how they are kept ------------------------------------------------


def _guard(key: object) -> None:
    if key is not Key.GATE:
        raise TypeError("only the gate makes publishable voices")


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise UnsafeTable(what)


def _check(voices: PublishableVoices) -> None:
    _require(voices.free_text_min >= FREE_TEXT_MIN, "a programme may only raise the minimum of texts")
    _require(voices.theme_min_texts >= THEME_MIN_TEXTS, "a programme may only raise a theme's minimum")
    codes = [question.code for question in voices.questions]
    _require(len(set(codes)) == len(codes), "two questions share a code")
    for question in voices.questions:
        _require(bool(question.themes) is (question.reason is None), f"{question.code}: wrong reason")
        names = [theme.name for theme in question.themes]
        _require(names == sorted(set(names)) and all(names), f"{question.code}: themes out of order")
        for theme in question.themes:
            quotes = list(theme.quotes)
            _require(len(quotes) <= QUOTES_PER_THEME, f"{question.code}: too many quotes")
            _require(all(quotes), f"{question.code}: an empty quote")
            _require(quotes == sorted(set(quotes), key=_fingerprint), f"{question.code}: quotes in an order")


def voices_to_payload(voices: PublishableVoices) -> dict[str, Any]:
    """The voices as dicts, lists, strings and whole numbers."""
    return {
        "schema": VOICES_SCHEMA,
        "free_text_min": voices.free_text_min,
        "theme_min_texts": voices.theme_min_texts,
        "questions": [
            {
                "code": question.code,
                "text": question.text,
                "reason": question.reason.value if question.reason else None,
                "themes": [{"name": theme.name, "quotes": list(theme.quotes)} for theme in question.themes],
            }
            for question in voices.questions
        ],
    }


def voices_from_payload(payload: Mapping[str, Any]) -> PublishableVoices:
    """The voices that `voices_to_payload` wrote. Raises UnsafeTable when they break a rule."""
    try:
        _require(payload["schema"] == VOICES_SCHEMA, f"this reader knows {VOICES_SCHEMA}")
        _require(
            set(payload) == {"schema", "free_text_min", "theme_min_texts", "questions"},
            "unknown or lost keys",
        )
        return PublishableVoices(
            key=Key.GATE,
            free_text_min=payload["free_text_min"],
            theme_min_texts=payload["theme_min_texts"],
            questions=tuple(_question_in(entry) for entry in payload["questions"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UnsafeTable(f"not a {VOICES_SCHEMA} payload: {error!r}") from error


def _question_in(entry: Mapping[str, Any]) -> PublishableQuestion:
    _require(set(entry) == {"code", "text", "reason", "themes"}, "unknown or lost keys")
    return PublishableQuestion(
        key=Key.GATE,
        code=entry["code"],
        text=entry["text"],
        reason=None if entry["reason"] is None else VoicesReason(entry["reason"]),
        themes=tuple(_theme_in(theme) for theme in entry["themes"]),
    )


def _theme_in(entry: Mapping[str, Any]) -> PublishableTheme:
    _require(set(entry) == {"name", "quotes"}, "unknown or lost keys")
    return PublishableTheme(key=Key.GATE, name=entry["name"], quotes=tuple(entry["quotes"]))
