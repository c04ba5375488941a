"""The report on paper with every section: a third year, a published mirror, the programme's rate."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfua.validator import Validator

from lar.statistics import ProgramRate, TeamExpectation
from questionnaires.results.printing import draw_pdf, page_html, stamp_of
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.report import NetworkReport, Past, assemble
from questionnaires.results.report.selection import WHOLE, Section, Selection
from tests.questionnaires.results.golden_networks import GOLDEN_CONTEXT, golden_release

SHA256 = "5a" * 32
EXPECTED = {"PN": (9, 0), "CP": (6, 2), "CC": (4, 3), "KP": (7, 1), "PR": (7, 2)}


def earlier(year: int, respondents: int) -> ReleasedSurvey:
    released = golden_release(respondents)
    return replace(released, circumstances=replace(released.circumstances, year=year))


def report(selection: Selection = WHOLE) -> NetworkReport:
    """A network of 14 whose statements were others before: each is paired with the one five places on."""
    now = golden_release(14)
    codes = [item.code for item in now.network.items]
    past = [
        (Past("b" * 64, tuple(zip(codes, codes[5:], strict=False)), ()), earlier(2025, 40)),
        (Past("a" * 64, tuple((code, code) for code in codes), ()), earlier(2024, 6)),
    ]
    expected = {
        code: TeamExpectation(Fraction(agree, 10), Fraction(against, 10), 2)
        for code, (agree, against) in EXPECTED.items()
    }
    context = replace(
        GOLDEN_CONTEXT,
        past=tuple(one for one, _released in past),
        expected=tuple(expected.items()),
        program=ProgramRate(8, 96, 132),
    )
    return assemble(now, context, release="c3" * 32, past=past, selection=selection)


@cache
def printed() -> tuple[bytes, tuple[str, ...]]:
    content = draw_pdf("network", report(), SHA256)
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return content, tuple(" ".join(text.split()) for text in texts)


def pages_with(title: str) -> list[int]:
    return [place for place, text in enumerate(printed()[1]) if place and title in text[:120]]


@pytest.mark.parametrize("title", ["Espejo", "Acuerdos y desacuerdos", "Cambios en el tiempo"])
def test_each_section_is_one_page_long(title: str) -> None:
    texts = printed()[1]

    (place,) = pages_with(title)

    assert len(texts) == 16
    # The page after it begins with the next section, not with what did not fit.
    assert re.match(
        "Propósito nuclear|Palanca Propósito nuclear|Cambios en el tiempo|Anexo 1", texts[place + 1]
    )


def test_who_answered_stays_on_the_page_of_how_to_read() -> None:
    (place,) = pages_with("Cómo leer y qué no hacer")

    assert "Quiénes respondimos" in printed()[1][place]
    assert "96 de 132 personas (72,7 %)" in printed()[1][place]


def test_the_first_page_has_its_three_sentences() -> None:
    summary = printed()[1][1]

    for words in (
        "Donde más coincidimos",
        "Donde más nos dividimos",
        "La mayor sorpresa frente a lo esperado",
    ):
        assert words in summary


def test_it_is_clean_for_the_checker_of_tagged_documents(tmp_path: Path) -> None:
    path = tmp_path / "informe.pdf"
    path.write_bytes(printed()[0])

    assert not Validator().validate(str(path)).findings


def test_the_new_figures_have_their_words() -> None:
    with pikepdf.open(BytesIO(printed()[0])) as pdf:
        structure = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj]
        told = " ".join(str(obj.Alt) for obj in structure)

    assert "Espejo: porcentaje de acuerdo esperado y respondido, por dimensión." in told
    assert "Confianza y corresponsabilidad: más" in told
    assert "Cambios en el tiempo: porcentaje de acuerdo por dimensión, en las mismas afirmaciones." in told


def test_nothing_runs_over_the_margins() -> None:
    with pypdfium2.PdfDocument(printed()[0]) as document:
        for title in ("Espejo", "Acuerdos y desacuerdos", "Cambios en el tiempo", "La red en una página"):
            (place,) = pages_with(title)
            grey = document[place].render(scale=60 / 72).to_pil().convert("L")
            width, height = grey.size
            side, foot = round(width * 17 / 210), round(height * 8 / 297)
            edges = [
                (0, 0, side, height),
                (width - side, 0, width, height),
                (0, height - foot, width, height),
            ]
            assert min(min(grey.crop(edge).tobytes()) for edge in edges) > 250, title


def test_no_percentage_without_its_n() -> None:
    made = report()
    assert made.mirror is not None
    assert made.years is not None
    sentences = [made.summary.surprise, made.respondents.program]
    sentences += [row.sentence for row in made.mirror.rows]
    sentences += [row.sentence for row in made.years.rows]
    sentences += [one.sentence for one in (*made.most_shared, *made.most_divided)]

    of_how_many = re.compile(r"\d+\s(personas?|respuestas?)")

    assert [words for words in sentences if "%" in words and not of_how_many.search(words)] == []
    assert sum("%" in words for words in sentences) > 15


@pytest.mark.parametrize(
    ("section", "title"),
    [
        (Section.MIRROR, "<h1>Espejo</h1>"),
        (Section.EXTREMES, "<h1>Acuerdos y desacuerdos</h1>"),
        (Section.CHANGES, "<h1>Cambios en el tiempo</h1>"),
    ],
)
def test_a_section_that_was_left_out_is_not_printed(section: Section, title: str) -> None:
    left_out = report(Selection(sections=frozenset(Section) - {section}))
    stamp = stamp_of(left_out, SHA256, "Informe")

    assert title in page_html("network", report(), stamp)
    assert title not in page_html("network", left_out, stamp)
