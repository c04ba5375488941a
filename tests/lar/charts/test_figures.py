"""Figures for exploring say what the tables say, and are figures that plotly knows."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects
import pytest

from lar.charts.figures import Figure, heat_figure, item_figure, slopes_figure
from lar.disclosure import PublishableTable
from lar.statistics import YearSide, percent_text, years_of
from tests.questionnaires.results.golden_networks import golden_release


def table(respondents: int) -> PublishableTable:
    return golden_release(respondents).network


NETWORKS = [("Red Zaña", table(6)), ("Red Arauco", table(14)), ("Red Itata", table(40))]


def years() -> list[YearSide]:
    codes = {item.code: item.code for item in table(40).items}
    return [YearSide.of("2025", table(14), codes), YearSide.of("2026", table(40), codes)]


def percentage(words: str) -> float:
    return float(words.removeprefix("al menos ").removesuffix("\N{NO-BREAK SPACE}%"))


@pytest.mark.parametrize(
    "figure",
    [
        heat_figure(NETWORKS),
        item_figure("pn_01", NETWORKS),
        slopes_figure([("Red Itata", years_of(years())[0])]),
        heat_figure([]),
    ],
)
def test_plotly_knows_every_property(figure: Figure) -> None:
    plotly.graph_objects.Figure(figure)


def test_the_map_has_the_percentages_of_the_report_in_the_order_given() -> None:
    (trace,) = heat_figure(NETWORKS)["data"]
    assert trace["y"] == ["Red Zaña", "Red Arauco", "Red Itata"]
    for row, texts, (_name, shown) in zip(trace["z"], trace["text"], NETWORKS, strict=True):
        for value, text, dimension in zip(row, texts, shown.dimensions, strict=True):
            if dimension.is_published:
                assert text == percent_text(dimension)
                assert value == percentage(text)
            else:
                assert (value, text) == (None, "")


def test_a_reserved_item_has_no_dot_and_its_network_keeps_its_place() -> None:
    figure = item_figure("kp_07", NETWORKS)
    (trace,) = figure["data"]
    published = [name for name, shown in NETWORKS if shown.item("kp_07").is_published]
    assert trace["y"] == published
    assert len(published) < len(NETWORKS)
    assert figure["layout"]["yaxis"]["categoryarray"] == [name for name, _shown in NETWORKS]


def test_lines_go_over_the_years_that_compare() -> None:
    found = years_of(years())
    whole = next(one for one in found if one.values)
    none = replace(whole, values=())
    (line,) = slopes_figure([("Red Itata", whole), ("Red Zaña", none)])["data"]
    assert (line["name"], line["x"]) == ("Red Itata", ["2025", "2026"])
    assert [f"{value:.0f}\N{NO-BREAK SPACE}%" for value in line["y"]] == [one.percent for one in whole.values]
