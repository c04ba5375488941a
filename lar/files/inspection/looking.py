"""The one door: bytes in, a file that may be kept out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lar.files.errors import RefusedFile
from lar.files.inspection.images import IMAGES, clean_image
from lar.files.inspection.packages import package_kind
from lar.files.inspection.pdf import check_pdf
from lar.files.inspection.plain import plain_text
from lar.files.kinds import KINDS, MAX_BYTES, MEGABYTE, FileKind, KindFacts
from lar.files.naming import clean_name


@dataclass(frozen=True)
class CheckedFile:
    """A file that was looked at. ``preview`` is a small WebP of an image, empty for anything else."""

    kind: FileKind
    name: str
    data: bytes
    preview: bytes = b""

    @property
    def facts(self) -> KindFacts:
        return KINDS[self.kind]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def look_at(data: bytes, name: str) -> CheckedFile:
    """Return what may be kept of a file: images drawn again, texts in UTF-8, the rest as it came.

    Raises:
        RefusedFile: for anything that is not on the list, is damaged, or hides something.
    """
    if len(data) > MAX_BYTES:
        raise RefusedFile(too_large())
    if not data.strip(b"\0 \r\n\t"):
        raise RefusedFile(_("El archivo está vacío. Ábrelo para ver si se guardó bien y súbelo otra vez."))
    _refuse_what_people_try(data)
    if data.startswith(b"%PDF-"):
        check_pdf(data)
        return _checked(FileKind.PDF, name, data)
    for starts, kind in IMAGES:
        if starts(data):
            image = clean_image(data, kind)
            return CheckedFile(image.kind, _named(name, image.kind), image.data, image.preview)
    if data.startswith(b"PK\x03\x04"):
        return _checked(package_kind(data), name, data)
    kind = FileKind.CSV if name.lower().endswith(".csv") else FileKind.TEXT
    return _checked(kind, name, plain_text(data))


def too_large() -> str:
    """Return what is said of a file that is too large."""
    words = _("Pesa más de %(n)d MB. Súbelo en partes o más liviano: una foto basta en tamaño mediano.")
    return words % {"n": MAX_BYTES // MEGABYTE}


def _checked(kind: FileKind, name: str, data: bytes) -> CheckedFile:
    return CheckedFile(kind, _named(name, kind), data)


def _named(name: str, kind: FileKind) -> str:
    return clean_name(name, KINDS[kind].extension)


def _refuse_what_people_try(data: bytes) -> None:
    """Files that a teacher may well have at hand, each with the way out."""
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftypavif"}:
        raise RefusedFile(_("Es una foto en formato HEIC o AVIF. Guárdala como JPG y súbela otra vez."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        words = _(
            "Es un documento de Office antiguo o con contraseña. Guárdalo como DOCX, XLSX o PPTX, o como PDF."
        )
        raise RefusedFile(words)
    if data.startswith((b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")) or _is_bitmap(data):
        raise RefusedFile(_("Ese formato de imagen no se puede subir. Guárdala como JPG o PNG."))
    sound = data.startswith((b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0", b"RIFF")) and data[8:12] != b"WEBP"
    if data[4:8] == b"ftyp" or sound:
        raise RefusedFile(_("Es un video o un audio: aquí se suben documentos y fotos."))


def _is_bitmap(data: bytes) -> bool:
    """Texts may begin with «BM» too: four zeros follow the length of a bitmap."""
    return data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"
