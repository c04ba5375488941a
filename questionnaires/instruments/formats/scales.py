"""Which options of a question are points of a scale, from least to most, and which stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from questionnaires.instruments.formats.texts import fold


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a question offers: its code in the file and its label by language."""

    code: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class SplitOptions:
    """The options of a question sorted out; `points` from least to most, `turned` if the file had them so."""

    points: tuple[Option, ...]
    not_applicable: Option | None
    dont_know: Option | None
    refusals: tuple[Option, ...]
    turned: bool
    is_ordered: bool
    """The words of its ends say that it is a scale."""


_NOT_APPLICABLE: Final = frozenset(
    {
        *("no aplica", "no me aplica", "no corresponde", "na", "n/a", "n a", "no procede", "not applicable"),
        *("does not apply", "non applicable", "sem resposta aplicavel", "nao se aplica", "no aplicable"),
    }
)
_DONT_KNOW: Final = frozenset(
    {
        *("no se", "no sabe", "no lo se", "ns", "n/s", "no sabria decir", "sin informacion", "sin inf"),
        *("dont know", "don't know", "don’t know", "i don't know", "i dont know", "do not know", "unsure"),
        *("no sabe / no responde", "no sabe/no responde", "no sabe no responde", "ns/nr", "ns / nr", "ns/nc"),
        *("no se / no responde", "no sabe / no contesta", "dk", "no estoy seguro", "no estoy segura"),
    }
)
_REFUSAL: Final = frozenset(
    {
        *("no responde", "no contesta", "prefiero no responder", "prefiero no contestar", "nr", "nc"),
        *("sin respuesta", "no answer", "prefer not to say", "prefer not to answer", "rather not say"),
    }
)
_NUMBER: Final = re.compile(r"[A-Za-z]{0,3}0*(\d{1,3})")

_LEAST: Final = frozenset(
    {
        *("no", "nunca", "nada", "ninguno", "ninguna", "jamas", "bajo", "malo", "mala", "pesimo", "pesima"),
        *("muy bajo", "muy baja", "muy malo", "muy mala", "never", "not at all", "none", "low", "very low"),
        *("poor", "very poor", "bad", "very bad", "poco", "muy poco", "schlecht", "nie", "jamais", "baja"),
        *("nein", "non", "nao"),
    }
)
_MOST: Final = frozenset(
    {
        *("si", "siempre", "mucho", "muchisimo", "totalmente", "completamente", "alto", "alta", "muy alto"),
        *("muy alta", "bueno", "buena", "muy bueno", "muy buena", "excelente", "optimo", "always", "yes"),
        *(
            "completely",
            "a lot",
            "very much",
            "high",
            "very high",
            "good",
            "very good",
            "excellent",
            "casi siempre",
        ),
        *("ausgezeichnet", "sehr gut", "immer", "toujours", "todos", "todas"),
        *("ja", "oui", "sim"),
    }
)
_LEAST_PARTS: Final = (
    "no satisf",
    "not satisf",
    "unsatisf",
    "desacuerdo",
    "disagree",
    "insatisf",
    "dissatisf",
    "discordo",
    "pas d'accord",
)
_MOST_PARTS: Final = ("acuerdo", "agree", "satisf", "concordo", "d'accord")


def split_options(options: Sequence[Option], language: str) -> SplitOptions:
    """Sort out the options of one question by their words in `language`; codes decide where words don't."""
    points: list[Option] = []
    beside: dict[str, list[Option]] = {"na": [], "dk": [], "refusal": []}
    for option in options:
        word = fold(option.labels.get(language, "")).strip(" .()")
        if word in _NOT_APPLICABLE:
            beside["na"].append(option)
        elif word in _DONT_KNOW:
            beside["dk"].append(option)
        elif word in _REFUSAL:
            beside["refusal"].append(option)
        else:
            points.append(option)
    ordered, turned, known = _from_least(points, language)
    return SplitOptions(
        points=ordered,
        not_applicable=beside["na"][0] if beside["na"] else None,
        dont_know=beside["dk"][0] if beside["dk"] else None,
        refusals=tuple(beside["refusal"] + beside["na"][1:] + beside["dk"][1:]),
        turned=turned,
        is_ordered=known,
    )


def _from_least(points: list[Option], language: str) -> tuple[tuple[Option, ...], bool, bool]:
    """The points from least to most, whether that turned them, and whether their words said so."""
    if len(points) < 2:
        return tuple(points), False, False
    first, last = (_lean(points[place].labels.get(language, "")) for place in (0, -1))
    if first < last:
        return tuple(points), False, True
    if first > last:
        return tuple(reversed(points)), True, True
    numbers = [_NUMBER.fullmatch(point.code) for point in points]
    if all(numbers):
        by_number = [int(number.group(1)) for number in numbers if number]
        if by_number == sorted(by_number, reverse=True) and len(set(by_number)) == len(by_number):
            return tuple(reversed(points)), True, False
    return tuple(points), False, False


def _lean(label: str) -> int:
    """−1 for a word of the low end of a scale, 1 for one of the high end, 0 when it says neither."""
    word = fold(label).strip(" .()")
    if word in _LEAST or any(part in word for part in _LEAST_PARTS):
        return -1
    if word in _MOST or any(part in word for part in _MOST_PARTS):
        return 1
    return 0
