"""What ``lar_app`` may do with tables and sequences that ``lar_owner`` makes: rows, never schema."""

from django.db import migrations

GRANT = """
GRANT USAGE ON SCHEMA public TO lar_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lar_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lar_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lar_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO lar_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
"""

REVOKE = """
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE, SELECT ON SEQUENCES FROM lar_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM lar_app;
"""

# Spanish order: accents equal, ñ after n. Neither embedded server has ICU collations.
SORT_KEY = """
CREATE FUNCTION lar_sort_key(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog
    RETURN replace(translate(lower($1), 'áàâäéèêëíìîïóòôöúùûüç', 'aaaaeeeeiiiioooouuuuc'), 'ñ', 'n~');
GRANT EXECUTE ON FUNCTION lar_sort_key(text) TO lar_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(GRANT, REVOKE),
        migrations.RunSQL(SORT_KEY, "DROP FUNCTION lar_sort_key(text)"),
    ]
