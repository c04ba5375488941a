"""What may be uploaded. A kind is told by what a file holds, never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
"""Of a file as it arrives."""


class FileKind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    TEXT = "text"
    CSV = "csv"


@dataclass(frozen=True)
class KindFacts:
    """``extension`` is the one that its name ends with here, whatever it was called before."""

    label: str | Promise
    content_type: str
    extension: str
    is_image: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
KINDS: dict[FileKind, KindFacts] = {
    FileKind.PDF: KindFacts("PDF", "application/pdf", "pdf"),
    FileKind.JPEG: KindFacts(_("Foto"), "image/jpeg", "jpg", is_image=True),
    FileKind.PNG: KindFacts(_("Imagen"), "image/png", "png", is_image=True),
    FileKind.WEBP: KindFacts(_("Imagen"), "image/webp", "webp", is_image=True),
    FileKind.DOCX: KindFacts(_("Documento"), _OFFICE + "wordprocessingml.document", "docx"),
    FileKind.XLSX: KindFacts(_("Planilla"), _OFFICE + "spreadsheetml.sheet", "xlsx"),
    FileKind.PPTX: KindFacts(_("Presentación"), _OFFICE + "presentationml.presentation", "pptx"),
    FileKind.ODT: KindFacts(_("Documento"), _OPEN + "text", "odt"),
    FileKind.ODS: KindFacts(_("Planilla"), _OPEN + "spreadsheet", "ods"),
    FileKind.ODP: KindFacts(_("Presentación"), _OPEN + "presentation", "odp"),
    FileKind.TEXT: KindFacts(_("Texto"), "text/plain; charset=utf-8", "txt"),
    FileKind.CSV: KindFacts("CSV", "text/csv; charset=utf-8", "csv"),
}
ACCEPT = ",".join(f".{facts.extension}" for facts in KINDS.values()) + ",.jpeg"
"""For the browser's own picker; the server looks for itself."""
