"""A publishable table as plain JSON data and back: the schema "table/1", with its only reader.

Raising a floor of `thresholds.py`, or changing a field here, needs a new schema name and a reader of its
own beside this one: releases are kept for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lar.disclosure.cells import Cell
from lar.disclosure.invariants import UnsafeTable
from lar.disclosure.reasons import Reason
from lar.disclosure.scale import Scale
from lar.disclosure.states import Audience, State
from lar.disclosure.table import SCHEMA, Key, PublishableDimension, PublishableItem, PublishableTable
from lar.disclosure.thresholds import Thresholds

TABLE_THRESHOLDS = (
    "min_group",
    "min_open_code",
    "min_item",
    "full_detail_from",
    "min_authority_items",
    "min_own_items",
)
"""The thresholds that shape a single table; the others belong to roll-ups and texts."""

_COUNTS = {"n": int, "not_applicable": int, "dont_know": int, "missing": int}
_ITEM = {"code": str, "node": str, "text": str, "reversed": bool}
_DIMENSION = {
    "code": str,
    "name": str,
    "kind": str,
    "items_total": int,
    "items_published": int,
    "items_masked": int,
}


def to_payload(table: PublishableTable) -> dict[str, Any]:
    """The table as dicts, lists, strings, whole numbers, booleans and None; no floats."""
    return {
        "schema": SCHEMA,
        "audience": table.audience.value,
        "respondents": table.respondents,
        "roster": table.roster,
        "scale": scale_out(table.scale),
        "thresholds": {name: getattr(table.thresholds, name) for name in TABLE_THRESHOLDS},
        "dimensions": [dimension_out(dimension) for dimension in table.dimensions],
        "items": [item_out(item) for item in table.items],
    }


def from_payload(payload: Mapping[str, Any]) -> PublishableTable:
    """The table that `to_payload` wrote. Raises UnsafeTable when it isn't one, or breaks a rule."""
    try:
        return _read(payload)
    except (KeyError, TypeError, AttributeError) as error:
        raise UnsafeTable(f"not a {SCHEMA} payload: {error!r}") from error
    except ValueError as error:
        raise UnsafeTable(str(error)) from error


def _read(payload: Mapping[str, Any]) -> PublishableTable:
    only(
        payload, {"schema", "audience", "respondents", "roster", "scale", "thresholds", "dimensions", "items"}
    )
    if payload["schema"] != SCHEMA:
        raise UnsafeTable(f"this reader knows {SCHEMA}, not {payload['schema']!r}")
    thresholds = payload["thresholds"]
    only(thresholds, set(TABLE_THRESHOLDS))
    return PublishableTable(
        key=Key.GATE,
        audience=Audience(payload["audience"]),
        respondents=typed(payload["respondents"], int),
        roster=_optional(payload["roster"], int),
        scale=scale_in(payload["scale"]),
        thresholds=Thresholds(**thresholds),
        dimensions=tuple(dimension_in(entry) for entry in payload["dimensions"]),
        items=tuple(item_in(entry) for entry in payload["items"]),
    )


def scale_out(scale: Scale) -> dict[str, Any]:
    return {"points": scale.points, "labels": list(scale.labels), "agreement": list(scale.agreement)}


def scale_in(entry: Mapping[str, Any]) -> Scale:
    only(entry, {"points", "labels", "agreement"})
    return Scale(
        points=typed(entry["points"], int),
        labels=list_of(entry["labels"], str),
        agreement=list_of(entry["agreement"], int),
    )


def _shared_out(thing: PublishableItem | PublishableDimension) -> dict[str, Any]:
    return {
        "state": thing.state.value,
        "reason": thing.reason.value if thing.reason else None,
        **{name: getattr(thing, name) for name in _COUNTS},
        "cells": [[cell.low, cell.high, cell.quarters] for cell in thing.cells],
        "points": list(thing.points),
    }


def _shared_in(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "state": State(entry["state"]),
        "reason": None if entry["reason"] is None else Reason(entry["reason"]),
        **{name: _optional(entry[name], kind) for name, kind in _COUNTS.items()},
        "cells": tuple(Cell(*list_of(cell, int)) for cell in entry["cells"]),
        "points": list_of(entry["points"], int),
    }


_SHARED_KEYS = {"state", "reason", "cells", "points", *_COUNTS}


def item_out(item: PublishableItem) -> dict[str, Any]:
    return {**{name: getattr(item, name) for name in _ITEM}, **_shared_out(item)}


def item_in(entry: Mapping[str, Any]) -> PublishableItem:
    only(entry, {*_ITEM, *_SHARED_KEYS})
    own = {name: typed(entry[name], kind) for name, kind in _ITEM.items()}
    return PublishableItem(key=Key.GATE, **own, **_shared_in(entry))


def dimension_out(dimension: PublishableDimension) -> dict[str, Any]:
    return {
        **{name: getattr(dimension, name) for name in _DIMENSION},
        "parent": dimension.parent,
        "parts": list(dimension.parts),
        **_shared_out(dimension),
    }


def dimension_in(entry: Mapping[str, Any]) -> PublishableDimension:
    only(entry, {*_DIMENSION, "parent", "parts", *_SHARED_KEYS})
    own = {name: typed(entry[name], kind) for name, kind in _DIMENSION.items()}
    return PublishableDimension(
        key=Key.GATE,
        parent=_optional(entry["parent"], str),
        parts=list_of(entry["parts"], str),
        **own,
        **_shared_in(entry),
    )


def only(entry: Mapping[str, Any], keys: set[str]) -> None:
    if set(entry) != keys:
        raise UnsafeTable(f"unknown or lost keys: {sorted(set(entry) ^ keys)}")


def typed(value: Any, kind: type) -> Any:
    """The value when it is exactly of that type (True is not a number here)."""
    if type(value) is not kind:
        raise UnsafeTable(f"{value!r} should be {kind.__name__}")
    return value


def _optional(value: Any, kind: type) -> Any:
    return None if value is None else typed(value, kind)


def list_of(values: Sequence[Any], kind: type) -> tuple[Any, ...]:
    if not isinstance(values, (list, tuple)):
        raise UnsafeTable(f"{values!r} should be a list")
    return tuple(typed(value, kind) for value in values)
