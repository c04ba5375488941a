"""What a survey's form says of last year's agreements is written when it opens, and stays."""

from django.db import migrations, models

KEEP = """
CREATE FUNCTION lar_guard_agreements() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND OLD.state <> 'draft' AND NEW.last_agreements IS DISTINCT FROM OLD.last_agreements THEN
        RAISE EXCEPTION 'what the form says of agreements is frozen at opening'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_agreements BEFORE UPDATE ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_guard_agreements();
"""

KEEP_BACK = """
DROP TRIGGER guard_agreements ON questionnaires_survey;
DROP FUNCTION lar_guard_agreements();
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0019_program_report_file")]
    operations = [
        migrations.AddField(
            model_name="survey",
            name="last_agreements",
            field=models.JSONField(
                blank=True, db_default=models.Value([], output_field=models.JSONField()), default=list
            ),
        ),
        migrations.RunSQL(KEEP, KEEP_BACK),
    ]
