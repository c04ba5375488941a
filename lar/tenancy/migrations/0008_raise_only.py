"""What the application's role may no longer do: lower a programme's minimum, or rewrite the list of migrations.

A programme only raises what the gate asks for (DOMAIN 7.9): lowered after closing, a group of five that was
withheld could be printed. And whoever holds the application's role could make the next ``migrate`` skip the
migration that guards something.
"""

from django.db import migrations

MINIMUM = """
CREATE FUNCTION lar_guard_minimum() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND NEW.min_group < OLD.min_group THEN
        RAISE EXCEPTION 'the minimum of answers is only raised' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_minimum BEFORE UPDATE OF min_group ON tenancy_program
    FOR EACH ROW EXECUTE FUNCTION lar_guard_minimum();
"""

MINIMUM_BACK = """
DROP TRIGGER guard_minimum ON tenancy_program;
DROP FUNCTION lar_guard_minimum();
"""

READ_ONLY = "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM lar_app"
WRITABLE = "GRANT INSERT, UPDATE, DELETE ON django_migrations TO lar_app"


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0007_surveys_keep_their_key")]
    operations = [
        migrations.RunSQL(MINIMUM, MINIMUM_BACK),
        migrations.RunSQL(READ_ONLY, WRITABLE),
    ]
