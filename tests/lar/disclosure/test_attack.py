"""The promise of a single release, attacked over random surveys, and each rule removed in turn."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lar.disclosure import (
    FIVE_POINTS,
    Audience,
    Cell,
    ItemCounts,
    PublishableItem,
    Scale,
    State,
    SurveyCounts,
    UnsafeTable,
    gate_all,
)
from lar.disclosure import invariants as invariants_module
from tests.lar.disclosure.attack import (
    authority_dimensions,
    proves_unanimity,
    solvable_nodes,
)
from tests.lar.disclosure.surveys import LAR, LAR_CODES, item, survey

# The package offers a function of that name, so the module is asked for by its path.
gate_module = importlib.import_module("lar.disclosure.gate")

SCALES = (FIVE_POINTS, Scale.of("abcd"), Scale.of("abcdefg"), Scale.of("ab"))
RELAXED = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def random_items(draw: st.DrawFn, code: str, respondents: int, scale: Scale) -> ItemCounts:
    """An item with a taste for near unanimity and for few answers, where rules break."""
    valid = draw(st.one_of(st.just(respondents), st.integers(0, respondents), st.integers(0, 6)))
    valid = min(valid, respondents)
    main = draw(st.integers(0, scale.points - 1))
    strays = min(valid, draw(st.one_of(st.integers(0, 2), st.integers(0, valid))))
    counts = [0] * scale.points
    counts[main] = valid - strays
    for _ in range(strays):
        counts[draw(st.integers(0, scale.points - 1))] += 1
    not_applicable = draw(st.integers(0, respondents - valid))
    dont_know = draw(st.integers(0, respondents - valid - not_applicable))
    return item(
        code,
        *counts,
        node=draw(st.sampled_from(LAR_CODES)),
        respondents=respondents,
        not_applicable=not_applicable,
        dont_know=dont_know,
        is_reversed=draw(st.booleans()),
    )


@st.composite
def random_surveys(draw: st.DrawFn) -> SurveyCounts:
    respondents = draw(st.one_of(st.integers(5, 40), st.integers(5, 8), st.integers(18, 22)))
    scale = draw(st.sampled_from(SCALES))
    size = draw(st.integers(1, 10))
    items = [draw(random_items(f"i{place}", respondents, scale)) for place in range(size)]
    roster = draw(st.one_of(st.none(), st.integers(respondents, 60))) if respondents >= 10 else 60
    return survey(*items, respondents=respondents, roster=roster, scale=scale)


@given(random_surveys(), st.data())
@RELAXED
def test_no_item_is_provably_unanimous(counts: SurveyCounts, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(counts.items) - 1))

    assert not proves_unanimity(counts, LAR, place)


@given(random_surveys())
@RELAXED
def test_no_group_under_five_is_published_nor_follows_by_subtraction(counts: SurveyCounts) -> None:
    tables = gate_all(counts, LAR)
    publishable = {
        code: sum(one.is_published for one in tables[Audience.NETWORK].items_of(code)) for code in LAR_CODES
    }

    for table in tables.values():
        assert table.respondents >= 5
        assert all(one.n is None or one.n >= 5 for one in table.items)
        assert all(one.n is None or one.n >= 5 for one in table.dimensions)
    for code in solvable_nodes(authority_dimensions(counts, LAR), LAR):
        assert publishable[code] >= 3


@given(random_surveys())
@RELAXED
def test_every_item_keeps_its_own_promise(counts: SurveyCounts) -> None:
    for raw, shown in zip(counts.items, gate_all(counts, LAR)[Audience.MEMBERS].items, strict=True):
        blocks = counts.scale.block_counts(raw.counts)

        if raw.valid < 5:
            assert shown.state is State.RESERVED
        elif max(blocks) >= raw.valid - 1:
            assert shown.state is State.MASKED
        else:
            assert shown.state is (State.FULL if raw.valid >= 20 else State.BLOCKS)
        for cell, count in zip(shown.cells, blocks, strict=shown.is_published):
            assert cell.low <= count <= cell.high


def nothing_is_checked(table: object) -> None:
    """Stands for a gate without its second lock, so that the attack alone must see the mutant."""


@pytest.fixture
def only_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants_module, "check", nothing_is_checked)


UNANIMOUS = survey(item("a", 0, 0, 0, 6, 6, respondents=12), respondents=12)


def dominant_only_when_all(blocks: Sequence[int]) -> int | None:
    return next((place for place, count in enumerate(blocks) if count == sum(blocks)), None)


def dominant_only_when_one_is_missing(blocks: Sequence[int]) -> int | None:
    return next((place for place, count in enumerate(blocks) if count == sum(blocks) - 1), None)


@pytest.mark.usefixtures("only_the_gate")
@pytest.mark.parametrize(
    "mutant", [lambda blocks: None, dominant_only_when_all, dominant_only_when_one_is_missing]
)
def test_the_attack_sees_a_gate_without_the_unanimity_rule(
    monkeypatch: pytest.MonkeyPatch, mutant: object
) -> None:
    """Masking only 12 of 12 gives it away as much as masking nothing: the look alone says so."""
    monkeypatch.setattr(gate_module, "dominant", mutant)

    assert proves_unanimity(UNANIMOUS, LAR, 0)


@pytest.mark.parametrize(
    ("name", "mutant"),
    [
        ("dominant", lambda blocks: None),
        ("dominant", dominant_only_when_all),
        (
            "masked",
            lambda total, index, blocks: tuple(
                Cell.exactly(total if place == index else 0) for place in range(blocks)
            ),
        ),
        ("add", lambda rows: (Cell.exactly(0), Cell.exactly(0), Cell.exactly(12))),
    ],
)
def test_the_second_lock_stops_a_broken_gate(
    monkeypatch: pytest.MonkeyPatch, name: str, mutant: object
) -> None:
    near = survey(item("a", 0, 0, 1, 6, 5, respondents=12), respondents=12)
    monkeypatch.setattr(gate_module, name, mutant)

    with pytest.raises(UnsafeTable):
        gate_all(near, LAR)


def test_the_second_lock_stops_a_gate_that_forgets_to_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    def shows_everything(raw: ItemCounts, scale: Scale, thresholds: object) -> PublishableItem:
        cells = tuple(Cell.exactly(count) for count in scale.block_counts(raw.counts))
        shown: PublishableItem = gate_module._published_item(raw, State.BLOCKS, None, cells)
        return shown

    few = survey(item("a", 1, 1, 1, 1, 0, respondents=12), respondents=12)
    monkeypatch.setattr(gate_module, "gate_item", shows_everything)

    with pytest.raises(UnsafeTable, match="too few answers"):
        gate_all(few, LAR)


def test_the_second_lock_stops_a_gate_that_shows_an_authority_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = [item(f"cp{place}", 3, 3, 2, 2, 2, node="CP", respondents=12) for place in range(2)]
    more = [item(f"cc{place}", 3, 3, 2, 2, 2, node="CC", respondents=12) for place in range(3)]
    monkeypatch.setattr(gate_module, "for_authority", lambda dimensions, thresholds: dimensions)

    with pytest.raises(UnsafeTable, match="too few items"):
        gate_all(survey(*few, *more, respondents=12), LAR)


@pytest.mark.usefixtures("only_the_gate")
def test_subtraction_sees_a_container_over_a_reserved_child(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [item(f"cp{place}", 3, 3, 2, 2, 2, node="CP", respondents=12) for place in range(2)]
    more = [item(f"cc{place}", 3, 3, 2, 2, 2, node="CC", respondents=12) for place in range(3)]
    counts = survey(*few, *more, respondents=12)

    assert solvable_nodes(authority_dimensions(counts, LAR), LAR) == {"CC"}
    monkeypatch.setattr(
        gate_module,
        "for_authority",
        lambda dimensions, thresholds: tuple(one for one in dimensions if one.code != "CP"),
    )
    assert solvable_nodes(authority_dimensions(counts, LAR), LAR) == {"CP", "CC"}
