"""docs/formatos.md says what is so: its examples can be imported, its lists are those of the readers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from questionnaires.instruments.formats import read_instrument_file, sheets, to_csv_and_json
from questionnaires.instruments.formats.content import MAX_ITEMS, MAX_LANGUAGES, MAX_NODES
from questionnaires.instruments.formats.limesurvey import TYPE_REASONS as LIME_REASONS
from questionnaires.instruments.formats.ours_xlsx import EXAMPLE

PAGE = Path(__file__).resolve().parents[4] / "docs" / "formatos.md"
TEXT = PAGE.read_text(encoding="utf-8")


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.+?)```", TEXT, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_json_of_the_page_is_imported_as_it_is() -> None:
    reading = read_instrument_file(example("json").encode())

    assert reading.content is not None
    assert not reading.has_errors
    assert [item.code for item in reading.content.items] == ["pn_01"]
    assert (reading.content.agreement_points, reading.content.not_applicable_label) == (1, "No aplica")


def test_the_csv_of_the_page_is_imported_beside_its_json() -> None:
    _table, about = to_csv_and_json(EXAMPLE)

    reading = read_instrument_file(example("csv").encode(), beside=about.encode())

    assert reading.content is not None
    assert not reading.has_errors
    assert [(item.code, item.is_reversed) for item in reading.content.items] == [
        ("pn_01", False),
        ("cc_01", True),
    ]


@pytest.mark.parametrize("sheet", sheets.COLUMNS)
def test_each_sheet_and_its_columns_are_told(sheet: str) -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| {sheet} |"))

    assert all(f"`{column}`" in row for column in sheets.COLUMNS[sheet])


@pytest.mark.parametrize("kind", LIME_REASONS)
def test_each_type_that_stays_out_is_named(kind: str) -> None:
    if kind != "I":  # The language is no question: it is chosen before beginning.
        assert f"`{kind}`" in TEXT.partition("## LimeSurvey")[2]


def test_the_limits_are_those_in_force() -> None:
    assert f"Hasta {MAX_ITEMS} ítems, {MAX_NODES} dimensiones y {MAX_LANGUAGES} idiomas" in TEXT
