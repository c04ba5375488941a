"""The promise of a whole programme, attacked: random programmes, all that anybody reads, solved at once."""

from __future__ import annotations

import copy
import dataclasses
import importlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lar.disclosure import (
    DEFAULT_THRESHOLDS,
    SMALL,
    Audience,
    Cell,
    PublishableDimension,
    PublishableItem,
    PublishableTable,
    Reason,
    RolledValue,
    Scope,
    SurveyCounts,
    Thresholds,
    gate_all,
    gate_small_networks,
)
from lar.disclosure.cells import add
from lar.disclosure.table import Key
from tests.lar.disclosure.adversary import Leak, Year, holds_the_truth, networks_given_away
from tests.lar.disclosure.programmes import (
    REAL,
    TREE,
    Network,
    Programme,
    Published,
    Rules,
    publish,
    random_programme,
)

FEW = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
MANY = settings(FEW, max_examples=10_000)
SEEDS = st.integers(0, 2**48)


def attack(programme: Programme, rules: Rules = REAL) -> list[Leak]:
    """Everything that the adversary finds out, over all years and readers."""
    leaks = []
    for number, out in publish(programme, rules).items():
        answers = {one.name: one.answers[number] for one in programme.networks if number in one.answers}
        if answers:
            year = Year(out, answers)
            assert holds_the_truth(year)
            leaks += year.leaks()
            leaks += masks_that_tell(year, rules)
            leaks += differences(out)
            leaks += unopened(out, programme, number)
            leaks += broken_promises(out)
    return leaks


def masks_that_tell(year: Year, rules: Rules) -> list[Leak]:
    """Networks whose tables would look otherwise if one person had dissented where all coincide."""
    return [
        Leak("mask", (network,), "")
        for network, tables in year.out.tables.items()
        if (changed := year.one_stray_each(network)) and rules.gate_all(changed, TREE) != tables
    ]


def differences(out: Published) -> list[Leak]:
    """Networks that a reader does not see and finds by subtracting."""
    return [
        Leak("difference", tuple(sorted(given)), "")
        for sees, _audience, tables in out.readers
        if (given := networks_given_away(sees, tables))
    ]


def unopened(out: Published, programme: Programme, year: int) -> list[Leak]:
    """Networks that are added for an audience without having opened their results to it."""
    found = []
    for audience in Audience:
        allowed = {one.name for one in programme.networks if one.opened(year, audience)} & set(out.tables)
        for table in (*out.whole[audience], *(out.territories if audience is Audience.AUTHORITY else ())):
            beyond = set(table.sources) - allowed - {SMALL}
            if beyond:
                found.append(Leak("unopened", tuple(sorted(beyond)), ""))
    return found


def broken_promises(out: Published) -> list[Leak]:
    """What can be seen by looking: counts beside a reserved item, detail of few, values of few networks."""
    found = []
    for network, tables in out.tables.items():
        for table in tables.values():
            things: list[Thing] = [*table.items, *table.dimensions]
            found += [Leak("shown", (network,), thing.code) for thing in things if _shows_too_much(thing)]
            found += [
                Leak("few items", (network,), one.code)
                for one in table.dimensions
                if table.audience is Audience.AUTHORITY and one.is_published and one.items_published < 3
            ]
    for rolled in out.rolled:
        for item in rolled.item_values:
            found += _of_rolled(rolled.scope, item, item.thing)
        for dimension in rolled.dimension_values:
            found += _of_rolled(rolled.scope, dimension, dimension.thing)
    return found


Thing = PublishableItem | PublishableDimension


def _of_rolled(scope: Scope, value: RolledValue[Any], thing: Thing) -> list[Leak]:
    of_the_programme = scope in (Scope.PROGRAM, Scope.SAME, Scope.COHORT)
    few = thing.is_published and of_the_programme and (value.networks < 5 or value.people < 25)
    wrong = few or bool(thing.points) or _shows_too_much(thing)
    return [Leak("rolled", value.sources, thing.code)] if wrong else []


