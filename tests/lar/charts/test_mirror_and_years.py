"""The mirror and the years as drawings: every figure in words, forms that grey keeps apart, nothing cut."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from lar.charts import mirror_chart, slopes_chart
from lar.charts.svg import width_of
from lar.disclosure import Audience, PublishableTable, gate
from lar.statistics import DimensionYears, Expected, Guess, YearSide, guesses, years_of, years_sentence
from tests.lar.disclosure.surveys import LAR, item, survey

SVG = "{http://www.w3.org/2000/svg}"
NODES = ("PN", "CP", "CC", "KP", "PR")
CALM = (2, 2, 4, 8, 4)
WARM = (1, 1, 2, 8, 8)


def table(**counts: tuple[int, ...]) -> PublishableTable:
    items = [
        item(node.lower(), *counts.get(node, CALM), respondents=20, node=node)
        for node in NODES
        if counts.get(node, CALM)
    ]
    return gate(survey(*items, respondents=20), LAR, audience=Audience.NETWORK)


def years(*tables: PublishableTable) -> tuple[DimensionYears, ...]:
    keys = {code.lower(): code for code in NODES}
    first = 2027 - len(tables)
    return years_of([YearSide.of(str(first + place), made, keys) for place, made in enumerate(tables)])


def found_guesses() -> tuple[Guess, ...]:
    tenths = dict(zip(NODES, (9, 6, 2, 8, 6), strict=True))
    return guesses(table(), [(code, [Expected(agree)]) for code, agree in tenths.items()])


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def words(chart: ElementTree.Element) -> list[str]:
    return [(element.text or "").replace("\N{NO-BREAK SPACE}", " ") for element in chart.iter(f"{SVG}text")]


def description(chart: ElementTree.Element) -> str:
    return next(chart.iter(f"{SVG}desc")).text or ""


@pytest.mark.parametrize("compact", [False, True])
def test_both_tell_everything_in_words(compact: bool) -> None:
    guessed, compared = found_guesses(), years(table(), table(PN=WARM))
    mirror = parsed(mirror_chart(guessed, chart_id="m", compact=compact))
    slopes = parsed(slopes_chart(compared, chart_id="y", compact=compact))

    assert all(one.sentence in description(mirror) for one in guessed)
    assert all(years_sentence(one) in description(slopes) for one in compared)
    for chart in (mirror, slopes):
        assert chart.attrib["role"] == "img"
        assert "style" not in ElementTree.tostring(chart, encoding="unicode")


@pytest.mark.parametrize("compact", [False, True])
def test_no_word_is_cut_at_the_edge(compact: bool) -> None:
    charts = [
        mirror_chart(found_guesses(), chart_id="m", compact=compact),
        slopes_chart(years(table(), table(PN=WARM), table()), chart_id="y", compact=compact),
    ]
    for chart in map(parsed, charts):
        edge = float(chart.attrib["viewBox"].split()[2])
        for element in chart.iter(f"{SVG}text"):
            size = float(element.attrib.get("font-size", chart.attrib["font-size"]))
            width, x = width_of(element.text or "", size), float(element.attrib["x"])
            start = {"middle": x - width / 2, "end": x - width}.get(element.attrib.get("text-anchor", ""), x)
            # Names are wrapped by the same cautious measure; figures over a point may reach into the margin.
            assert start >= -0.5, element.text
            assert start + width <= edge + 0.5, element.text


# --- Years ------------------------------------------------------------------------------------------


def lines(chart: ElementTree.Element) -> list[dict[str, str]]:
    return [one.attrib for one in chart.iter(f"{SVG}line") if one.attrib["stroke-width"] in {"0.5", "1.1"}]


def test_a_change_that_weighs_is_thick_and_one_that_does_not_is_dashed() -> None:
    """Grey paper keeps both apart: by width and by dashes, not by colour."""
    chart = parsed(slopes_chart(years(table(), table(PN=WARM)), chart_id="y"))

    drawn = lines(chart)

    # The purpose, and the container of the other two levers, which did not change.
    assert [one["stroke-width"] for one in drawn] == ["1.1", "0.5", "0.5", "0.5", "0.5", "0.5"]
    assert ["stroke-dasharray" in one for one in drawn] == [False, True, True, True, True, True]
    assert "Sube 20 puntos" in words(chart)
    assert words(chart).count("Sin cambio") == 5


def test_a_change_smaller_than_a_person_is_said() -> None:
    """12 of 20 and then 12 of 19: three points, and a person weighs five."""
    chart = parsed(slopes_chart(years(table(), table(CP=(2, 2, 3, 8, 4))), chart_id="y"))

    collaboration = lines(chart)[2]
    assert collaboration["stroke-dasharray"]
    assert "Cambio menor que una persona" in words(chart)


def test_every_year_has_its_label_and_its_figure() -> None:
    chart = parsed(slopes_chart(years(table(), table(PN=WARM), table()), chart_id="y"))

    assert words(chart).count("2024") == words(chart).count("2026") == 6
    assert words(chart).count("80 %") == 1
    assert len(lines(chart)) == 12


def test_what_cannot_be_compared_has_no_panel() -> None:
    chart = parsed(slopes_chart(years(table(KP=()), table()), chart_id="y"))

    assert "Desarrollo de capital profesional" not in " ".join(words(chart))


def test_higher_means_more_agreement() -> None:
    chart = parsed(slopes_chart(years(table(), table(PN=WARM)), chart_id="y"))

    first = lines(chart)[0]

    assert float(first["y2"]) < float(first["y1"])
    # Twenty points of a panel 25 mm high.
    assert float(first["y1"]) - float(first["y2"]) == pytest.approx(5, abs=0.02)


# --- Espejo -----------------------------------------------------------------------------------------


def test_expected_and_answered_are_different_forms_at_their_places() -> None:
    guessed = found_guesses()
    chart = parsed(mirror_chart(guessed, chart_id="m"))
    # The first of each is the key's.
    discs = [float(one.attrib["cx"]) for one in chart.iter(f"{SVG}circle")][1:]
    diamonds = [one.attrib["points"] for one in chart.iter(f"{SVG}polygon")][1:]
    tops = [float(re.split("[ ,]", points)[0]) for points in diamonds]

    assert len(discs) == len(tops) == 5
    for one, disc, top in zip(guessed, discs, tops, strict=True):
        assert disc == pytest.approx(62 + 102 * float(one.expected.agree + one.gap), abs=0.01)
        assert top == pytest.approx(62 + 102 * float(one.expected.agree), abs=0.01)
    assert guessed[0].gap == Fraction(-3, 10)
