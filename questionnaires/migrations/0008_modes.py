"""One code for a whole network, and answers that were gathered elsewhere.

Where the N of imported answers comes from is frozen with N. A survey of one open code has one live code;
one that is imported has none, and is open only inside the transaction that loads it.
"""

from django.db import migrations, models

SOURCE = """
CREATE FUNCTION lar_guard_roster_source() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND OLD.state <> 'draft' AND NEW.roster_source <> OLD.roster_source THEN
        RAISE EXCEPTION 'the source of N is frozen at opening' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_roster_source BEFORE UPDATE ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_guard_roster_source();
"""

SOURCE_BACK = """
DROP TRIGGER guard_roster_source ON questionnaires_survey;
DROP FUNCTION lar_guard_roster_source();
"""

CODES = """
CREATE FUNCTION lar_guard_access_code() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found_mode text;
BEGIN
    IF current_user = 'lar_owner' THEN RETURN NEW; END IF;
    SELECT s.mode INTO found_mode FROM questionnaires_survey s WHERE s.id = NEW.survey_id;
    IF found_mode = 'imported' THEN
        RAISE EXCEPTION 'imported answers come by no code' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF found_mode = 'open_code' AND EXISTS (
        SELECT FROM questionnaires_accesscode c WHERE c.survey_id = NEW.survey_id AND c.id <> NEW.id
    ) THEN
        RAISE EXCEPTION 'one open code per network' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_access_code BEFORE INSERT OR UPDATE ON questionnaires_accesscode
    FOR EACH ROW EXECUTE FUNCTION lar_guard_access_code();
"""

CODES_BACK = """
DROP TRIGGER guard_access_code ON questionnaires_accesscode;
DROP FUNCTION lar_guard_access_code();
"""

# Rows enter a survey that is open. An imported one is opened, loaded and closed in one transaction, so
# that nobody else ever finds it open; looked at when that transaction ends.
IMPORTED = """
CREATE FUNCTION lar_guard_imported() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM questionnaires_survey s WHERE s.id = NEW.id AND s.mode = 'imported' AND s.state = 'open')
    THEN
        RAISE EXCEPTION 'an imported survey is never left open' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER guard_imported AFTER INSERT OR UPDATE ON questionnaires_survey
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.mode = 'imported' AND NEW.state = 'open')
    EXECUTE FUNCTION lar_guard_imported();
"""

IMPORTED_BACK = """
DROP TRIGGER guard_imported ON questionnaires_survey;
DROP FUNCTION lar_guard_imported();
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0007_open_texts")]
    operations = [
        migrations.AddField(
            model_name="survey",
            name="roster_source",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="de dónde sale N"
            ),
        ),
        migrations.RunSQL(SOURCE, SOURCE_BACK),
        migrations.RunSQL(CODES, CODES_BACK),
        migrations.RunSQL(IMPORTED, IMPORTED_BACK),
    ]
