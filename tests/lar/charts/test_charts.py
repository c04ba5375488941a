"""Charts: what they show, what they must not, and that they can be read by machines and printers."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from lar.charts import dimension_chart, item_chart, items_chart, overview_chart
from lar.charts.bars import Reach, segments
from lar.charts.layout import COMPACT, WIDE, Frame
from lar.charts.rows import item_row
from lar.charts.strips import LABEL_FROM
from lar.charts.svg import width_of, wrap
from lar.disclosure import Audience, Block, PublishableTable, SurveyCounts, gate, gate_all
from lar.statistics import dimension_sentence, item_sentence, shares
from tests.lar.disclosure.surveys import LAR, item, survey
from tests.lar.disclosure.test_attack import random_surveys

SVG = "{http://www.w3.org/2000/svg}"
ROWS = {
    "blocks": (2, 2, 1, 5, 4),
    "masked": (0, 0, 1, 6, 7),
    "against": (7, 7, 0, 0, 0),
    "doubt": (0, 0, 14, 0, 0),
    "reserved": (1, 1, 1, 1, 0),
    "full": (5, 6, 4, 5, 10),
}


def table(*names: str, audience: Audience = Audience.NETWORK) -> PublishableTable:
    items = [
        item(name, *ROWS[name], respondents=30, not_applicable=0, is_reversed=name == "blocks")
        for name in names or ROWS
    ]
    return gate(survey(*items, respondents=30), LAR, audience=audience)


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def words(chart: ElementTree.Element) -> list[str]:
    """What can be read in the drawing, apart from title and description."""
    return [(element.text or "").replace("\N{NO-BREAK SPACE}", " ") for element in chart.iter(f"{SVG}text")]


def every_chart(given: PublishableTable, *, compact: bool) -> list[str]:
    charts = [overview_chart(given, chart_id="o", compact=compact)]
    for place, dimension in enumerate(given.dimensions):
        charts.append(dimension_chart(dimension, given, chart_id=f"d{place}", compact=compact))
        charts.append(items_chart(dimension, given, chart_id=f"i{place}", compact=compact))
    charts += [
        item_chart(one, given, chart_id=f"x{place}", compact=compact) for place, one in enumerate(given.items)
    ]
    return charts


def test_a_masked_item_is_one_hatched_bar_that_says_at_least() -> None:
    for name, block in (
        ("masked", Block.AGREEMENT),
        ("against", Block.DISAGREEMENT),
        ("doubt", Block.NEUTRAL),
    ):
        given = table(name)
        (only,) = segments(given.item(name), given.scale)

        assert only.hatched
        assert only.label == "al menos 13 de 14"
        assert only.start == pytest.approx(
            {Block.AGREEMENT: 0, Block.DISAGREEMENT: -13.5 / 14, Block.NEUTRAL: -13.5 / 28}[block]
        )
        assert "al menos 13 de 14" in words(parsed(item_chart(given.item(name), given, chart_id="x")))


def test_all_and_all_but_one_draw_the_same() -> None:
    drawn = []
    for counts in ((0, 0, 0, 7, 7), (1, 0, 0, 6, 7)):
        one = item("a", *counts, respondents=14)
        given = gate(survey(one, respondents=14), LAR, audience=Audience.NETWORK)
        drawn.append(every_chart(given, compact=False))

    assert drawn[0] == drawn[1]


def test_a_reserved_item_shows_no_number() -> None:
    given = table("reserved")

    chart = parsed(item_chart(given.item("reserved"), given, chart_id="x"))

    assert segments(given.item("reserved"), given.scale) == []
    assert words(chart) == ["Afirmación reserved", "Reservado"]


def test_an_item_in_full_detail_has_a_segment_per_point_centred_on_neutral() -> None:
    given = table("full")

    drawn = segments(given.item("full"), given.scale)

    assert [segment.label for segment in drawn] == ["5", "6", "4", "5", "10"]
    assert [segment.dotted for segment in drawn] == [True, True, False, False, False]
    assert drawn[2].start == pytest.approx(-drawn[2].end)
    assert sum(segment.length for segment in drawn) == pytest.approx(1)


def test_an_item_in_blocks_has_three_segments() -> None:
    given = table("blocks")

    assert [segment.label for segment in segments(given.item("blocks"), given.scale)] == ["4", "1", "9"]


def test_the_bar_carries_its_n_and_the_figure_its_word() -> None:
    given = table("blocks")

    read = words(parsed(items_chart(given.dimension("PN"), given, chart_id="x")))

    assert "n = 14" in read
    assert "64 % de acuerdo" in read
    assert "tendencia al acuerdo" in read
    assert "Formulada en sentido inverso" in read


def test_full_detail_adds_a_to_the_word_and_not_to_the_title() -> None:
    given = table("full")

    chart = parsed(overview_chart(given, chart_id="x"))

    assert "(A = 0,09)" in " ".join(words(chart))
    assert not re.search(r"\d", chart[0].text or "")


def test_labels_only_where_twelve_millimetres_fit_them() -> None:
    given = table("full")
    only = given.item("full")
    drawn = segments(only, given.scale)
    unit = Frame.of([item_row(only, given)], WIDE).unit
    wide = [segment.label for segment in drawn if segment.length * unit >= LABEL_FROM]

    read = words(parsed(item_chart(only, given, chart_id="x")))

    assert wide == ["6", "10"]
    assert [label for label in ("5", "6", "4", "10") if label in read] == wide


def test_dimensions_keep_the_order_of_the_model_whatever_their_score() -> None:
    counts = {"PR": (0, 0, 2, 6, 6), "PN": (6, 6, 2, 0, 0), "CP": (2, 2, 3, 4, 3), "CC": (1, 1, 2, 5, 5)}
    items = [item(node, *row, node=node, respondents=14) for node, row in counts.items()]
    given = gate(survey(*items, respondents=14), LAR, audience=Audience.MEMBERS)

    read = " ".join(words(parsed(overview_chart(given, chart_id="x"))))

    names = [dimension.name for dimension in given.dimensions]
    assert sorted(names, key=read.index) == names
    assert names == [
        "Propósito nuclear",
        "Liderazgo en red",
        "Colaboración profunda",
        "Confianza y corresponsabilidad",
        "Profundidad",
    ]


@pytest.mark.parametrize("compact", [False, True])
def test_each_chart_is_named_told_and_self_contained(compact: bool) -> None:
    given = table()
    ids: list[str] = []
    for markup in every_chart(given, compact=compact):
        chart = parsed(markup)
        chart_ids = [element.attrib["id"] for element in chart.iter() if "id" in element.attrib]
        ids += chart_ids

        assert chart.attrib["role"] == "img"
        assert chart.attrib["aria-labelledby"] in chart_ids
        assert chart.attrib["aria-describedby"] in chart_ids
        assert chart[0].tag == f"{SVG}title"
        assert (chart[0].text or "").strip()
        assert set(re.findall(r"url\(#([^)]+)\)", markup)) <= set(chart_ids)
        assert not re.search(r"(?<!-)\bstyle=|<style|<script|href=|\bon\w+=", markup)
    assert len(ids) == len(set(ids))


def test_the_text_behind_a_chart_is_the_sentence_of_the_page() -> None:
    given = table()

    for one in given.items:
        chart = parsed(item_chart(one, given, chart_id="x"))
        assert (chart[0].text or "").endswith(item_sentence(one, given))
    overview = parsed(overview_chart(given, chart_id="x"))
    assert dimension_sentence(given.dimension("PN"), given) in (overview[1].text or "")


def test_what_people_wrote_is_escaped() -> None:
    hostile = '<script>alert(1)</script> & "comillas" ]]>'
    one = dataclasses.replace(item("a", 2, 2, 1, 5, 4, respondents=14), text=hostile)
    given = gate(survey(one, respondents=14), LAR, audience=Audience.NETWORK)

    markup = item_chart(given.item("a"), given, chart_id='x"><b>')

    assert "<script" not in markup
    assert "<b>" not in markup
    assert hostile in (parsed(markup)[0].text or "")


@pytest.mark.parametrize("compact", [False, True])
@given(counts=random_surveys())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_nothing_leaves_the_sheet(counts: SurveyCounts, compact: bool) -> None:
    given = gate_all(counts, LAR)[Audience.NETWORK]
    sheet = COMPACT if compact else WIDE
    for markup in every_chart(given, compact=compact):
        chart = parsed(markup)
        _, _, width, height = (float(part) for part in chart.attrib["viewBox"].split())

        assert width == sheet.width
        drawn = [one for one in chart.iter(f"{SVG}rect") if one.attrib.get("fill") != "none"]
        for box in drawn:
            x, y, w, h = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
            assert x >= -0.01
            assert x + w <= width + 0.01
            assert y >= 0
            assert y + h <= height
        for line in chart.iter(f"{SVG}text"):
            size = float(line.attrib.get("font-size", sheet.font))
            if line.attrib.get("text-anchor") != "middle":
                assert float(line.attrib["x"]) + width_of(line.text or "", size) <= width + 1
            assert 0 < float(line.attrib["y"]) < height


def test_bars_of_one_chart_share_a_scale() -> None:
    given = table("blocks", "full")
    bars = [segments(one, given.scale) for one in given.items]

    reach = Reach.of(bars)

    assert reach.left == pytest.approx(max(-bar[0].start for bar in bars))
    assert reach.right == pytest.approx(max(bar[-1].end for bar in bars))
    assert Reach.of([]) == Reach(0.25, 0.25)


def test_a_dimension_is_drawn_from_its_midpoints() -> None:
    given = table("masked", "blocks")

    drawn = segments(given.dimension("PN"), given.scale)

    lengths = [float(share.fraction) for share in shares(given.dimension("PN")).values()]
    assert [segment.length for segment in drawn] == pytest.approx(lengths)
    assert not any(segment.hatched for segment in drawn)


def test_wrapping_breaks_at_spaces_and_never_at_no_break_ones() -> None:
    assert wrap("una dos tres", width_of("una dos", 3), 3) == ["una dos", "tres"]
    assert wrap("al menos 92\N{NO-BREAK SPACE}%", width_of("al menos 92", 3), 3) == [
        "al menos",
        "92\N{NO-BREAK SPACE}%",
    ]
    assert wrap("", 10, 3) == []
