"""The report of an instrument that is not the model's: its own tree, and only the answers that it offered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lar.disclosure import Node, gate_all
from questionnaires.results.released import ReleasedSurvey
from questionnaires.results.report import assemble
from tests.questionnaires.results.golden_networks import GOLDEN_CONTEXT, golden_counts, golden_release

RELEASE = "0" * 64


def released_without(*labels: str) -> ReleasedSurvey:
    released = golden_release(40)
    empty: dict[str, Any] = dict.fromkeys(labels, "")
    return replace(released, instrument=replace(released.instrument, **empty))


def test_answers_that_were_not_offered_have_no_column() -> None:
    released = released_without("dont_know_label")
    both = assemble(golden_release(40), GOLDEN_CONTEXT, release=RELEASE)

    report = assemble(released, GOLDEN_CONTEXT, release=RELEASE)

    assert both.aside_heads == ("No aplica", "No sé", "Sin responder")
    assert report.aside_heads == ("No aplica", "Sin responder")
    assert both.reading.rule.endswith("«No aplica» y «No sé» quedan fuera y se muestran aparte.")
    assert report.reading.rule.endswith("«No aplica» queda fuera y se muestra aparte.")
    assert report.columns_after_text == both.columns_after_text - 1
    for page, whole in zip(report.dimensions, both.dimensions, strict=True):
        for item, full in zip(page.items, whole.items, strict=True):
            assert item.aside == ((full.aside[0], full.aside[2]) if full.is_published else ())


def test_nothing_but_the_scale_leaves_the_blanks() -> None:
    released = released_without("dont_know_label", "not_applicable_label")

    report = assemble(released, GOLDEN_CONTEXT, release=RELEASE)

    assert report.aside_heads == ("Sin responder",)
    assert report.reading.rule.endswith("usaron la escala. Lo que quedó sin responder va aparte.")
    assert {len(item.aside) for page in report.dimensions for item in page.items if item.is_published} == {1}


def test_what_a_dimension_is_comes_from_the_versions_own_tree() -> None:
    counts = golden_counts(40)
    nodes = tuple(Node(code, code, None, "effect") for code in dict.fromkeys(i.node for i in counts.items))
    released = replace(golden_release(40), tables=gate_all(counts, nodes))

    report = assemble(released, GOLDEN_CONTEXT, release=RELEASE)

    # In the model PN is a lever; in this tree it is only measured.
    assert {page.code: page.kind for page in report.dimensions}["PN"] == "Efecto esperado"
