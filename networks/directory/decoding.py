"""From the bytes of an unknown file to text, or a sentence that says what the file is instead."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from networks.directory.errors import DirectoryError

MAX_BYTES: Final = 40 * 1024 * 1024
"""Twelve times the largest official directory (3.4 MB in 2024); enrolment files are far larger."""

TRUNCATED: Final = (
    "El archivo parece cortado: termina en la mitad de la línea {line}. "
    "Descárgalo de nuevo, revisa que se haya copiado completo y vuelve a intentarlo. No se guardó nada."
)

_OTHER_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"Rar!", "es un archivo comprimido RAR. Descomprímelo y elige el archivo CSV que trae dentro"),
    (b"7z\xbc\xaf", "es un archivo comprimido 7z. Descomprímelo y elige el archivo CSV que trae dentro"),
    (b"\x1f\x8b", "es un archivo comprimido GZ. Descomprímelo y elige el archivo CSV que trae dentro"),
    (b"PK\x03\x04", "es un archivo ZIP o una planilla de Excel. Si es ZIP, descomprímelo y elige el CSV; "
                    "si es una planilla, ábrela y guárdala como «CSV UTF-8»"),
    (b"\xd0\xcf\x11\xe0", "es una planilla de Excel antigua. Ábrela y guárdala como «CSV UTF-8»"),
    (b"%PDF", "es un PDF. Elige el archivo CSV"),
)  # fmt: skip


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Read a file whole; raises `DirectoryError` when it is missing, is a folder, or is too large."""
    if not path.exists():
        raise DirectoryError(f"No encontramos el archivo «{path}». Revisa la ruta y vuelve a intentarlo.")
    if path.is_dir():
        raise DirectoryError(f"«{path}» es una carpeta. Elige el archivo CSV que está dentro.")
    size = path.stat().st_size
    if size > max_bytes:
        raise _too_large(size, max_bytes)
    try:
        return path.read_bytes()
    except PermissionError as error:
        raise DirectoryError(f"No tenemos permiso para leer «{path}».") from error


def decode(content: bytes, *, max_bytes: int = MAX_BYTES) -> str:
    """Decode a CSV in UTF-8 (with or without BOM), UTF-16 with BOM or Windows-1252.

    Raises `DirectoryError` for an empty, too large, binary or cut file.
    """
    if len(content) > max_bytes:
        raise _too_large(len(content), max_bytes)
    if not content.strip():
        raise DirectoryError("El archivo está vacío. Descárgalo de nuevo y vuelve a intentarlo.")
    _refuse_other_kinds(content)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(content)
    if b"\x00" in content:
        raise _not_text()
    return _decode_eight_bit(content)


def _decode_eight_bit(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise _cut(content) from error
        if content.startswith(codecs.BOM_UTF8):
            line = content.count(b"\n", 0, error.start) + 1
            raise DirectoryError(
                f"El archivo mezcla dos codificaciones: la línea {line} no está en UTF-8 como el resto. "
                "Descárgalo de nuevo desde el sitio oficial, sin abrirlo antes en otro programa."
            ) from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text() from error


def _decode_utf16(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise _cut(content) from error


def _refuse_other_kinds(content: bytes) -> None:
    for signature, what in _OTHER_KINDS:
        if content.startswith(signature):
            raise DirectoryError(f"Este archivo no es un CSV: {what}.")
    if content[:200].lstrip(codecs.BOM_UTF8 + b" \r\n\t").lower().startswith((b"<!doctype", b"<html")):
        raise DirectoryError(
            "Este archivo es una página web, no un CSV: la descarga no funcionó. Descárgalo de nuevo."
        )


def _cut(content: bytes) -> DirectoryError:
    return DirectoryError(TRUNCATED.format(line=content.count(b"\n") + 1))


def _not_text() -> DirectoryError:
    return DirectoryError(
        "Este archivo no es de texto: no se puede leer como CSV. Revisa que sea el que querías elegir."
    )


def _too_large(size: int, max_bytes: int) -> DirectoryError:
    megabyte = 1024 * 1024
    return DirectoryError(
        f"El archivo pesa {size // megabyte} MB y aceptamos hasta {max_bytes // megabyte} MB. "
        "El directorio oficial pesa menos de 5 MB: revisa que no sea otro archivo, por ejemplo el de "
        "matrícula."
    )
