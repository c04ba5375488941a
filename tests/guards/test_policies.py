"""Rule: each policy of row security says exactly «this programme's rows»; a looser one is noticed.

Reason: managers filter too, so a policy that fell would change no page until a query forgot its filter.
Usual mistake: a guard that counts policies and does not read them.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections, transaction

from tests.guards.test_tenant_tables import SHARED_TABLES

IN_PROGRAM = "program_id = (NULLIF(current_setting('lar.program'::text, true), ''::text))::bigint"
OURS = f"({IN_PROGRAM})"
# Jobs of no programme belong to the platform.
OURS_OR_PLATFORM = f"((program_id IS NULL) OR ({IN_PROGRAM}))"

# Tables whose policies are others, each with its reason; those of answers are read word by word by
# ``prove_anonymity`` (tests/questionnaires/surveys/test_anonymity.py).
OTHERS = {
    "jobs_job": "rows without a programme are the platform's own",
    "questionnaires_opentext": "added while open, read when sealed",
    "questionnaires_response": "added while open, read when sealed",
}

# What members answered: their policies are not those of a tenant table.
ANSWERS = {"questionnaires_opentext", "questionnaires_response"}

READ = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       coalesce(array_agg(p.policyname || ' ' || p.permissive || ' ' || p.cmd || ' ' || p.roles::text
                          ORDER BY p.policyname) FILTER (WHERE p.policyname IS NOT NULL), '{}'),
       coalesce(array_agg(DISTINCT p.qual) FILTER (WHERE p.qual IS NOT NULL), '{}'),
       coalesce(array_agg(DISTINCT p.with_check) FILTER (WHERE p.with_check IS NOT NULL), '{}')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
LEFT JOIN pg_policies p ON p.schemaname = 'public' AND p.tablename = c.relname
WHERE c.relkind IN ('r', 'p') GROUP BY c.relname, c.relrowsecurity, c.relforcerowsecurity
"""

# What somebody could do to any table of a programme.
MUTANTS = {
    "disabled": "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "not forced": "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
    "dropped": "DROP POLICY by_program ON {table}",
    "reads everything": "ALTER POLICY by_program ON {table} USING (true)",
    "writes anywhere": "ALTER POLICY by_program ON {table} WITH CHECK (true)",
    "one more": "CREATE POLICY more ON {table} USING (true)",
}


def isolated() -> dict[str, tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(READ)
        return {name: tuple(rest) for name, *rest in cursor.fetchall() if name not in SHARED_TABLES}


def wrong() -> set[str]:
    """The tables whose isolation is not, to the letter, what it should be."""
    found = set()
    for table, said in isolated().items():
        rule = OURS_OR_PLATFORM if table == "jobs_job" else OURS
        promised = (True, ["by_program PERMISSIVE ALL {public}"], [rule], [rule])
        if table not in ANSWERS and said != promised:
            found.add(table)
    return found


@pytest.mark.django_db
def test_every_policy_says_this_programmes_rows() -> None:
    assert wrong() == set()


@pytest.mark.django_db
def test_the_list_of_other_policies_has_no_stale_entry() -> None:
    assert set(OTHERS) - set(isolated()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_policy_that_falls_is_noticed_in_each_table(mutant: str) -> None:
    owner = connections["owner"]
    unnoticed = []
    for table in sorted(set(isolated()) - ANSWERS):
        with transaction.atomic(using="owner"):
            owner.cursor().execute(MUTANTS[mutant].format(table=owner.ops.quote_name(table)))
            if wrong() != {table}:
                unnoticed.append(table)
            transaction.set_rollback(True, using="owner")

    assert unnoticed == []
