"""What is in a database: rows and checksum per table, and how many objects guard them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import sql

# Their rows are live keys or rubbish: nobody should come back signed in from a backup.
NOT_COPIED = ("django_session", "cache_entries")

_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
"""
# A sum, so that no order of rows is kept anywhere; 60 bits of each row's MD5.
_SUM = """
SELECT count(*), coalesce(sum(('x0' || left(md5(t::text), 15))::bit(64)::bigint::numeric), 0)::text FROM {} t
"""
_GUARDS = {
    "policies": "SELECT count(*) FROM pg_policies WHERE schemaname = 'public'",
    "forced": "SELECT count(*) FROM pg_class WHERE relforcerowsecurity AND relrowsecurity",
    "triggers": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "constraints": "SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT count(*) FROM pg_indexes WHERE schemaname = 'public'",
    "grants": "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'lar_app'",
}


@dataclass(frozen=True)
class Table:
    rows: int
    checksum: str


@dataclass(frozen=True)
class Inventory:
    """Comparable: equal inventories mean that nothing was lost, added or changed."""

    tables: dict[str, Table]
    guards: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Inventory:
        return cls({name: Table(**table) for name, table in raw["tables"].items()}, dict(raw["guards"]))

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def take(connection: psycopg.Connection[tuple[object, ...]]) -> Inventory:
    """Count and sum every table, inside the transaction that the connection has open."""
    names = [str(row[0]) for row in connection.execute(_TABLES)]
    tables = {name: _sum(connection, name) for name in names if name not in NOT_COPIED}
    return Inventory(tables, {name: _number(connection, query) for name, query in _GUARDS.items()})


def differences(expected: Inventory, found: Inventory) -> list[str]:
    """Return one Spanish sentence for each table or kind of guard that is not as expected."""
    sentences = []
    for name in sorted(expected.tables.keys() | found.tables.keys()):
        before, after = expected.tables.get(name), found.tables.get(name)
        if before is None or after is None:
            sentences.append(f"La tabla {name} {'sobra' if before is None else 'falta'}.")
        elif before.rows != after.rows:
            sentences.append(f"La tabla {name} tiene {after.rows} filas y debía tener {before.rows}.")
        elif before.checksum != after.checksum:
            sentences.append(f"La tabla {name} tiene las mismas filas con otro contenido.")
    sentences += [
        f"Hay {found.guards.get(name)} «{name}» y debía haber {number}."
        for name, number in expected.guards.items()
        if found.guards.get(name) != number
    ]
    return sentences


def _sum(connection: psycopg.Connection[tuple[object, ...]], table: str) -> Table:
    row = connection.execute(sql.SQL(_SUM).format(sql.Identifier(table))).fetchone()
    assert row is not None  # noqa: S101  (an aggregate always has a row)
    return Table(int(str(row[0])), str(row[1]))


def _number(connection: psycopg.Connection[tuple[object, ...]], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(str(row[0])) if row else 0
