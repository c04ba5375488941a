"""The report on paper, for the three golden networks: what a reader, a screen reader and a printer get."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pdfua.validator import Validator
from PIL import Image

from lar.charts.palette import FIVE_STEPS
from lar.disclosure import Audience, gate_all
from questionnaires.results.printing import draw_pdf, verification_url
from questionnaires.results.report import Asked, NetworkReport, assemble
from tests.questionnaires.results.golden_networks import GOLDEN_CONTEXT, NODES, golden_counts, golden_release

SHA256, RELEASE = "5a" * 32, "c3" * 32
SIZES = (6, 14, 40)
POINTS_PER_MM = 72 / 25.4

# Cover, one page of summary, how to read, panorama, six dimensions, agreements and disagreements, two of
# tables, one technical. A first year without mirror: test_printed_sections.py has the others.
PAGES = 14


@dataclass
class Printed:
    """A drawn report, with what the tests ask of it again and again."""

    report: NetworkReport
    content: bytes
    seconds: float
    texts: list[str]

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.content))

    def elements(self, pattern: str) -> list[Any]:
        """Structure elements of a kind, in reading order."""
        return [one for one in _below(self.pdf.Root.StructTreeRoot) if re.fullmatch(pattern, str(one.S))]

    def image(self, page: int, dpi: int = 60) -> Image.Image:
        with pypdfium2.PdfDocument(self.content) as document:
            picture: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return picture


def _below(parent: Any) -> Iterator[Any]:
    """Every structure element under one."""
    kids = parent.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


@cache
def print_report(kind: str, respondents: int) -> Printed:
    audience = Audience.AUTHORITY if kind == "authority" else Audience.NETWORK
    report = assemble(golden_release(respondents), GOLDEN_CONTEXT, release=RELEASE, audience=audience)
    started = time.process_time()
    content = draw_pdf(kind, report, SHA256)
    seconds = time.process_time() - started
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return Printed(report, content, seconds, [" ".join(text.split()) for text in texts])


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"N={size}")
def printed(request: pytest.FixtureRequest) -> Printed:
    return print_report("network", request.param)


@pytest.fixture(scope="module")
def brief() -> Printed:
    return print_report("authority", 14)


# --- Pages ------------------------------------------------------------------------------------------


def test_it_has_a_cover_and_thirteen_pages(printed: Printed) -> None:
    assert len(printed.texts) == PAGES
    assert printed.seconds < 10


def test_every_part_begins_on_its_own_page_in_the_models_order(printed: Printed) -> None:
    titles = ["La red en una página", "Cómo leer y qué no hacer", "Panorama"]
    titles += [page.name for page in printed.report.dimensions]
    titles += ["Acuerdos y desacuerdos", "Anexo 1"]

    found = [_page_that_begins_with(title, printed.texts) for title in titles]

    assert found == list(range(1, 12))
    assert "Anexo 2" in printed.texts[13]


def _page_that_begins_with(title: str, texts: list[str]) -> int:
    return next(place for place, text in enumerate(texts) if place and title in text[:120])


def test_pages_are_numbered_after_the_cover(printed: Printed) -> None:
    assert [text.split()[-1] for text in printed.texts[1:]] == [str(number) for number in range(1, PAGES)]


def test_every_page_says_that_the_instrument_is_a_demonstration(printed: Printed) -> None:
    assert all(
        "Instrumento de demostración; no es el instrumento validado." in text for text in printed.texts
    )


def test_nothing_runs_over_the_margins(printed: Printed) -> None:
    """No chart or table is cut: what surrounds the text of every page is white."""
    for page in range(1, PAGES):
        grey = printed.image(page).convert("L")
        width, height = grey.size
        side, foot = round(width * 17 / 210), round(height * 8 / 297)
        edges = [(0, 0, side, height), (width - side, 0, width, height), (0, height - foot, width, height)]
        darkest = min(min(grey.crop(edge).tobytes()) for edge in edges)
        assert darkest > 250, f"page {page}"


def test_every_dimension_leaves_room_to_write(printed: Printed) -> None:
    """Ruled lines reach over at least 16 mm at the foot of each dimension's page."""
    for page in range(4, 10):
        grey = printed.image(page, dpi=120).convert("L")
        width, height = grey.size
        column = grey.crop((width // 2, round(height * 245 / 297), width // 2 + 1, round(height * 279 / 297)))
        dark = [value < 220 for value in column.tobytes()]
        lines = sum(second and not first for first, second in pairwise(dark))
        assert lines >= 2, f"page {page}"


# --- For those who listen ---------------------------------------------------------------------------


def test_it_is_clean_for_the_checker_of_tagged_documents(printed: Printed, tmp_path: Path) -> None:
    path = tmp_path / "informe.pdf"
    path.write_bytes(printed.content)

    assert not Validator().validate(str(path)).findings


def test_every_figure_has_its_words(printed: Printed) -> None:
    words = [str(figure.get("/Alt", "")) for figure in printed.elements("/Figure")]

    # Code, summary, two drawings, panorama, one per dimension with items, and LR over its parts.
    assert len(words) == 1 + 1 + 2 + 1 + 6 + 1
    assert all(len(text) > 20 for text in words)
    assert any("Propósito nuclear: tendencia al acuerdo" in text for text in words)


def test_every_header_says_what_it_heads(printed: Printed) -> None:
    scopes = [str(element.A.Scope) for element in printed.elements("/TH")]

    assert set(scopes) == {"/Column", "/Row"}
    assert len(scopes) > 100


def test_no_table_is_cut_by_the_end_of_a_page(printed: Printed) -> None:
    tables = printed.elements("/Table")

    pages = [{cell.Pg.objgen for cell in _below(table)} for table in tables]
    assert len(pages) == 1 + 6 + 6 + 1
    assert [len(found) for found in pages] == [1] * len(pages)


def test_headings_go_down_one_level_at_a_time(printed: Printed) -> None:
    levels = [int(str(element.S)[2]) for element in printed.elements(r"/H[1-6]")]

    assert levels[0] == 1
    assert all(second - first <= 1 for first, second in pairwise(levels))


def test_the_text_comes_in_reading_order(printed: Printed) -> None:
    text = " ".join(printed.texts)
    page = printed.report.dimensions[0]
    expected = [
        "Informe para conversar",
        printed.report.summary.participation,
        "Propósito y foco",
        printed.report.reading.weight,
        "Un mismo 57",
        "Quiénes respondimos",
        printed.report.dimensions[0].sentence,
        page.theory[0],
        page.theory[1],
        "Si hubieran respondido todas",
        page.question,
        "Acuerdos y desacuerdos",
        "Anexo 1",
        "Anexo 2",
        RELEASE,
    ]

    places: list[int] = []
    for words in expected:
        start = places[-1] if places else 0
        found = text.find(" ".join(words.split()), start)
        assert found >= 0, words
        places.append(found)


# --- For the printer --------------------------------------------------------------------------------


def test_only_our_typeface_is_used_and_it_is_inside(printed: Printed) -> None:
    dictionaries = [obj for obj in printed.pdf.objects if isinstance(obj, pikepdf.Dictionary)]
    named = {str(obj.FontName) for obj in dictionaries if "/FontName" in obj}
    inside = {str(obj.FontName) for obj in dictionaries if "/FontFile2" in obj}

    assert named == inside
    assert all("Atkinson-Hyperlegible-Next" in name for name in named)


def lightness(colour: tuple[int, ...]) -> float:
    """L* (0 to 100) of what a grey printer makes of a colour."""
    grey = (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 255
    linear = ((grey + 0.055) / 1.055) ** 2.4 if grey > 0.04045 else grey / 12.92
    return 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear


def test_five_steps_stay_apart_on_a_grey_printer() -> None:
    page = print_report("network", 40).image(6, dpi=100)
    pixels = page.convert("RGB").tobytes()
    drawn = {tuple(pixels[at : at + 3]) for at in range(0, len(pixels), 3)}
    steps = [tuple(int(tone.fill[at : at + 2], 16) for at in (1, 3, 5)) for tone in FIVE_STEPS]

    # Seen on the page itself, within what a renderer rounds.
    found = [min(drawn, key=lambda colour: distance(colour, step)) for step in steps]
    greys = sorted(lightness(colour) for colour in found)
    assert max(distance(*pair) for pair in zip(found, steps, strict=True)) <= 6
    assert min(second - first for first, second in pairwise(greys)) >= 12


def distance(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(first, second, strict=True))


# --- Words and numbers ------------------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(the|and|of|with|page|report|agreement|disagreement|missing|none|true|false|network|survey|release)\b",
    re.IGNORECASE,
)


def test_not_a_word_of_english(printed: Printed) -> None:
    text = " ".join(printed.texts).replace(verification_url(SHA256), "")

    assert ENGLISH.findall(text) == []
    assert not re.search(r"[{}]|%\(|None|\bnull\b", text)


def test_no_percentage_without_its_n(printed: Printed) -> None:
    report = printed.report
    sentences = [report.summary.participation, report.summary.shared[1], report.summary.divided[1]]
    for page in report.dimensions:
        sentences += [page.sentence, page.bounds_sentence]
        for item in page.items:
            sentences += [item.sentence, item.bounds_sentence]

    of_how_many = re.compile(r"\d+\s(personas?|respuestas?)")
    naked = [words for words in sentences if "%" in words and not of_how_many.search(words)]

    assert naked == []
    assert sum("%" in words for words in sentences) > 30


def test_a_reserved_statement_prints_no_figure(printed: Printed) -> None:
    item = next(line for page in printed.report.dimensions for line in page.items if line.code == "kp_07")

    assert not item.is_published
    assert not (item.cells or item.blocks or item.aside)
    text = printed.texts[8]
    assert item.reason in text


def test_it_carries_the_fingerprints_and_where_to_check_them(printed: Printed) -> None:
    text = printed.texts[-1].replace(" ", "")

    assert RELEASE in text
    assert SHA256 in text
    assert verification_url(SHA256) in text


def test_blocks_under_twenty_and_points_from_twenty(printed: Printed) -> None:
    heads = printed.report.cell_heads

    assert len(heads) == (5 if printed.report.in_points else 3)
    assert printed.report.in_points is (printed.report.respondents.answered == "40")


def test_a_long_dimension_takes_two_charts_and_none_is_cut() -> None:
    counts = golden_counts(14)
    longer = tuple(
        replace(
            item, code=f"{item.code}{copy}", text=f"{item.text} Y así lo vemos cada vez que nos reunimos."
        )
        for item in counts.items
        for copy in "ab"
        if item.node == "PN"
    )
    tables = gate_all(replace(counts, items=longer), NODES)
    released = replace(golden_release(14), tables=tables)

    page = assemble(released, GOLDEN_CONTEXT, release=RELEASE).dimensions[0]

    assert page.chart is not None
    heights = [float(drawn.split('viewBox="0 0 170 ')[1].split('"')[0]) for drawn in page.chart.paper]
    assert len(heights) == 2
    assert max(heights) < 190
    assert all(f">{item.number}. " in "".join(page.chart.paper) for item in page.items)


# --- The authority's two pages ----------------------------------------------------------------------


def test_the_authority_gets_two_pages_and_no_statement(brief: Printed) -> None:
    statements = [item.text for item in golden_release(14).network.items]

    text = " ".join(brief.texts)

    assert len(brief.texts) == 2
    assert "Qué se puede hacer" in brief.texts[0]
    assert "Qué no se puede hacer" in brief.texts[0]
    assert [words for words in statements if words in text] == []
    assert brief.report.dimensions[0].items == ()


def test_the_authoritys_pages_are_clean_too(brief: Printed, tmp_path: Path) -> None:
    path = tmp_path / "informe.pdf"
    path.write_bytes(brief.content)

    assert not Validator().validate(str(path)).findings


def test_what_the_network_asked_stands_first_and_leaves_it_two_pages() -> None:
    """With all the words that four conditions may have."""
    words = (
        "Dos horas protegidas al mes para las doce personas de la red, dentro de su jornada y no después, "
    )
    asked = Asked(
        kind="Participación estable",
        words=(words * 2)[:100],
        answer="se compromete en parte: " + (words * 2)[:100],
        state="primer semestre 2026: se cumple en parte",
    )
    context = replace(GOLDEN_CONTEXT, conditions=(asked,) * 4)
    report = assemble(golden_release(14), context, release=RELEASE, audience=Audience.AUTHORITY)

    with pypdfium2.PdfDocument(draw_pdf("authority", report, SHA256)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]

    assert len(texts) == 2
    assert texts[0].index("Lo que la red pidió") < texts[0].index("Qué se puede hacer")
    assert texts[0].count("Participación estable") == 4
