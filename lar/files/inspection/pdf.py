"""PDF: whole, without a password, without anything that acts when it is opened."""

from __future__ import annotations

import threading
from functools import cache
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from lar.files.errors import RefusedFile
from lar.files.kinds import MEGABYTE

MAX_OBJECTS = 200_000
ACTS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
END = b"%%EOF"
# Readers look for the end in the last kilobyte.
TAIL = 1024
MAX_UNPACKED = 150 * MEGABYTE
"""Bytes into which one stream of a PDF may grow when its objects are read."""

_one_at_a_time = threading.Lock()


@cache
def _library() -> Any:
    """Load pikepdf when the first PDF comes (it takes a tenth of a second) and bound what it may unpack."""
    import pikepdf

    pikepdf.settings.set_qpdf_limits(flate_max_memory=MAX_UNPACKED, run_length_max_memory=MAX_UNPACKED)
    return pikepdf


def check_pdf(data: bytes) -> None:
    """Read every object of a PDF.

    Raises:
        RefusedFile: when it is damaged, has a password, runs something or carries other files.
    """
    if END not in data[-TAIL:]:
        raise RefusedFile(_damaged())
    with _one_at_a_time:
        _read(data)


def _read(data: bytes) -> None:
    pikepdf = _library()
    try:
        with pikepdf.Pdf.open(BytesIO(data)) as document:
            if document.is_encrypted:
                raise RefusedFile(_has_password())
            _check_objects(document)
    except pikepdf.PasswordError:
        raise RefusedFile(_has_password()) from None
    except (pikepdf.PdfError, ValueError, RuntimeError, OverflowError):
        raise RefusedFile(_damaged()) from None


def _check_objects(document: Any) -> None:
    if not len(document.pages):
        raise RefusedFile(_damaged())
    objects = document.objects
    if len(objects) > MAX_OBJECTS:
        raise RefusedFile(_("El PDF es demasiado complejo. Imprímelo como PDF y sube la copia."))
    for one in [document.trailer, *objects]:
        if _hides_something(one, 0):
            words = _("El PDF trae programas u otros archivos adentro. Imprímelo como PDF y sube la copia.")
            raise RefusedFile(words)


def _hides_something(one: Any, depth: int) -> bool:
    """Whether an object, or what is written inside it, acts or carries a file. References are met apart."""
    pikepdf = _library()
    if depth > 20:
        return True
    if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
        if str(one.get("/S", "")) in ACTS or "/JS" in one or "/EmbeddedFiles" in one:
            return True
        if str(one.get("/Type", "")) == "/EmbeddedFile":
            return True
        inner = [value for _key, value in one.items()]
    elif isinstance(one, pikepdf.Array):
        inner = list(one.as_list())
    else:
        return False
    return any(
        _hides_something(value, depth + 1)
        for value in inner
        if isinstance(value, pikepdf.Object) and not value.is_indirect
    )


def _damaged() -> str:
    return _("El PDF está dañado o incompleto. Ábrelo, guárdalo otra vez y súbelo.")


def _has_password() -> str:
    return _("El PDF tiene contraseña. Guarda una copia sin ella y súbela.")
