"""What one reader may see of a programme's roll-ups: less, where subtracting would give a network away.

A programme's values are frozen for an audience; readers differ in the networks that they see one by one.
A value printed for somebody who does not see every network leaves no fewer than two networks beyond those
that the reader sees, and nothing that follows from all the values together is of one network alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from lar.disclosure.differences import Columns, gives_away, let_through
from lar.disclosure.reasons import Reason
from lar.disclosure.rolled import OF_THE_PROGRAM, SMALL, RolledTable, RolledValue, Thing
from lar.disclosure.rollups import with_items, withhold
from lar.disclosure.table import Key


def for_reader(
    tables: Sequence[RolledTable],
    *,
    sees: Collection[str] = (),
    others: Sequence[Collection[str]] = (),
) -> list[RolledTable]:
    """The same roll-ups, with what this reader must not see withheld, each with its reason.

    `tables` are all those of one year that this audience can read, the most important first; `sees` are the
    networks that the reader sees (or may come to see) one by one; `others` are the sets of networks whose
    values other audiences read, which might be at hand too. Roll-ups of networks that the reader sees
    (territories) pass as they are.
    """
    known = {*sees, SMALL}
    wholes = [frozenset((source, "") for source in one) for one in others]
    refused = [
        table.scope in OF_THE_PROGRAM
        and bool(gives_away([*wholes, frozenset((source, "") for source in table.sources)], known))
        for table in tables
    ]
    items = _allowed([table.item_values for table in tables], tables, known, refused)
    alone = [() if table.items else table.dimension_values for table in tables]
    dimensions = _allowed(alone, tables, known, refused)
    return [
        _seen_items(table, items[place]) if table.items else _seen_dimensions(table, dimensions[place])
        for place, table in enumerate(tables)
    ]


_Reasons = list[dict[str, Reason]]


def _allowed(
    values: Sequence[Sequence[RolledValue[Thing]]],
    tables: Sequence[RolledTable],
    known: Collection[str],
    refused: Sequence[bool],
) -> _Reasons:
    """For each table, why values of it are withheld, by code. Parts come before what is made of them."""
    reasons: _Reasons = [{} for _table in tables]
    rows: list[tuple[int, str, Columns]] = []
    for place, table in enumerate(tables):
        for value in values[place]:
            if not value.thing.is_published or table.scope not in OF_THE_PROGRAM:
                continue
            unseen = set(value.sources) - set(known)
            if len(unseen) < table.thresholds.program_min_unseen_networks:
                reasons[place][value.thing.code] = Reason.FEW_UNSEEN
            elif refused[place]:
                reasons[place][value.thing.code] = Reason.BY_DIFFERENCE
            else:
                rows.append((place, value.thing.code, value.columns))
    rows.sort(key=lambda row: (row[0], len({part for _source, part in row[2]})))
    passed = let_through([row[2] for row in rows], known)
    for (place, code, _columns), allowed in zip(rows, passed, strict=True):
        if not allowed:
            reasons[place][code] = Reason.BY_DIFFERENCE
    return reasons


def _seen_items(table: RolledTable, reasons: dict[str, Reason]) -> RolledTable:
    return with_items(table, [_reserved(value, reasons) for value in table.item_values]) if reasons else table


def _seen_dimensions(table: RolledTable, reasons: dict[str, Reason]) -> RolledTable:
    values = tuple(_reserved(value, reasons) for value in table.dimension_values)
    return dataclasses.replace(table, key=Key.GATE, dimension_values=values) if reasons else table


def _reserved(value: RolledValue[Thing], reasons: dict[str, Reason]) -> RolledValue[Thing]:
    reason = reasons.get(value.thing.code)
    return value if reason is None else RolledValue(thing=withhold(value.thing, reason))
