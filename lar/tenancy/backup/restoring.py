"""Bringing a backup back, and proving on a scratch cluster that it would come back whole."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psycopg
from psycopg import sql

from lar.tenancy.backup.archive import Backup
from lar.tenancy.backup.errors import BackupError
from lar.tenancy.backup.inventory import differences, take
from lar.tenancy.backup.scratch import scratch_cluster
from lar.tenancy.backup.server import Server

# Next values of identity columns: a restored table must not hand out a key it already has.
_IDENTITIES = """
SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attidentity <> ''
ORDER BY c.relname
"""
_TENANT_TABLES = "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relkind = 'r' ORDER BY relname"


@dataclass(frozen=True)
class Verification:
    """What came back. ``faults`` is empty when everything did."""

    faults: list[str]
    tables: int
    rows: int
    seconds: float


def restore_into(server: Server, backup: Backup) -> list[str]:
    """Restore into an empty database as its owner; return what is not as it was (nothing).

    All or nothing: a restore that fails leaves the database empty.

    Raises:
        BackupError: when the database is not empty, or PostgreSQL's program fails.
    """
    with server.connect() as connection:
        if not is_empty(connection):
            raise BackupError(
                f"La base de datos «{server.name}» no está vacía, y restaurar encima mezclaría dos "
                "instalaciones. Crea una base vacía o usa --verify para solo comprobar el respaldo."
            )
    server.run("pg_restore", "--exit-on-error", "--single-transaction", "--dbname", server.name, backup.dump)
    with server.connect() as connection:
        connection.execute("ANALYZE")
        return differences(backup.inventory, take(connection))


def verify(backup: Backup) -> Verification:
    """Restore into a scratch cluster, compare counts and checksums, ask what a page would ask."""
    started = time.monotonic()
    with scratch_cluster() as owner:
        faults = restore_into(owner, backup)
        with owner.connect() as connection:
            faults += _worn_out_keys(connection)
        with owner.as_("lar_app").connect() as connection:
            faults += _open_doors(connection)
    return Verification(
        faults, len(backup.inventory.tables), backup.inventory.rows, time.monotonic() - started
    )


def is_empty(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    query = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    return connection.execute(query).fetchone() == (0,)


def _worn_out_keys(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    """Name the tables whose next key is already taken: the first insert after a restore would fail."""
    faults = []
    for table, column, sequence in connection.execute(_IDENTITIES).fetchall():
        largest = sql.SQL("SELECT coalesce(max({}), 0) FROM {}").format(
            sql.Identifier(str(column)), sql.Identifier(str(table))
        )
        taken = connection.execute(largest).fetchone()
        following = connection.execute("SELECT nextval(%s::regclass)", [sequence]).fetchone()
        if taken and following and int(str(following[0])) <= int(str(taken[0])):
            faults.append(f"La tabla {table} repartiría una clave que ya existe.")
    return faults


def _open_doors(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    """Ask as the application: nothing without a programme, that programme's rows only within it."""
    tables = [str(row[0]) for row in connection.execute(_TENANT_TABLES).fetchall()]
    programs = [row[0] for row in connection.execute("SELECT id FROM tenancy_program ORDER BY id").fetchall()]
    faults = [
        f"Sin programa, la aplicación ve filas de {table}: falta la separación."
        for table in tables
        if _count(connection, table, sql.SQL("program_id IS NOT NULL"))
    ]
    for program in programs:
        with connection.transaction():
            connection.execute("SELECT set_config('lar.program', %s, true)", [str(program)])
            faults += [
                f"El programa {program} ve filas de otro en {table}."
                for table in tables
                if _count(connection, table, sql.SQL("program_id <> %s"), program)
            ]
    return faults


def _count(
    connection: psycopg.Connection[tuple[object, ...]], table: str, condition: sql.SQL, *values: object
) -> int:
    query = sql.SQL("SELECT count(*) FROM {} WHERE {}").format(sql.Identifier(table), condition)
    row = connection.execute(query, values).fetchone()
    return int(str(row[0])) if row else 0
