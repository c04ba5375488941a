"""What may be kept is told by what a file holds; what hides something is refused with the way out."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageFile

from lar.files.errors import RefusedFile
from lar.files.inspection import look_at
from lar.files.kinds import KINDS, MAX_BYTES, FileKind
from lar.files.naming import clean_name
from tests.lar.files.samples import image, office, open_document, pdf, photo, relationship, saved, zipped

WHOLE = {
    FileKind.PDF: pdf(),
    FileKind.JPEG: image("JPEG"),
    FileKind.PNG: image("PNG", mode="RGBA"),
    FileKind.WEBP: image("WEBP"),
    FileKind.DOCX: office("docx"),
    FileKind.XLSX: office("xlsx"),
    FileKind.PPTX: office("pptx"),
    FileKind.ODT: open_document("odt"),
    FileKind.ODS: open_document("ods"),
    FileKind.ODP: open_document("odp"),
    FileKind.TEXT: "Acta de mayo: acompañar <3 aulas, señal ✓\n".encode(),
}
MARKUP = "<Types xmlns='x'><!ENTITY a 'b'></Types>"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize("kind", WHOLE, ids=str)
def test_each_kind_is_known_by_its_content_whatever_its_name(kind: FileKind) -> None:
    looked = look_at(WHOLE[kind], "cualquier.exe")

    assert (looked.kind, looked.name) == (kind, f"cualquier.{KINDS[kind].extension}")


def test_a_list_of_excel_for_windows_comes_out_in_utf8() -> None:
    looked = look_at("Año;Señal\r\n1;ñandú\r\n".encode("cp1252"), "lista.csv")

    assert (looked.kind, looked.data.decode()) == (FileKind.CSV, "Año;Señal\r\n1;ñandú\r\n")


def test_a_photo_comes_out_upright_smaller_and_without_what_the_camera_wrote() -> None:
    looked = look_at(photo() + b"<script>alert(1)</script>", "IMG_1.HEIC.jpg")

    with Image.open(BytesIO(looked.data)) as kept:
        assert kept.size == (1707, 2560)
        assert dict(kept.getexif()) == {} and "comment" not in kept.info
    assert not any(word in looked.data for word in (b"Carla", b"4B", b"Exif", b"script"))
    with Image.open(BytesIO(looked.preview)) as preview:
        assert (preview.format, max(preview.size)) == ("WEBP", 480)


def test_the_texts_and_profile_of_a_png_are_left_behind() -> None:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Author", "Carla Soto")
    looked = look_at(image("PNG", mode="P", pnginfo=texts, icc_profile=b"perfil de Carla"), "dibujo.png")

    with Image.open(BytesIO(looked.data)) as kept:
        assert (kept.mode, kept.info) == ("RGB", {})
    assert b"Carla" not in looked.data


def bomb_png(side: int) -> bytes:
    """A PNG that says to be ``side`` × ``side`` points and is a few bytes long."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def acting_pdf() -> bytes:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    return pdf(OpenAction=action)


def packed_acting_pdf() -> bytes:
    """The same with its objects packed, so that no word of it shows."""
    with pikepdf.open(BytesIO(acting_pdf())) as document:
        document.Root.OpenAction = document.make_indirect(document.Root.OpenAction)
        packed = saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in packed
    return packed


def carrying_pdf() -> bytes:
    with pikepdf.open(BytesIO(pdf())) as document:
        document.attachments["virus.exe"] = b"MZ"
        return saved(document)


def locked_pdf() -> bytes:
    with pikepdf.open(BytesIO(pdf())) as document:
        return saved(document, encryption=pikepdf.Encryption(owner="x", user="y"))