def _shows_too_much(thing: Thing) -> bool:
    if not thing.is_published:
        numbers = [thing.n, thing.not_applicable, thing.dont_know, thing.missing]
        return any(number is not None for number in numbers) or bool(thing.cells)
    few = isinstance(thing, PublishableItem) and (thing.n or 0) < 20
    return (thing.n or 0) < 5 or (few and bool(thing.points))


@given(SEEDS)
@FEW
def test_nobody_learns_of_fewer_than_five_nor_that_all_answered_alike(seed: int) -> None:
    assert attack(random_programme(seed)) == []


@pytest.mark.slow
@given(SEEDS)
@MANY
def test_nobody_learns_it_in_ten_thousand_programmes(seed: int) -> None:
    assert attack(random_programme(seed)) == []


def test_the_programmes_try_every_kind_of_roll_up() -> None:
    """An attack on programmes of which nothing is published would find nothing."""
    found: set[object] = set()
    for seed in range(40):
        for out in publish(random_programme(seed)).values():
            found |= {(table.scope, table.audience) for table in out.rolled}
            found |= {item.reason for _who, _what, seen in out.readers for one in seen for item in one.items}

    of_all = (Scope.PROGRAM, Scope.SAME, Scope.COHORT)
    kinds: set[object] = {(scope, audience) for scope in of_all for audience in Audience}
    assert kinds <= found
    assert {(Scope.TERRITORY, Audience.AUTHORITY), (Scope.SMALL, Audience.NETWORK)} <= found
    assert {Reason.BY_DIFFERENCE, Reason.FEW_UNSEEN, Reason.FEW_NETWORKS, Reason.ROLLED_UP_MASKED} <= found


# --- Without one rule, the same attack finds something ---------------------------------------------------

gate_module = importlib.import_module("lar.disclosure.gate")
invariants_module = importlib.import_module("lar.disclosure.invariants")
rolled_module = importlib.import_module("lar.disclosure.rolled")

ENOUGH = range(55, 200)
"""Programmes within which the attack has to see a mutant. The rarest leak is in few: they begin near one."""


