"""Stored tables: one reader, which lets nothing unsafe through, and nobody else who can make one."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import lar.disclosure
from lar.disclosure import (
    Audience,
    PublishableTable,
    UnsafeTable,
    from_payload,
    gate_all,
    to_payload,
)
from tests.lar.disclosure.surveys import LAR, item, survey

GOLDEN = Path(__file__).parents[2] / "golden" / "table_1.json"


def tables() -> dict[Audience, PublishableTable]:
    """Every state at once: full, blocks, masked and reserved items, and a reversed one."""
    items = [
        item("pn_1", 2, 3, 4, 10, 5, respondents=26, dont_know=2),
        item("pn_2", 0, 0, 1, 10, 14, respondents=26, not_applicable=1),
        item("pn_3", 9, 5, 5, 3, 2, respondents=26, is_reversed=True),
        item("cp_1", 2, 3, 4, 5, 1, node="CP", respondents=26, not_applicable=11),
        item("cp_2", 1, 1, 1, 0, 0, node="CP", respondents=26),
        item("kp_1", 1, 1, 1, 0, 0, node="KP", respondents=26),
    ]
    return gate_all(survey(*items, respondents=26, roster=30), LAR)


@pytest.mark.parametrize("audience", Audience)
def test_a_table_survives_the_trip(audience: Audience) -> None:
    table = tables()[audience]

    assert from_payload(json.loads(json.dumps(to_payload(table)))) == table


def test_the_schema_is_kept_for_ever() -> None:
    """Written once from `tables()`: never regenerate it; a change of schema needs a new name and reader."""
    stored = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert {name: from_payload(payload) for name, payload in stored.items()} == tables()
    assert {audience.value: to_payload(table) for audience, table in tables().items()} == stored


def set_at(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(payload: dict[str, Any]) -> None:
        place: Any = payload
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


EXACT_UNANIMITY = [[0, 0, 0], [1, 1, 4], [24, 24, 96]]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(set_at("schema", value="table/2"), id="another schema"),
        pytest.param(set_at("surprise", value=1), id="an unknown key"),
        pytest.param(set_at("audience", value="public"), id="an unknown audience"),
        pytest.param(set_at("audience", value="authority"), id="items for an authority"),
        pytest.param(set_at("respondents", value=4), id="a group under five"),
        pytest.param(set_at("respondents", value=True), id="a boolean for a number"),
        pytest.param(set_at("respondents", value=27), id="respondents that don't add up"),
        pytest.param(set_at("roster", value=25), id="a roster that is too small"),
        pytest.param(set_at("thresholds", "min_group", value=4), id="a lowered threshold"),
        pytest.param(set_at("thresholds", "min_item", value=16), id="an item under a raised threshold"),
        pytest.param(
            set_at("thresholds", "full_detail_from", value=99), id="points under a raised threshold"
        ),
        pytest.param(set_at("scale", "agreement", value=[3, 4, 5]), id="another agreement"),
        pytest.param(set_at("items", 0, "n", value=25), id="an item that doesn't add up"),
        pytest.param(set_at("items", 0, "points", value=[2, 3, 5, 10, 5]), id="points against blocks"),
        pytest.param(set_at("items", 0, "points", 0, value=-2), id="a negative point"),
        pytest.param(set_at("items", 0, "state", value="blocks"), id="points on an item in blocks"),
        pytest.param(set_at("items", 0, "code", value="pn_2"), id="a code twice"),
        pytest.param(set_at("items", 0, "node", value="KP"), id="an item under another dimension"),
        pytest.param(set_at("items", 0, "reversed", value=True), id="an item turned round"),
        pytest.param(set_at("items", 1, "cells", value=EXACT_UNANIMITY), id="an unmasked unanimity"),
        pytest.param(set_at("items", 1, "state", value="full"), id="a mask called full"),
        pytest.param(set_at("items", 3, "points", value=[2, 3, 4, 5, 1]), id="points under twenty"),
        pytest.param(set_at("items", 4, "not_applicable", value=23), id="a count beside a reserved item"),
        pytest.param(set_at("items", 4, "cells", value=[[2, 2, 8]]), id="a cell of a reserved item"),
        pytest.param(
            set_at("dimensions", 0, "cells", 0, value=[9, 11, 40]), id="a dimension that doesn't add up"
        ),
        pytest.param(set_at("dimensions", 0, "items_masked", value=0), id="a mask miscounted"),
        pytest.param(set_at("dimensions", 0, "items_total", value=4), id="an item lost"),
        pytest.param(set_at("dimensions", 3, "n", value=3), id="a count of a reserved dimension"),
    ],
)
def test_a_payload_altered_by_hand_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    payload = copy.deepcopy(to_payload(tables()[Audience.NETWORK]))
    change(payload)

    with pytest.raises(UnsafeTable):
        from_payload(payload)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(set_at("thresholds", "min_authority_items", value=4), id="too few items"),
        pytest.param(
            set_at("dimensions", 0, "parts", value=["PN", "CP"]), id="a container over a reserved child"
        ),
    ],
)
def test_an_authority_payload_altered_by_hand_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    payload = copy.deepcopy(to_payload(tables()[Audience.AUTHORITY]))
    change(payload)

    with pytest.raises(UnsafeTable):
        from_payload(payload)


@pytest.mark.parametrize("payload", [{}, [], None, "table/1", {"schema": "table/1"}])
def test_something_else_is_refused(payload: Any) -> None:
    with pytest.raises(UnsafeTable):
        from_payload(payload)


def test_nobody_else_makes_one() -> None:
    table = tables()[Audience.NETWORK]
    shown = {field.name: getattr(table.items[0], field.name) for field in dataclasses.fields(table.items[0])}

    with pytest.raises(TypeError):
        type(table.items[0])(**shown)
    with pytest.raises(TypeError, match="only the gate"):
        type(table.items[0])(key="gate", **shown)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="key"):
        dataclasses.replace(table, respondents=30)  # type: ignore[call-arg]
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.respondents = 30  # type: ignore[misc]


TABLES = ("gate", "payload", "table", "voices", "votes")
OF_SEVERAL_NETWORKS = (
    "covariance",
    "reading",
    "rolled",
    "rolled_payload",
    "rollups",
    "small_networks",
)


def test_only_the_gate_and_the_reader_hold_the_key() -> None:
    root = Path(lar.disclosure.__file__).parents[2]
    sources = [
        path
        for folder in ("lar", "networks", "questionnaires", "logbook", "scaling")
        for path in (root / folder).rglob("*.py")
    ]
    holders = {
        path.relative_to(root).as_posix()
        for path in sources
        if re.search(r"disclosure\.table import [^#]*\bKey\b|\bKey\.GATE\b", path.read_text(encoding="utf-8"))
    }

    assert holders == {f"lar/disclosure/{name}.py" for name in (*TABLES, *OF_SEVERAL_NETWORKS)}
