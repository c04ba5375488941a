"""Official names come in capitals; people read them in Spanish title case.

The official spelling is never changed where it is stored: these functions only say how to show it.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DOTTED_INITIALS: Final = re.compile(r"^\W*(?:[^\W\d_]\.){2,}[^\W\d_]?\W*$")
_ROMAN: Final = re.compile(r"^X{0,3}(?:IX|IV|V?I{0,3})$")
_APOSTROPHES: Final = "'’´`"
_VOWELS: Final = frozenset("AEIOUÁÉÍÓÚÜY")

_SMALL_WORDS: Final = frozenset({"DE", "DEL", "Y", "EN", "AL", "PARA", "CON", "POR", "DA"})
_ARTICLES: Final = frozenset({"EL", "LA", "LOS", "LAS"})
_ACRONYMS: Final = frozenset({"CEIA", "CEIC", "DAEM", "SLEP", "UNESCO"})
_VOWELLESS_WORDS: Final = frozenset({"DR", "GR", "JR", "MC", "MR", "MRS", "SN", "SR", "SRTA", "ST"})
_ACCENTED: Final[dict[str, str]] = {
    "AGRICOLA": "Agrícola",
    "ARTISTICA": "Artística",
    "ARTISTICO": "Artístico",
    "BASICA": "Básica",
    "BASICO": "Básico",
    "COMUNICACION": "Comunicación",
    "DIAGNOSTICO": "Diagnóstico",
    "EDUCACION": "Educación",
    "ESPANA": "España",
    "JARDIN": "Jardín",
    "NINO": "Niño",
    "NINOS": "Niños",
    "PARVULO": "Párvulo",
    "PARVULOS": "Párvulos",
    "PEQUENO": "Pequeño",
    "PEQUENOS": "Pequeños",
    "POLITECNICA": "Politécnica",
    "POLITECNICO": "Politécnico",
    "REHABILITACION": "Rehabilitación",
    "REPUBLICA": "República",
    "SENORA": "Señora",
    "TECNICA": "Técnica",
    "TECNICO": "Técnico",
}
"""Common nouns that the file often writes without accent or eñe. Names of people and places are left."""

_WRONG_SYMBOLS: Final = str.maketrans({"¥": "Ñ", "¦": "º"})
"""Letters of another character set that a few official names still carry."""

_NO_NAME: Final = frozenset({"", "NULL", "SIN INFORMACION", "SIN INFORMACIÓN"})


def proper_case(text: str) -> str:
    """Turn a name in capitals into Spanish title case, spaces collapsed.

    Prepositions are lower case, an article only after one of them ("San Pedro de la Paz", "Escuela El
    Saber"); roman numerals, initials, codes such as "G-45" and acronyms stay as they are. A name that already
    has lower-case letters is returned as it is.
    """
    words = text.translate(_WRONG_SYMBOLS).split()
    joined = " ".join(words)
    if joined != joined.upper():
        return joined
    return " ".join(_word(words, index) for index in range(len(words)))


def school_display_name(official_name: str, rbd: int) -> str:
    """How to show a school; some closed ones have no name in the official file and show their RBD instead."""
    if official_name.strip().upper() in _NO_NAME:
        return f"Establecimiento sin nombre (RBD {rbd})"
    return proper_case(official_name)


def _word(words: list[str], index: int) -> str:
    word = words[index]
    if index and _is_small(words, index):
        return word.lower()
    if _DOTTED_INITIALS.match(word):
        return word
    return _LETTERS.sub(lambda run: _run(run, word), word)


def _is_small(words: list[str], index: int) -> bool:
    """Whether the word is a link inside the name, judged by its neighbours where Spanish needs them."""
    word, before = words[index], words[index - 1]
    after = words[index + 1] if index + 1 < len(words) else ""
    if word in _SMALL_WORDS:
        return bool(after)
    if word in _ARTICLES:
        return before in _SMALL_WORDS and index > 1
    if word == "A":
        return after in _ARTICLES
    return word == "E" and after.startswith(("I", "HI"))


def _run(match: re.Match[str], word: str) -> str:
    """Case one run of letters of a word: "O´HIGGINS" has two, "ESC.BASICA" too."""
    run = match[0]
    after_apostrophe = match.start() > 0 and word[match.start() - 1] in _APOSTROPHES
    if len(run) == 1:
        return run.lower() if after_apostrophe and match.end() == len(word) else run
    if run in _ACRONYMS or (_ROMAN.match(run) and word.strip(".,()") == run):
        return run
    is_abbreviation = word[match.end() : match.end() + 1] == "."
    if (
        len(run) <= 4
        and not _VOWELS.intersection(run)
        and run not in _VOWELLESS_WORDS
        and not is_abbreviation
    ):
        return run
    return _ACCENTED.get(run) or run.capitalize()
