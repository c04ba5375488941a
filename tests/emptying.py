"""Leaves a test's database as it was, at the price of what the test wrote and no more.

Django truncates every table after a test that commits, empty or not, and then writes content types and
permissions again: with more than a hundred tables that costs more than most of these tests. Here only
tables that hold rows are emptied, by DELETE, which also waits for nobody who reads.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connections, transaction

KEPT = frozenset({"django_content_type", "auth_permission", "django_migrations"})
"""Written once, by the migrations; no test changes them."""
WITHOUT_MODEL = ("cache_entries",)
"""Counters of wrong codes among others: left there, all tests would share the 400 of a day."""


def empty_tables() -> None:
    """Delete the rows of every table, as the owner: row security and guards let her pass."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_found())
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {_quoted(table)}")


def _found() -> str:
    """A query that names the tables with rows."""
    return " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {_quoted(table)})" for table in _tables()
    )


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed} - KEPT
    return sorted(tables.union(WITHOUT_MODEL))


def _quoted(table: str) -> str:
    return connections["owner"].ops.quote_name(table)
