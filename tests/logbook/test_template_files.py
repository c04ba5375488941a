"""The bitácora's texts: enough of them, long enough, with sources that they cite, and in Spanish."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from lar.model.dimensions import TREE
from logbook.template_files import (
    FOLDER,
    SectionFileError,
    SectionKind,
    SectionOutput,
    SectionStep,
    SectionText,
    cited_as,
    read_file,
    read_folder,
    sections,
)

SECTIONS = sections()
READINGS = [section for section in SECTIONS if section.kind is SectionKind.READING]
EXERCISES = [section for section in SECTIONS if section.kind is SectionKind.EXERCISE]
ENGLISH = re.compile(r"\b(the|your|you|please|and|with|for|of|feedback|step)\b", re.IGNORECASE)
FORMAL = re.compile(r"\b(usted|vosotros|vuestr[oa]s?|escriba|ingrese|haga clic)\b", re.IGNORECASE)
GOOD = """---
year: 1
step: prepare
kind: lectura
title: Un título
covers:
- PN
sources:
- Little, J. W. (1990). The persistence of privacy. Teachers College Record, 91(4), 509-536.
---
Un párrafo (Little, 1990).
"""


def code_of(section: SectionText) -> str:
    return section.code


def test_there_are_sections_for_two_years() -> None:
    kinds = Counter(section.kind for section in SECTIONS)

    assert len(SECTIONS) == len(list(FOLDER.iterdir())) >= 30
    assert kinds[SectionKind.READING] >= 14
    assert kinds[SectionKind.REFLECTION] >= 6
    assert kinds[SectionKind.EXERCISE] >= 8


def test_every_step_of_each_year_has_something_to_read_think_and_do() -> None:
    places = {(section.year, section.step, section.kind) for section in SECTIONS}

    assert places == {(year, step, kind) for year in (1, 2) for step in SectionStep for kind in SectionKind}


def test_sections_come_in_the_order_of_the_cycle() -> None:
    order = [(section.year, list(SectionStep).index(section.step)) for section in SECTIONS]

    assert order == sorted(order)


def test_every_output_has_an_exercise() -> None:
    assert {exercise.output for exercise in EXERCISES} == set(SectionOutput)


def test_every_node_of_the_model_is_read_about_and_thought_over() -> None:
    everything = {node.code for node in TREE}

    assert {code for reading in READINGS for code in reading.covers} == everything
    assert {code for section in SECTIONS if section not in READINGS for code in section.covers} == everything


@pytest.mark.parametrize("section", SECTIONS, ids=code_of)
def test_section_says_what_it_is_about(section: SectionText) -> None:
    assert section.covers
    assert not section.title.endswith(".")
    assert len(section.title) <= 70


@pytest.mark.parametrize("reading", READINGS, ids=code_of)
def test_reading_has_its_length_and_cites_its_sources(reading: SectionText) -> None:
    cited = [
        source
        for source in reading.sources
        if re.search(r"\([^()]*{}[^()]*{}[^()]*\)".format(*map(re.escape, cited_as(source))), reading.body)
    ]

    assert 300 <= len(reading.body.split()) <= 800
    assert len(reading.sources) >= 2
    assert cited == list(reading.sources)


@pytest.mark.parametrize("reading", READINGS, ids=code_of)
def test_reading_cites_nothing_that_it_does_not_list(reading: SectionText) -> None:
    known = {cited_as(source) for source in reading.sources}
    citations = re.findall(r"\((\w[\w\- ]*?)(?:,[^()]*?| y [^()]*?| et al\.), (\d{4})\)", reading.body)

    assert [citation for citation in citations if citation not in known] == []


@pytest.mark.parametrize("reading", READINGS, ids=code_of)
def test_reading_ends_with_something_for_monday(reading: SectionText) -> None:
    assert reading.body.split("### ")[-1].startswith("Para el lunes\n")


@pytest.mark.parametrize("exercise", EXERCISES, ids=code_of)
def test_exercise_says_result_time_materials_and_what_to_write(exercise: SectionText) -> None:
    parts = ("**Resultado:**", "**Tiempo:**", "**Materiales:**", "### Cómo se hace", "### Qué escribir")

    assert [part for part in parts if part not in exercise.body] == []
    assert len(re.findall(r"^\d\. ", exercise.body, re.MULTILINE)) >= 4


@pytest.mark.parametrize("section", SECTIONS, ids=code_of)
def test_section_speaks_plain_spanish(section: SectionText) -> None:
    said = f"{section.title}\n{section.body}"

    assert ENGLISH.findall(said) == []
    assert FORMAL.findall(said) == []
    assert "—" not in said
    assert said.count("¿") == said.count("?")


def test_two_sections_of_the_same_reference_write_it_in_the_same_way() -> None:
    written: dict[str, set[str]] = {}
    for source in {source for section in SECTIONS for source in section.sources}:
        authors_and_year, _, _ = source.partition("). ")
        written.setdefault(authors_and_year, set()).add(source)

    assert {key: ways for key, ways in written.items() if len(ways) > 1} == {}


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "07-un-codigo.md"
    file.write_text(GOOD, encoding="utf-8")

    assert read_file(file) == SectionText(
        code="un-codigo",
        year=1,
        step=SectionStep.PREPARE,
        kind=SectionKind.READING,
        title="Un título",
        output=None,
        body="Un párrafo (Little, 1990).",
        sources=(
            "Little, J. W. (1990). The persistence of privacy. Teachers College Record, 91(4), 509-536.",
        ),
        covers=("PN",),
    )


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("---\nyear", "year", "línea 1: la primera línea"),
        ("---\nUn", "Un", "línea 10: falta la línea «---»"),
        ("year: 1", "year: 3", "línea 2: «year» debe ser 1 o 2"),
        ("year: 1", "year: 1\nyear: 2", "línea 3: no se entiende «year: 2»"),
        ("step: prepare", "step: antes", "línea 3: «step» debe ser uno de: prepare, implement, learn"),
        ("kind: lectura", "kind: cuento", "línea 4: «kind» debe ser uno de"),
        ("kind: lectura", "kind: ejercicio", "línea 4: a un ejercicio no puede faltarle «output»"),
        ("kind: lectura", "kind: ejercicio\noutput: poema", "línea 5: «output» debe ser uno de"),
        ("title: Un título", "title: Un título\noutput: choice", "línea 6: solo un ejercicio"),
        ("title: Un título", "title:", "línea 5: falta «title»"),
        ("title: Un título\n", "", "línea 9: falta «title»"),
        ("title: Un título", "title: Un título\n- suelto", "línea 6: no se entiende «- suelto»"),
        ("- PN", "- XX", "línea 7: «XX» no es un nodo del modelo"),
        ("Little, J. W. (1990).", "Anónimo, s. f.", "línea 9: una fuente empieza como"),
        ("Un párrafo (Little, 1990).", "", "falta el texto"),
        ("Un párrafo", "# Un título grande", "línea 11: los títulos del texto"),
        ("Un párrafo", "<b>Un</b> párrafo", "línea 11: el texto no lleva HTML"),
        ("Un párrafo", "![foto](a.png)", "línea 11: el texto no lleva HTML"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path, before: str, after: str, where: str) -> None:
    file = tmp_path / "07-un-codigo.md"
    file.write_text(GOOD.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(SectionFileError) as caught:
        read_file(file)

    assert str(caught.value).startswith("07-un-codigo.md, línea ")
    assert where in str(caught.value)


def test_a_file_needs_its_number_and_code(tmp_path: Path) -> None:
    (tmp_path / "Mi sección.md").write_text(GOOD, encoding="utf-8")

    with pytest.raises(SectionFileError, match="01-mi-seccion"):
        read_folder(tmp_path)


def test_two_files_never_share_a_code(tmp_path: Path) -> None:
    for number in ("01", "02"):
        (tmp_path / f"{number}-igual.md").write_text(GOOD, encoding="utf-8")

    with pytest.raises(SectionFileError, match="igual"):
        read_folder(tmp_path)


def test_a_source_without_author_and_year_cannot_be_cited() -> None:
    with pytest.raises(ValueError, match="autor y año"):
        cited_as("Un libro sin fecha")
