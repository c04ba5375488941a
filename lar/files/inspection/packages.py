"""Documents that are zips: those of Office and of LibreOffice, without macros and without surprises."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from lar.files.errors import RefusedFile
from lar.files.kinds import KINDS, MEGABYTE, FileKind

MAX_MEMBERS = 4000
MAX_UNPACKED = 150 * MEGABYTE
MAX_RATIO = 200
"""Of a member of more than a megabyte: a sheet of zeros packs 100 to 1, a bomb 1,000 to 1."""
MAX_XML = 2 * MEGABYTE
_CHUNK = 256 * 1024

_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": FileKind.PPTX,
}
_OPEN = {KINDS[kind].content_type: kind for kind in (FileKind.ODT, FileKind.ODS, FileKind.ODP)}
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# What a document fetches or runs from elsewhere when it is opened; links and linked pictures are not.
_FETCHED = ("attachedTemplate", "oleObject", "frame", "subDocument", "externalLinkPath", "control")
_MACRO_WORDS = ("macroenabled", "vbaproject", "ms-office.activex")
_MACRO_FOLDERS = ("basic/", "scripts/")


def package_kind(data: bytes) -> FileKind:
    """Return which document a zip is.

    Raises:
        RefusedFile: for any other zip, one with macros or a password, a bomb, or a damaged one.
    """
    # Nothing before the first member nor after the last record: no file of another kind rides along.
    if data[-22:-18] != b"PK\x05\x06" or data[-2:] != b"\0\0":
        raise RefusedFile(_damaged())
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_members(archive)
            return _open_document(archive) or _office_document(archive) or _refuse_zip()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, KeyError):
        raise RefusedFile(_damaged()) from None
    except (ParseError, DefusedXmlException):
        raise RefusedFile(_damaged()) from None


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if len(members) > MAX_MEMBERS or len(names) != len(members):
        raise RefusedFile(_damaged())
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise RefusedFile(_bomb())
    for member in members:
        if member.flag_bits & 1:
            raise RefusedFile(_has_password())
        if member.filename.startswith("/") or ".." in member.filename.split("/"):
            raise RefusedFile(_damaged())
        if member.file_size > MEGABYTE and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise RefusedFile(_bomb())
    if any(name.endswith("vbaproject.bin") or name.startswith(_MACRO_FOLDERS) for name in names):
        raise RefusedFile(_has_macros())
    _unpack(archive, members)


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Read every member to its end, so that its size and checksum are those that it claims."""
    for member in members:
        read = 0
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                read += len(chunk)
        if read != member.file_size:
            raise RefusedFile(_damaged())


def _office_document(archive: zipfile.ZipFile) -> FileKind | None:
    if "[Content_Types].xml" not in archive.namelist():
        return None
    declared = [
        (part.get("PartName", ""), part.get("ContentType", ""))
        for part in _xml(archive, "[Content_Types].xml")
        if part.tag in {f"{_TYPES}Override", f"{_TYPES}Default"}
    ]
    if any(word in kind.lower() for _part, kind in declared for word in _MACRO_WORDS):
        raise RefusedFile(_has_macros())
    mains = [(part, _MAIN[kind]) for part, kind in declared if kind in _MAIN]
    if len(mains) != 1 or mains[0][0].lstrip("/") not in archive.namelist():
        return None
    for name in archive.namelist():
        if name.endswith(".rels"):
            _check_related(_xml(archive, name))
    return mains[0][1]


def _check_related(related: Element) -> None:
    for one in related.iter(_RELATED):
        if one.get("TargetMode") == "External" and one.get("Type", "").endswith(_FETCHED):
            words = _(
                "El documento trae partes desde otro lugar al abrirse. Guárdalo como PDF y sube la copia."
            )
            raise RefusedFile(words)


def _open_document(archive: zipfile.ZipFile) -> FileKind | None:
    """LibreOffice's: the first member says which, and the manifest whether it has a password."""
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.file_size > 100:
        return None
    kind = _OPEN.get(archive.read(first).decode("ascii", "replace").strip())
    if kind is None or "content.xml" not in archive.namelist():
        return None
    manifest = _xml(archive, "META-INF/manifest.xml")
    if any(part.tag.endswith("}encryption-data") for part in manifest.iter()):
        raise RefusedFile(_has_password())
    return kind


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > MAX_XML:
        raise RefusedFile(_bomb())
    parsed: Element = fromstring(archive.read(name), forbid_dtd=True)
    return parsed


def _refuse_zip() -> FileKind:
    raise RefusedFile(_("Es una carpeta comprimida u otro programa. Sube los archivos de uno en uno."))


def _damaged() -> str:
    return _("El documento está dañado o no se puede revisar. Ábrelo, guárdalo otra vez y súbelo.")


def _bomb() -> str:
    return _("El documento se agranda demasiado al abrirlo. Guárdalo como PDF y sube la copia.")


def _has_password() -> str:
    return _("El documento tiene contraseña. Guarda una copia sin ella y súbela.")


def _has_macros() -> str:
    return _("El documento trae macros (programas). Guárdalo sin ellas o como PDF, y súbelo otra vez.")
