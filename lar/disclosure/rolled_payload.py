"""A roll-up as plain JSON data and back: the schema "rolled/1", with its only reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from lar.disclosure.invariants import UnsafeTable
from lar.disclosure.payload import (
    dimension_in,
    dimension_out,
    item_in,
    item_out,
    list_of,
    only,
    scale_in,
    scale_out,
    typed,
)
from lar.disclosure.rolled import RolledTable, RolledValue, Scope, Thing
from lar.disclosure.states import Audience
from lar.disclosure.table import Key
from lar.disclosure.thresholds import Thresholds

ROLLED_SCHEMA = "rolled/1"

_PLAIN = {"name": str, "networks": int, "respondents": int}
_KEYS = {"schema", "scope", "audience", "scale", "thresholds", "sources", "dimensions", "items", *_PLAIN}


def rolled_to_payload(table: RolledTable) -> dict[str, Any]:
    """The roll-up as dicts, lists, strings, whole numbers, booleans and None; no floats."""
    return {
        "schema": ROLLED_SCHEMA,
        "scope": table.scope.value,
        "audience": table.audience.value,
        **{name: getattr(table, name) for name in _PLAIN},
        "scale": scale_out(table.scale),
        "thresholds": {field.name: getattr(table.thresholds, field.name) for field in fields(Thresholds)},
        "sources": list(table.sources),
        "dimensions": [{**_behind(value), **dimension_out(value.thing)} for value in table.dimension_values],
        "items": [{**_behind(value), **item_out(value.thing)} for value in table.item_values],
    }


def rolled_from_payload(payload: Mapping[str, Any]) -> RolledTable:
    """The roll-up that `rolled_to_payload` wrote. Raises UnsafeTable when it isn't one, or breaks a rule."""
    try:
        return _read(payload)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnsafeTable(f"not a {ROLLED_SCHEMA} payload: {error!r}") from error


def _read(payload: Mapping[str, Any]) -> RolledTable:
    only(payload, _KEYS)
    if payload["schema"] != ROLLED_SCHEMA:
        raise UnsafeTable(f"this reader knows {ROLLED_SCHEMA}, not {payload['schema']!r}")
    plain = {name: typed(payload[name], kind) for name, kind in _PLAIN.items()}
    return RolledTable(
        key=Key.GATE,
        scope=Scope(payload["scope"]),
        audience=Audience(payload["audience"]),
        **plain,
        scale=scale_in(payload["scale"]),
        thresholds=Thresholds(**payload["thresholds"]),
        sources=list_of(payload["sources"], str),
        dimension_values=tuple(
            _value(entry, dimension_in(_without(entry))) for entry in payload["dimensions"]
        ),
        item_values=tuple(_value(entry, item_in(_without(entry))) for entry in payload["items"]),
    )


_BEHIND = ("behind", "networks", "people")


def _behind(value: RolledValue[Thing]) -> dict[str, Any]:
    behind = [[source, list(parts)] for source, parts in zip(value.sources, value.parts, strict=True)]
    return {"behind": behind, "networks": value.networks, "people": value.people}


def _without(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in _BEHIND}


def _value(entry: Mapping[str, Any], thing: Thing) -> RolledValue[Thing]:
    return RolledValue(
        thing=thing,
        sources=tuple(typed(source, str) for source, _parts in entry["behind"]),
        parts=tuple(list_of(parts, str) for _source, parts in entry["behind"]),
        networks=typed(entry["networks"], int),
        people=typed(entry["people"], int),
    )
