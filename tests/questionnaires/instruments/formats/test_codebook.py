"""The codebook says what was asked, what each number means and what each dimension is made of."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from lar.documents import render_pdf
from questionnaires.instruments.formats import codebook_json, codebook_xlsx, describe
from questionnaires.instruments.formats.codebook_page import codebook_html
from questionnaires.instruments.formats.ours_xlsx import EXAMPLE


def test_values_say_their_block_both_ways() -> None:
    values = describe(EXAMPLE).values

    assert [(one.code, one.label, one.block, one.block_reversed) for one in values] == [
        (1, "Muy en desacuerdo", "desacuerdo", "acuerdo"),
        (2, "En desacuerdo", "desacuerdo", "acuerdo"),
        (3, "Ni de acuerdo ni en desacuerdo", "ni acuerdo ni desacuerdo", "ni acuerdo ni desacuerdo"),
        (4, "De acuerdo", "acuerdo", "desacuerdo"),
        (5, "Muy de acuerdo", "acuerdo", "desacuerdo"),
        (-7, "No aplica", "", ""),
        (-8, "No sé", "", ""),
        (-9, "Sin respuesta", "", ""),
    ]


def test_dimensions_list_their_items_and_what_they_contain() -> None:
    by_code = {one.code: one for one in describe(EXAMPLE).dimensions}

    assert by_code["PN"].items == ("pn_01",)
    assert by_code["LR"].pools == ("CP", "CC")
    assert by_code["PR"].items == (), "an open question is no part of a score"


def test_the_rule_of_agreement_is_stated() -> None:
    assert "cuenta los 2 puntos más altos de la escala («De acuerdo» y «Muy de acuerdo»)" in (
        describe(EXAMPLE).agreement_rule
    )


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        ({"not_applicable_label": "No corresponde", "dont_know_label": None}, "«No corresponde» y "),
        ({"not_applicable_label": None, "dont_know_label": None}, "válidas; las preguntas en blanco"),
    ],
)
def test_the_rule_names_only_what_is_offered(beside: dict[str, str | None], words: str) -> None:
    rule = describe(replace(EXAMPLE, **beside)).agreement_rule  # type: ignore[arg-type]

    assert words in rule
    assert "No sé" not in rule


def test_json_and_workbook_have_every_variable() -> None:
    as_json = json.loads(codebook_json(EXAMPLE))
    book = openpyxl.load_workbook(BytesIO(codebook_xlsx(EXAMPLE)))
    codes = [row[1] for row in book["variables"].iter_rows(min_row=2, values_only=True)]

    assert [one["code"] for one in as_json["variables"]] == ["pn_01", "cc_01", "abierta_01"] == codes
    assert book.sheetnames == ["léeme", "variables", "valores", "dimensiones"]
    assert [row[0] for row in book["valores"].iter_rows(min_row=2, values_only=True)] == [
        *("1", "2", "3", "4", "5", "-7", "-8", "-9")
    ]


def test_the_page_can_be_drawn_and_escapes_what_people_wrote() -> None:
    hostile = EXAMPLE.__class__(
        **{name: getattr(EXAMPLE, name) for name in EXAMPLE.__dataclass_fields__ if name != "title"},
        title="<script>alert(1)</script>",
    )

    page = codebook_html(hostile)

    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "En la red los acuerdos se olvidan." in page and "(inverso)" in page
    assert render_pdf(codebook_html(EXAMPLE), title="Libro de códigos").startswith(b"%PDF")
