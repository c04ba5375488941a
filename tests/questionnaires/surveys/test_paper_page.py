"""The questionnaire on paper: two pages, every question in its order, large enough to read, and tagged."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdfua.validator import Validator

from lar.documents import render_pdf
from lar.tenancy.models import Program
from questionnaires.instruments.actions import load_instrument, publish_version
from questionnaires.instruments.files import DEMO, DEMO_CAPITAL, read_instrument
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.paper_page import paper_html, paper_title

# A folder to look at the pages in; nothing is written without it.
SHOTS = os.environ.get("LAR_SHOTS", "")
DEMOS = {"funcionamiento": (DEMO, 45), "capital": (DEMO_CAPITAL, 21)}
SMALLEST = 8.5  # points


def draw(version: QuestionnaireVersion, name: str) -> bytes:
    pdf = render_pdf(paper_html(version), title=paper_title(version))
    if SHOTS:
        (Path(SHOTS) / f"papel-{name}.pdf").write_bytes(pdf)
    return pdf


@pytest.mark.parametrize("name", DEMOS)
def test_a_demonstration_fits_two_pages_and_is_tagged(inside: Program, name: str, tmp_path: Any) -> None:
    source, _items = DEMOS[name]
    version = publish_version(load_instrument(read_instrument(source), by=None), by=None)
    path = tmp_path / "papel.pdf"
    path.write_bytes(draw(version, name))

    assert not Validator().validate(path).findings
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