@pytest.fixture(autouse=True)
def only_the_gate(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """For mutants, no table checks itself: the attack alone must see them."""
    if "rules" in request.fixturenames:
        monkeypatch.setattr(invariants_module, "check", lambda table: None)
        monkeypatch.setattr(rolled_module, "check", lambda table: None)


def lenient(**changes: int) -> Thresholds:
    """Thresholds under their floors, which the class itself refuses."""
    made = copy.copy(DEFAULT_THRESHOLDS)
    for name, value in changes.items():
        object.__setattr__(made, name, value)
    return made


def gate_with(**changes: int) -> Callable[..., dict[Audience, PublishableTable]]:
    return lambda counts, nodes: gate_all(counts, nodes, thresholds=lenient(**changes))


def gate_four_people(counts: SurveyCounts) -> dict[Audience, PublishableTable] | None:
    """A network of four is added as if it had been released, although nobody reads its own table."""
    return gate_with(min_group=1, min_item=1)(counts, TREE) if counts.respondents == 4 else None


def small_with(**changes: int) -> Callable[..., Any]:
    return lambda cell, nodes, *, audience: gate_small_networks(
        cell, nodes, audience=audience, thresholds=lenient(**changes)
    )


def raw_dimensions(counts: SurveyCounts, nodes: Any) -> dict[Audience, PublishableTable]:
    """Dimensions that add the counts themselves, not the published cells."""
    tables = gate_all(counts, nodes)
    shown = {item.code for item in tables[Audience.NETWORK].items if item.is_published}

    def exact(dimension: PublishableDimension) -> PublishableDimension:
        if not dimension.is_published:
            return dimension
        rows = []
        for item in counts.items:
            if item.code in shown and item.node in dimension.parts:
                cells = [Cell.exactly(count) for count in counts.scale.block_counts(item.counts)]
                rows.append(cells[::-1] if item.reversed else cells)
        return dataclasses.replace(dimension, key=Key.GATE, cells=add(rows))

    return {
        audience: dataclasses.replace(
            table, key=Key.GATE, dimensions=tuple(exact(one) for one in table.dimensions)
        )
        for audience, table in tables.items()
    }


def with_counts_beside_reserved(counts: SurveyCounts, nodes: Any) -> dict[Audience, PublishableTable]:
    tables = gate_all(counts, nodes)
    raw = {item.code: item for item in counts.items}
    return {
        audience: dataclasses.replace(
            table,
            key=Key.GATE,
            items=tuple(
                item
                if item.is_published
                else dataclasses.replace(item, key=Key.GATE, not_applicable=raw[item.code].not_applicable)
                for item in table.items
            ),
        )
        for audience, table in tables.items()
    }


def everybody_opened(network: Network, year: int, audience: Audience) -> bool:
    return True


def one_by_one(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [(name,) for name in names]


def made_again_later(names: Sequence[str]) -> list[tuple[str, ...]]:
    """The cell once, and once more when another network has closed under the minimum."""
    return [tuple(names), tuple(names[:-1])] if len(names) > 2 else [tuple(names)]


def whole_to_everybody(tables: Any, **reader: Any) -> list[Any]:
    return list(tables)


MUTANTS = {
    ("items from four answers", "group"): Rules(gate_all=gate_with(min_item=4)),
    ("networks from four answers", "group"): Rules(gate_all=gate_with(min_group=4, min_item=4)),
    ("points of fewer than twenty", "shown"): Rules(gate_all=gate_with(full_detail_from=10)),
    ("authorities from two items", "few items"): Rules(gate_all=gate_with(min_authority_items=2)),
    ("dimensions of raw counts", "unanimity"): Rules(gate_all=raw_dimensions),
    ("no aplica beside a reserved item", "shown"): Rules(gate_all=with_counts_beside_reserved),
    ("roll-ups of what is not released", "group"): Rules(unreleased=gate_four_people),
    ("roll-ups of what is not opened", "unopened"): Rules(opened=everybody_opened),
    ("a small cell of one network", "group"): Rules(
        small=small_with(
            min_group=1, small_networks_min_networks=1, small_networks_min_answers=1, min_item=1
        ),
        small_cells=one_by_one,
    ),
    ("small cells of items from one answer", "group"): Rules(
        small=small_with(min_group=1, small_networks_min_answers=1, min_item=1)
    ),
    ("a small cell made again", "group"): Rules(small_cells=made_again_later),
    ("nothing withheld from a reader", "difference"): Rules(reader=whole_to_everybody),
}
"""A rule that is missing, with what the adversary finds then."""


@pytest.mark.parametrize(
    ("finds", "rules"),
    [(finds, rules) for (_name, finds), rules in MUTANTS.items()],
    ids=[name for name, _finds in MUTANTS],
)
def test_the_attack_sees_each_rule_that_is_missing(finds: str, rules: Rules) -> None:
    assert any(leak.what == finds for seed in ENOUGH for leak in attack(random_programme(seed), rules))


def all_of_them(blocks: Sequence[int]) -> int | None:
    return next((place for place, count in enumerate(blocks) if count == sum(blocks)), None)


def all_but_one(blocks: Sequence[int]) -> int | None:
    return next((place for place, count in enumerate(blocks) if count == sum(blocks) - 1), None)


@pytest.mark.parametrize("rules", [lambda blocks: None, all_of_them, all_but_one])
def test_the_attack_sees_a_gate_without_the_unanimity_rule(
    monkeypatch: pytest.MonkeyPatch, rules: Callable[[Sequence[int]], int | None]
) -> None:
    monkeypatch.setattr(gate_module, "dominant", rules)

    assert any(attack(random_programme(seed)) for seed in ENOUGH)
