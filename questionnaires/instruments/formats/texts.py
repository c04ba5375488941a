"""Words as they come in files, made plain: one form of each character, no markup, no surprises."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final

from lar.documents.cells import clean

_SPACES = re.compile(r"[ \t\u00a0]+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_BLOCKS: Final = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_OBJECTS: Final = {
    "img": "una imagen",
    "video": "un video",
    "audio": "un audio",
    "iframe": "una página incrustada",
    "script": "código",
    "a": "un enlace",
}
_HIDDEN: Final = frozenset({"script", "style"})


def fold(text: str) -> str:
    """The bare word, to compare: lower case, no accents, single spaces («Dimensión » → «dimension»)."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(letters.replace("_", " ").split())


def as_code(text: str, *, limit: int) -> str:
    """A code made from any words: letters without accents, numbers and «_», at most `limit` of them."""
    bare = re.sub(r"[^a-z0-9]+", "_", fold(text)).strip("_")
    return bare[:limit].strip("_")


def unique_code(code: str, taken: set[str], *, limit: int) -> str:
    """The code itself, or with a number behind it when it is taken; adds what it returns to `taken`."""
    candidate, number = code, 2
    while candidate.casefold() in taken:
        ending = f"_{number}"
        candidate, number = f"{code[: limit - len(ending)]}{ending}", number + 1
    taken.add(candidate.casefold())
    return candidate


def plain(text: str, *, lines: bool = False) -> tuple[str, list[str]]:
    """The words of a text with HTML or emphasis marks, and what it had besides words («una imagen»).

    With `lines`, paragraphs stay apart by a line end; otherwise all is one line.
    """
    reader = _Words()
    reader.feed(text)
    reader.close()
    words = _EMPHASIS.sub(r"\2", clean("".join(reader.parts)))
    if lines:
        kept = (_SPACES.sub(" ", line).strip() for line in words.split("\n"))
        words = re.sub(r"\n{2,}", "\n\n", "\n".join(kept)).strip()
    else:
        words = " ".join(words.split())
    return words, reader.lost


class _Words(HTMLParser):
    """Collects the text of a fragment of HTML, and names the objects that no text can hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _OBJECTS and _OBJECTS[tag] not in self.lost:
            self.lost.append(_OBJECTS[tag])
        if tag in _BLOCKS:
            self.parts.append("\n")
        self._hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        self._hidden -= tag in _HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
