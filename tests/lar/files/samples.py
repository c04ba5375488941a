"""Small files of each kind, made here, and those that somebody could send in their place."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
OFFICE = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def image(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object
) -> bytes:
    target = BytesIO()
    Image.new(mode, size, "teal").save(target, kind, **options)
    return target.getvalue()


def photo(size: tuple[int, int] = (3000, 2000), orientation: int = 6) -> bytes:
    """A photo as a telephone takes it: lying, with where it was taken and by which device."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telefono de Carla"
    exif.get_ifd(0x8825)[2] = (33.0, 26.0, 16.0)
    return image("JPEG", size, exif=exif, comment=b"curso 4B")


def pdf(**root: object) -> bytes:
    """One empty page; ``root`` adds entries to the catalogue."""
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in root.items():
        document.Root[f"/{name}"] = value
    return saved(document)


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    target = BytesIO()
    document.save(target, **options)
    return target.getvalue()


def zipped(members: Mapping[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return target.getvalue()


def office(kind: str = "docx", main: str = "", **more: str | bytes) -> bytes:
    """The least of a document of Office; ``more`` adds members, ``__`` for a slash and ``___`` for a dot."""
    part, words = OFFICE[kind]
    types = f'<Override PartName="/{part}" ContentType="{main or MAIN.format(words)}"/>'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES}">{types}</Types>',
        part: "<document>Acta</document>",
    }
    members |= {name.replace("___", ".").replace("__", "/"): content for name, content in more.items()}
    return zipped(members)


def relationship(kind: str, target: str) -> str:
    line = f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{RELATIONSHIPS}">{line}</Relationships>'


def open_document(kind: str = "odt", manifest: str = "", **more: str) -> bytes:
    members: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{OPEN[kind]}",
        "content.xml": "<office/>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="urn:m">{manifest}</m:manifest>',
    }
    members |= {name.replace("___", ".").replace("__", "/"): content for name, content in more.items()}
    return zipped(members, stored=("mimetype",))
