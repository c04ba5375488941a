"""Plain text and CSV: words, and nothing that a browser or a machine would run."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from lar.files.errors import RefusedFile

# A page, a drawing, a script, rich text: recognised by how they begin.
_BEGINS = re.compile(r"\s*(<[!?a-z/]|#!|\{\\rtf|%!)", re.IGNORECASE)
# Or further down: a browser that guesses looks at the first kilobytes.
_MARKUP = re.compile(r"<\s*(script|html|svg|iframe|object|embed|body|head)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def plain_text(data: bytes) -> bytes:
    """Return a text in UTF-8, read as UTF-8 or as Excel for Windows writes it.

    Raises:
        RefusedFile: when it is no text, or is a page, a drawing or a program.
    """
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            words = data.decode("cp1252")
        except UnicodeDecodeError:
            raise RefusedFile(_unknown()) from None
    if _CONTROL.search(words):
        raise RefusedFile(_unknown())
    if _BEGINS.match(words) or _MARKUP.search(words):
        words = _(
            "Es una página, un dibujo SVG o un programa. Guárdalo como PDF, o como JPG si es una imagen."
        )
        raise RefusedFile(words)
    return words.encode()


def _unknown() -> str:
    return _(
        "No es un tipo de archivo que se pueda subir. Sirven PDF, fotos JPG, PNG o WebP, documentos, "
        "planillas y presentaciones de Office o LibreOffice, y textos."
    )
