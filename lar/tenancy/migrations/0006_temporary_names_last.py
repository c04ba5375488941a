"""Temporary tables come last on the path of our functions: otherwise PostgreSQL finds them first.

Whoever holds the application's role could make one called as a table of ours; the owner's functions
would read it and run, with the owner's rights, whatever its view or its trigger says.
"""

from django.db import migrations

SET_PATH = """
DO $$
DECLARE
    found regprocedure;
BEGIN
    FOR found IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'lar\\_%'
          AND '{before}' = ANY (p.proconfig)
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = {after}', found);
    END LOOP;
END $$;
"""
OURS, OURS_FIRST = "pg_catalog, public", "pg_catalog, public, pg_temp"


def set_path(before: str, after: str) -> str:
    return SET_PATH.format(before=f"search_path={before}", after=after)


class Migration(migrations.Migration):
    # The functions are those of the questionnaires; the roles that they guard against are ours.
    dependencies = [("tenancy", "0005_reserve_leer"), ("questionnaires", "0004_sealing")]
    operations = [migrations.RunSQL(set_path(OURS, OURS_FIRST), set_path(OURS_FIRST, OURS))]
