"""One release on the web, in PDFs, in the workbook and in the CSV: same hash, whole sentences, no English."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser

import openpyxl
import pypdfium2
import pytest
from django.test import Client

from lar.jobs.models import Job
from lar.jobs.runner import run_here
from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.actions.networks import remove_school
from networks.models import NetworkSchool
from questionnaires.results.actions import ask_for_pdf, open_release
from questionnaires.results.canonical import fingerprint
from questionnaires.results.models import Report, ReportFile
from questionnaires.results.queries import report_of
from questionnaires.surveys.actions.reading import create_reading_link
from questionnaires.surveys.codes import reading_token
from tests.conftest import TODAY
from tests.factories import (
    NetworkTerritoryFactory,
    TerritoryFactory,
    make_authority,
    make_coordinator,
)
from tests.questionnaires.results.test_printed_report import ENGLISH
from tests.questionnaires.results.test_program_report import World as ProgramWorld
from tests.results import make_release
from tests.surveys import make_network

pytestmark = pytest.mark.django_db(transaction=True)

# A percentage with who it is of: people, answers, or networks where a sentence is about those.
PERCENT = re.compile(r"\d+(?:,\d+)?\s%")
OF_HOW_MANY = re.compile(r"\d+\s(?:personas?|respuestas?|redes)|\bn = \d+|\d+ de \d+")
SENTENCES = {"p", "li", "dd", "figcaption", "title", "desc"}
EXPLAINED = {"Cómo leer", "Cómo leer y qué no hacer"}
"""Sections that explain with invented figures: «un mismo 57 %»."""
VOID = {"br", "img", "input", "meta", "link", "hr", "source", "wbr", "col", "path", "circle", "line", "use"}
FORMAT_WORDS = {"network", "release", "survey"}
"""What only an address may say."""


class Sentences(HTMLParser):
    """The words of each sentence of a page, and all that is read, without its explanations."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.read: list[str] = []
        self._open: list[list[str]] = []
        self._silent = 0
        self._in_heading = False
        self._explains = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "style"}:
            self._silent += 1
        if tag in {"h1", "h2"}:
            self._in_heading, self._explains = True, False
        if tag in SENTENCES:
            self._open.append([])
        for name in ("alt", "aria-label", "title", "placeholder"):
            self.read.append(given.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._silent -= 1
        if tag in {"h1", "h2"}:
            self._in_heading = False
        if tag in SENTENCES and self._open:
            words = " ".join("".join(self._open.pop()).split())
            if not self._explains:
                self.found.append(words)
            if self._open:
                self._open[-1].append(f" {words} ")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.read.append(data)
        if self._in_heading and data.strip() in EXPLAINED:
            self._explains = True
        if self._open:
            self._open[-1].append(data)


def heard(html: str) -> Sentences:
    page = Sentences()
    page.feed(html)
    return page


def naked(sentences: list[str]) -> list[str]:
    return [words for words in sentences if PERCENT.search(words) and not OF_HOW_MANY.search(words)]


class World:
    """A released network whose report everybody may read."""

    def __init__(self, program: Program, respondents: int = 40) -> None:
        self.program = program
        with program_context(program):
            self.network = make_network(respondents, name="Red Itata")
            territory = TerritoryFactory.create(name="SLEP Itata")
            NetworkTerritoryFactory.create(network=self.network, territory=territory)
            self.coordinator = make_coordinator(program, self.network)
            self.authority = make_authority(program, territory)
            self.release = make_release(program, respondents, network=self.network)
            for audience in ("members", "authority"):
                open_release(self.release, audience=audience, by=self.coordinator)
            link = create_reading_link(self.network, expires_on=TODAY + timedelta(days=900), by=None)
            self.reading = f"/leer/{reading_token(link.pk)}/"
        self.url = f"/{program.slug}/resultados/{self.release.pk}/"

    def get(self, person: object | None, path: str) -> bytes:
        client = Client()
        if person is not None:
            client.force_login(person)  # type: ignore[arg-type]
        response = client.get(path)
        assert response.status_code == 200, path
        return response.content

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page of these results with who reads it."""
        for tail in ("", "dimension/PN/", "dimension/LR/", "dimension/KP/", "ediciones/", "registro/"):
            yield self.url + tail, self.get(self.coordinator, self.url + tail).decode()
        yield self.reading, self.get(None, self.reading).decode()
        path = f"/{self.program.slug}/autoridad/{self.release.pk}/"
        yield path, self.get(self.authority, path).decode()

    def pdf(self, kind: str) -> bytes:
        with program_context(self.program):
            report = report_of(self.release, kind)
            job = ask_for_pdf(report, by=self.coordinator)
            run_here(job)
            return bytes(ReportFile.objects.get(report=report).pdf)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def world(program: Program) -> World:
    return World(program)


def test_the_hash_of_the_release_is_the_same_everywhere(world: World) -> None:
    sha256 = world.release.sha256
    web = world.get(world.coordinator, world.url).decode()
    csv = world.get(world.coordinator, f"{world.url}datos/csv/").decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(world.get(world.coordinator, f"{world.url}datos/planilla/")))
    cells = {value for row in book["Léeme"].iter_rows(values_only=True) for value in row}
    printed = re.sub(r"\s", "", text_of(world.pdf("network")))

    assert fingerprint(world.release.payload) == sha256
    assert sha256 in web
    assert sha256 in printed
    assert sha256 in cells
    assert {line.rstrip("\r").rsplit(";", 1)[1] for line in csv.strip().split("\n")[1:]} == {sha256}


def test_moving_a_school_later_leaves_the_pdf_as_it_was(world: World) -> None:
    """The report is what was true when it closed: its numbers, its words and its file never change."""
    before = world.pdf("network")
    with program_context(world.program):
        report = report_of(world.release, "network")
        payload = dict(report.payload)
        school = NetworkSchool.objects.filter(network=world.network, valid_to=None).first()
        assert school is not None
        remove_school(school, on=TODAY, by=None)

    with program_context(world.program):
        again = Report.objects.get(pk=report.pk)
        kept = bytes(ReportFile.objects.get(report=again).pdf)
        assert report_of(world.release, "network").pk == report.pk
    assert kept == before
    assert (again.sha256, again.payload) == (report.sha256, payload)
    assert fingerprint(again.payload) == report.sha256
    assert world.get(world.coordinator, f"{world.url}informe.pdf") == before
    assert "Es auténtico y vigente" in world.get(None, f"/v/{report.sha256}/").decode()


@pytest.mark.parametrize("respondents", [6, 14, 40])
def test_no_percentage_on_a_page_lacks_its_n(program: Program, respondents: int) -> None:
    world = World(program, respondents)
    found = {path: heard(html).found for path, html in world.pages()}

    assert {path: naked(sentences) for path, sentences in found.items() if naked(sentences)} == {}
    assert sum(bool(PERCENT.search(words)) for sentences in found.values() for words in sentences) > 60


def test_no_page_says_a_word_of_english(world: World) -> None:
    for path, html in world.pages():
        words = " ".join(heard(html).read)
        english = {word.lower() for word in ENGLISH.findall(re.sub(r"https?://\S+", "", words))}
        assert english == set(), path


def test_the_programmes_report_keeps_both_rules(program: Program) -> None:
    made = ProgramWorld(program)
    release = made.freeze()
    page = heard(made.client.get(made.url(release)).content.decode())
    made.client.post(made.url(release))
    with program_context(program):
        job = Job.objects.get(kind="questionnaires.results.draw_program")
    run_here(job)
    printed = text_of(made.client.get(f"{made.url(release)}informe.pdf").content)
    addresses = re.compile(r"https?://\S+")

    assert naked(page.found) == []
    assert sum(bool(PERCENT.search(words)) for words in page.found) > 20
    assert ENGLISH.findall(addresses.sub("", " ".join(page.read))) == []
    assert ENGLISH.findall(addresses.sub("", printed)) == []
    assert release.sha256 in re.sub(r"\s", "", printed)
