"""Names in a text: what to propose to cover, and whether a masked text still says only what was written.

A proposal, never a decision: two people read every text. It prefers covering too much.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

NAME, PLACE, CONTACT, CUT = "[nombre]", "[establecimiento]", "[dato]", "[…]"
MASKS = (NAME, PLACE, CONTACT, CUT)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MASK = re.compile("|".join(re.escape(mask) for mask in MASKS))
_CONTACTS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an address
    r"|\b\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]\b"  # a RUT
    r"|(?:\+?56[ -]?)?\b9[ -]?\d{4}[ -]?\d{4}\b"  # a telephone
    r"|@\w{3,}"
)
# After these comes a person, with or without a capital.
_BEFORE_NAME = frozenset(
    [
        "don",
        "doña",
        "sr",
        "sra",
        "srta",
        "señor",
        "señora",
        "señorita",
        "tío",
        "tía",
        "profe",
        "profesor",
        "profesora",
        "miss",
        "director",
        "directora",
        "jefe",
        "jefa",
        "coordinador",
        "coordinadora",
        "inspector",
        "inspectora",
    ]
)
_BETWEEN = frozenset(["de", "del", "la", "las", "los", "el", "y", "utp"])
_NEVER = frozenset(["utp", "slep", "daem", "deprov", "pie", "rme", "lar", "chile", "ministerio", "mineduc"])
# Words of the names of schools that say no school.
_COMMON = frozenset(
    [
        "escuela",
        "colegio",
        "liceo",
        "jardín",
        "básica",
        "basica",
        "municipal",
        "particular",
        "rural",
        "centro",
        "educacional",
        "instituto",
        "complejo",
        "educación",
        "educacion",
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "san",
        "santa",
        "n",
    ]
)


def suggest(text: str, *, schools: Iterable[str] = (), people: Iterable[str] = ()) -> str:
    """Return the text with what looks like a name covered: the roster's schools, people, any capital."""
    covered = _CONTACTS.sub(CONTACT, text)
    for school in sorted(set(schools), key=len, reverse=True):
        covered = _cover_school(covered, school)
    known = {fold(part) for name in people for part in _WORD.findall(name) if len(part) > 2} - _BETWEEN
    return _join(_cover_people(covered, known))


def only_masks(original: str, masked: str) -> bool:
    """Whether a masked text is the original with stretches covered and nothing added or changed.

    >>> only_masks("Ana no vino.", "[nombre] no vino."), only_masks("Ana no vino.", "Ana vino.")
    (True, False)
    """
    pieces = _MASK.split(masked)
    if len(pieces) == 1:
        return masked == original
    place = len(pieces[0])
    if not original.startswith(pieces[0]):
        return False
    for piece in pieces[1:-1]:
        found = original.find(piece, place + 1)
        if found < 0:
            return False
        place = found + len(piece)
    last = pieces[-1]
    return original.endswith(last) and len(original) - len(last) > place


def fold(word: str) -> str:
    """Return a word without accents or capitals, to compare names however they are written."""
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")


def _cover_school(text: str, school: str) -> str:
    """Cover a school's whole name and, alone, each of its words that could be of no other."""
    words = [word for word in _WORD.findall(school) if fold(word) not in _COMMON and len(word) > 3]
    parts = [re.escape(school), *(rf"\b{re.escape(word)}\b" for word in words)]
    return re.sub("|".join(parts), PLACE, text, flags=re.IGNORECASE)


def _cover_people(text: str, known: Collection[str]) -> str:
    """Cover known names, what follows a title, and capitals that don't begin a sentence."""
    pieces: list[str] = []
    end = 0
    before = ""
    for match in _WORD.finditer(text):
        word, gap = match.group(), text[end : match.start()]
        begins = not before or re.search(r"[.!?…:\n]\s*[«\"“(¿¡]*$", gap) is not None
        inside_mask = text[: match.start()].rfind("[") > text[: match.start()].rfind("]")
        covered = not inside_mask and _is_name(word, before, begins, known)
        pieces += [gap, NAME if covered else word]
        before, end = word, match.end()
    return "".join([*pieces, text[end:]])


def _is_name(word: str, before: str, begins: bool, known: Collection[str]) -> bool:
    plain = fold(word)
    if plain in _NEVER or len(word) == 1:
        return False
    if plain in known:
        return True
    if fold(before) in {fold(title) for title in _BEFORE_NAME} and not begins:
        return word[0].isupper() or (
            plain not in _BETWEEN and before.lower() in {"don", "doña", "tía", "tío", "miss"}
        )
    return word[0].isupper() and not begins and not word.isupper()


def _join(text: str) -> str:
    """«[nombre] [nombre]» is one person; «[establecimiento] [establecimiento]» one school."""
    for mask in (NAME, PLACE):
        one = re.escape(mask)
        text = re.sub(rf"{one}(?:\s+(?:de |del |la )*{one})+", mask, text)
    return text