HOSTILE = {
    "page named photo": (b"\n <!DOCTYPE html><script>1</script>", "foto.png", "página"),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "logo.svg", "SVG"),
    "page further down": (b"hola\n<script>alert(1)</script>", "nota.txt", "página"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "acta.txt", "programa"),
    "rich text": (rb"{\rtf1 hola}", "acta.rtf", "programa"),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00", "acta.pdf", "No es un tipo"),
    "nothing": (b"", "vacio.pdf", "vacío"),
    "zeros": (b"\0" * 2000, "ceros.bin", "vacío"),
    "telephone photo": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "IMG.HEIC", "JPG"),
    "film": (b"\0\0\0\x18ftypisom" + b"\0" * 40, "clase.mp4", "video"),
    "moving image": (image("GIF"), "risa.gif", "JPG o PNG"),
    "bitmap": (b"BM\x36\0\0\0\0\0\0\0" + b"\7" * 60, "dibujo.bmp", "JPG o PNG"),
    "sound": (b"ID3\3" + b"\7" * 60, "clase.mp3", "audio"),
    "old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "acta.doc", "DOCX"),
    "image bomb": (bomb_png(50_000), "bomba.png", "demasiado grande"),
    "image too large": (bomb_png(8_000), "plano.png", "demasiado grande"),
    "image cut": (image("PNG", (300, 300))[:80], "foto.png", "dañada"),
    "image of another kind": (b"\xff\xd8\xff" + b"<html>" * 9, "foto.jpg", "dañada"),
    "pdf then page": (pdf() + b"<html>" * 400, "acta.pdf", "dañado"),
    "pdf not first": (b"GIF89a" + pdf(), "acta.pdf", "formato de imagen"),
    "pdf that acts": (acting_pdf(), "acta.pdf", "programas"),
    "pdf that acts, packed": (packed_acting_pdf(), "acta.pdf", "programas"),
    "pdf that carries": (carrying_pdf(), "acta.pdf", "otros archivos"),
    "pdf with password": (locked_pdf(), "acta.pdf", "contraseña"),
    "pdf in name only": (b"%PDF-1.7 nada %%EOF", "acta.pdf", "dañado"),
    "any zip": (zipped({"hola.txt": "hola"}), "todo.zip", "de uno en uno"),
    "program for Java": (zipped({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), "a.docx", "de uno en uno"),
    "macros by type": (office("docx", main=MACROS), "acta.docx", "macros"),
    "macros by part": (office("docx", word__vbaProject___bin=b"x"), "acta.docx", "macros"),
    "macros in open document": (
        open_document("odt", Basic__Standard__script___xml="<x/>"),
        "a.odt",
        "macros",
    ),
    "open document with password": (
        open_document("odt", manifest="<m:encryption-data/>"),
        "acta.odt",
        "contraseña",
    ),
    "entities": (zipped({"[Content_Types].xml": f"<!DOCTYPE a>{MARKUP}"}), "acta.docx", "dañado"),
    "zip bomb": (office("docx", word__media__a___xml=b"\0" * 30_000_000), "acta.docx", "agranda"),
    "path outside": (zipped({"../../etc/passwd": "x", "[Content_Types].xml": "<a/>"}), "a.docx", "dañado"),
    "zip then page": (office("docx") + b"<html>", "acta.docx", "dañado"),
    "zip cut": (office("docx")[:-40], "acta.docx", "dañado"),
    "one byte too many": (b"a" * (MAX_BYTES + 1), "largo.txt", "10 MB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_hides_something_is_refused_with_the_way_out(name: str) -> None:
    data, called, words = HOSTILE[name]

    with pytest.raises(RefusedFile, match=words):
        look_at(data, called)


def test_a_document_may_link_but_not_fetch() -> None:
    linked = office(
        "docx", word___rels__document___xml___rels=relationship("hyperlink", "https://ejemplo.cl")
    )
    fetched = office("docx", word__rels___rels=relationship("attachedTemplate", "https://ejemplo.cl/a.dotm"))

    assert look_at(linked, "acta.docx").kind is FileKind.DOCX
    with pytest.raises(RefusedFile, match="desde otro lugar"):
        look_at(fetched, "acta.docx")


@pytest.mark.parametrize("words", ["BM de mayo", "ID3, la sala", "MZ", "RIFA de la escuela", "a < b > c"])
def test_ordinary_words_that_look_like_something_else_are_texts(words: str) -> None:
    assert look_at(words.encode(), "nota.txt").kind is FileKind.TEXT


def test_exactly_ten_megabytes_go_in() -> None:
    assert len(look_at(b"a" * MAX_BYTES, "largo.txt").data) == MAX_BYTES


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/Acta de mayo.PDF", "Acta de mayo.pdf"),
        ("C:\\fotos\\sesión 2.jpeg", "sesión 2.pdf"),
        ("acta\u202efdp.exe", "actafdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("", "archivo.pdf"),
        ("...", "archivo.pdf"),
        ("NUL.pdf", "archivo.pdf"),
        ("n" * 300 + ".pdf", "n" * 96 + ".pdf"),
    ],
)
def test_a_name_loses_what_could_hide_or_command(sent: str, kept: str) -> None:
    assert clean_name(sent, "pdf") == kept


def test_a_cut_image_is_refused_also_after_a_pdf_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(RefusedFile, match="dañada"):
        look_at(image("PNG", (300, 300))[:80], "foto.png")

    assert ImageFile.LOAD_TRUNCATED_IMAGES, "left as WeasyPrint wants it"
