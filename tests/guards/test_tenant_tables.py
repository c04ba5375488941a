"""Rule: a table belongs to a programme and is isolated by the database, or it is listed here.

Reason: a table without row security shows every programme's rows to a query that forgot its filter.
Usual mistake: a new model without ``IsolateByProgram`` in its migration.
"""

from __future__ import annotations

import pytest
from django.db import connections

SHARED_TABLES = {
    "account_emailaddress": "sign-in happens before any programme is chosen",
    "account_emailconfirmation": "sign-in happens before any programme is chosen",
    "accounts_user": "one person may take part in several programmes",
    "audit_platformevent": "what operators did outside any programme",
    "auth_group": "Django's own; unused, roles live in Membership",
    "auth_group_permissions": "Django's own; unused",
    "auth_permission": "Django's own; unused",
    "cache_entries": "sign-in limits; holds no tenant data",
    "django_admin_log": "the operators' admin shows shared tables only",
    "django_content_type": "Django's own",
    "django_migrations": "Django's own",
    "django_session": "sign-in happens before any programme is chosen",
    "mfa_authenticator": "sign-in happens before any programme is chosen",
    "networks_comuna": "public geography of the official directory",
    "networks_deprov": "public geography of the official directory",
    "networks_region": "public geography of the official directory",
    "networks_school": "public directory, the same for every programme",
    "networks_schoolsostenedor": "public directory, the same for every programme",
    "networks_sostenedor": "public directory, the same for every programme",
    "tenancy_apitoken": "a token is resolved before its programme is known",
    "tenancy_door": "an address without a programme finds it here",
    "tenancy_membership": "signing in must know a person's programmes",
    "tenancy_program": "the tenants themselves",
}

ISOLATED = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       bool_and(p.polcmd = 'r' OR p.polwithcheck IS NOT NULL),
       count(p.oid)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
LEFT JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relkind IN ('r', 'p')
GROUP BY c.relname, c.relrowsecurity, c.relforcerowsecurity
ORDER BY c.relname
"""


def tables() -> dict[str, tuple[bool, bool, bool | None, int]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(ISOLATED)
        return {name: rest for name, *rest in cursor.fetchall()}


@pytest.mark.django_db
def test_every_other_table_is_isolated_by_programme() -> None:
    unprotected = {
        name
        for name, (enabled, forced, checked, policies) in tables().items()
        if name not in SHARED_TABLES and not (enabled and forced and checked and policies)
    }

    assert unprotected == set()


@pytest.mark.django_db
def test_the_list_of_shared_tables_has_no_stale_entry() -> None:
    assert set(SHARED_TABLES) - set(tables()) == set()


@pytest.mark.django_db
def test_the_application_owns_nothing_and_bypasses_nothing() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        )
        privileges = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
        owned = cursor.fetchone()

    assert privileges == (False, False, False, False)
    assert owned == (0,)
