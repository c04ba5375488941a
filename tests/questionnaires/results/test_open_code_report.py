"""What is said of answers that came by one open code, or from a file: no rate, no bounds, no pretence."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from lar.disclosure import Audience
from questionnaires.results.printing import page_html, stamp_of
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.report import NetworkReport, assemble
from questionnaires.surveys.api.serializers import SurveySerializer
from questionnaires.surveys.models import Survey
from tests.questionnaires.results.golden_networks import (
    GOLDEN_CONTEXT,
    golden_imported,
    golden_open_code,
    golden_release,
)


def report_of(released: ReleasedSurvey, audience: Audience = Audience.NETWORK) -> NetworkReport:
    return assemble(released, GOLDEN_CONTEXT, release="c3" * 32, audience=audience)


def words_of(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def paper(kind: str, report: NetworkReport) -> str:
    return page_html(kind, report, stamp_of(report, "5a" * 32, "Informe"))


@pytest.mark.parametrize("kind", ["network", "authority"])
def test_the_printed_report_of_an_open_code_has_neither_rate_nor_bounds(kind: str) -> None:
    audience = Audience.AUTHORITY if kind == "authority" else Audience.NETWORK
    words = words_of(paper(kind, report_of(golden_open_code(), audience)))

    assert "código abierto" in words and "más de una vez" in words
    assert re.search(r"de 17 personas|82\s?%", words) is None
    technical = "se dice qué habría pasado si hubieran respondido todas"
    assert words.replace(technical, "").count("hubieran respondido") == 0
    # The same page of a network with a roster has them, so that this test can fail.
    assert "hubieran respondido" in words_of(paper("network", report_of(golden_release(14))))


def test_a_row_of_the_tables_has_as_many_cells_as_the_head() -> None:
    report = report_of(golden_open_code())
    markup = render_to_string("results/parts/overview.html", {"report": report})
    table = markup[markup.index("<table") :]

    heads = len(re.findall(r"<th scope=\"col\"", table))
    for row in re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], flags=re.DOTALL):
        cells = len(re.findall(r"<t[dh]", row)) + sum(int(n) - 1 for n in re.findall(r'colspan="(\d+)"', row))
        assert cells == heads
    assert "hubieran respondido" not in table


def test_the_report_of_imported_answers_says_so_and_where_n_comes_from() -> None:
    report = report_of(golden_imported())

    assert report.respondents.codes.startswith("Respuestas importadas")
    assert report.respondents.codes.endswith("sale de: nómina de la red de 2023.")
    assert report.respondents.asked_by_role == ""
    assert report.respondents.rate != ""


def test_the_api_gives_no_number_of_people_to_an_open_code() -> None:
    told = SurveySerializer()

    assert told.get_roster_n(Survey(mode="open_code", roster_n=14)) is None
    assert told.get_roster_n(Survey(mode="slips", roster_n=14)) == 14
