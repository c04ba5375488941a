"""Rule: a SECURITY DEFINER function pins its search_path and nobody may call it by default.

Reason: it runs as the owner, who passes row security; a planted object on the path would too.
Usual mistake: ``CREATE FUNCTION … SECURITY DEFINER`` without ``SET search_path``, or with one that
does not end in ``pg_temp``: temporary tables are then found before ours.
"""

from __future__ import annotations

import pytest
from django.db import connections

OURS = """
SELECT p.proname, p.prosecdef, coalesce(array_to_string(p.proconfig, ','), ''),
       has_function_privilege('public', p.oid, 'execute')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND p.proname LIKE 'lar\\_%'
"""


@pytest.mark.django_db
def test_our_functions_pin_their_path_and_are_not_public() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(OURS)
        functions = cursor.fetchall()

    assert functions
    assert [name for name, _, config, _ in functions if "search_path=" not in config] == []
    reading_tables = [(name, config) for name, _, config, _ in functions if "public" in config]
    assert [name for name, config in reading_tables if not config.endswith(", pg_temp")] == []
    assert [name for name, definer, _, public in functions if definer and public] == []
