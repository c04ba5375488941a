"""A survey's key never changes.

Row security lets the application read the answers of a survey that was sealed, and finds it by its key.
Keys of other tables are checked at the end of a transaction only: within one, a sealed survey could take
the key of an open one, and its answers could be read before anybody noticed.
"""

from django.db import migrations

KEEP = """
CREATE FUNCTION lar_keep_key() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND NEW.id IS DISTINCT FROM OLD.id THEN
        RAISE EXCEPTION 'a survey keeps its key' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_key BEFORE UPDATE OF id ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_keep_key();
"""

BACK = """
DROP TRIGGER keep_key ON questionnaires_survey;
DROP FUNCTION lar_keep_key();
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0006_temporary_names_last"), ("questionnaires", "0004_sealing")]
    operations = [migrations.RunSQL(KEEP, BACK)]
