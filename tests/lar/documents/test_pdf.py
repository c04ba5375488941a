"""Documents: tagged, with our typeface inside, and closed to the world."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.template import engines
from pdfua.validator import Validator

from lar.documents import DrawingError, ForbiddenAddressError, render_pdf
from lar.documents.limits import MEGABYTE, memory_ceiling

PAGE = """
{% extends "base_print.html" %}
{% block running %}Red Itata · Informe{% endblock %}
{% block content %}
<section class="cover"><h1>Red Itata</h1></section>
<section class="page"><h1>Panorama</h1><p>Ñandú, año, acción.</p>
<table><caption>Respuestas</caption>
<thead><tr><th scope="col">Afirmación</th><th scope="col">n</th></tr></thead>
<tbody><tr><th scope="row">Una</th><td>14</td></tr></tbody></table></section>
{% endblock %}
"""


def draw(body: str = "") -> bytes:
    html = engines["django"].from_string(PAGE).render()
    return render_pdf(html.replace("</body>", f"{body}</body>"), title="Informe de prueba", author="Una casa")


@pytest.fixture(scope="module")
def document() -> bytes:
    return draw()


def test_it_is_clean_for_the_checker_of_tagged_documents(document: bytes, tmp_path: Any) -> None:
    path = tmp_path / "documento.pdf"
    path.write_bytes(document)

    report = Validator().validate(path)

    assert not report.findings


def test_it_says_its_language_title_and_author(document: bytes) -> None:
    with pikepdf.open(BytesIO(document)) as pdf:
        assert str(pdf.Root.Lang) == "es-CL"
        assert str(pdf.docinfo["/Title"]) == "Informe de prueba"
        assert str(pdf.docinfo["/Author"]) == "Una casa"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_headers_of_tables_say_what_they_head(document: bytes) -> None:
    with pikepdf.open(BytesIO(document)) as pdf:
        scopes = [str(obj.A.Scope) for obj in pdf.objects if _is(obj, "/TH")]

    assert sorted(scopes) == ["/Column", "/Column", "/Row"]


def test_the_margins_are_out_of_the_reading_order(document: bytes) -> None:
    with pikepdf.open(BytesIO(document)) as pdf:
        page = pdf.pages[1]
        operators = [
            (str(instruction.operator), [str(operand) for operand in instruction.operands])
            for instruction in pikepdf.parse_content_stream(page)
        ]
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[3]

    assert ("BMC", ["/Artifact"]) in operators
    assert [owner for owner in owners if owner is None]


def test_every_typeface_is_inside(document: bytes) -> None:
    with pikepdf.open(BytesIO(document)) as pdf:
        fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/FontFile2" in obj]
        names = {str(font.FontName).split("+")[1] for font in fonts}

    assert names == {"Atkinson-Hyperlegible-Next", "Atkinson-Hyperlegible-Next-Bold"}


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="http://169.254.169.254/latest/meta-data/">',
        '<img alt="x" src="https://ejemplo.cl/x.png">',
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="FILE:///etc/passwd">',
        '<img alt="x" src="ftp://ejemplo.cl/x.png">',
        '<img alt="x" src="//ejemplo.cl/x.png">',
        '<img alt="x" src="app:css/../../settings/base.py">',
        '<img alt="x" src="app:fonts/otra.woff2">',
        '<img alt="x" src="relativa.png">',
        '<img alt="x" src="gopher://127.0.0.1:6379/_FLUSHALL">',
        '<link rel="stylesheet" href="http://ejemplo.cl/x.css">',
        '<style>@import url("http://ejemplo.cl/x.css");</style>',
        '<style>@font-face{font-family:a;src:url("http://ejemplo.cl/a.woff2")}</style>',
        '<style>p{background:url("file:///etc/hostname")}</style>',
        '<style>li::before{content:url("http://ejemplo.cl/a.png")}</style><ul><li>a</li></ul>',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="http://127.0.0.1:8000/">',
        '<svg viewBox="0 0 1 1"><title>x</title><image href="http://ejemplo.cl/a.png" width="1"/></svg>',
        '<base href="http://ejemplo.cl/"><img alt="x" src="x.png">',
    ],
)
def test_nothing_outside_is_ever_asked_for(body: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        draw(body)


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(DrawingError, match="alt"):
        draw('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=">')


def test_pictures_inside_the_page_are_drawn() -> None:
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="

    assert draw(f'<img alt="Un punto" src="{pixel}">').startswith(b"%PDF-1.7")


def test_memory_has_a_ceiling_that_goes_away() -> None:
    with pytest.raises(MemoryError), memory_ceiling(64 * MEGABYTE):
        bytearray(512 * MEGABYTE)

    assert len(bytearray(128 * MEGABYTE)) == 128 * MEGABYTE


def _is(obj: Any, kind: str) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and str(obj.get("/S")) == kind
