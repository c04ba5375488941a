"""What the coordinators expect before the results exist: refused by the database once they do."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lar.tenancy.operations import IsolateByProgram

# States are compared, never clocks: what is sealed may already be known to a job that counts it. The
# survey's row is held, so that sealing and an expectation written at the same moment take turns.
BEFORE_RESULTS = """
CREATE FUNCTION lar_guard_expectation() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    surveys bigint[] := ARRAY[]::bigint[];
    state text;
BEGIN
    IF current_user = 'lar_owner' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP <> 'INSERT' THEN surveys := surveys || OLD.survey_id; END IF;
    IF TG_OP <> 'DELETE' THEN surveys := surveys || NEW.survey_id; END IF;
    FOR state IN
        SELECT s.state FROM questionnaires_survey s WHERE s.id = ANY (surveys) ORDER BY s.id FOR SHARE
    LOOP
        IF state NOT IN ('open', 'closed', 'sealing') THEN
            RAISE EXCEPTION 'what is expected is written between opening and results, not while %', state
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such survey in this programme' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_expectation BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_expectation
    FOR EACH ROW EXECUTE FUNCTION lar_guard_expectation();
"""

BEFORE_RESULTS_BACK = """
DROP TRIGGER guard_expectation ON questionnaires_expectation;
DROP FUNCTION lar_guard_expectation();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0010_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="survey",
            name="team_publishes_mirror",
            field=models.BooleanField(
                default=False, verbose_name="el equipo incluye su espejo en el informe de la red"
            ),
        ),
        migrations.CreateModel(
            name="Expectation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node", models.CharField(max_length=12, verbose_name="dimensión")),
                ("agree", models.PositiveSmallIntegerField(verbose_name="de cada diez, de acuerdo")),
                ("against", models.PositiveSmallIntegerField(null=True, verbose_name="de cada diez, en desacuerdo")),
                ("written_at", models.DateTimeField(auto_now=True)),
                ("program", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.program")),
                ("survey", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="expectations", to="questionnaires.survey")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "lo que la coordinación espera",
                "ordering": ["pk"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=["program", "survey", "user", "node"], name="expectation_once"),
                    models.CheckConstraint(
                        condition=Q(agree__lte=10 - Coalesce(F("against"), 0)),
                        name="expectation_of_ten_people",
                        violation_error_message="Entre quienes están de acuerdo y en desacuerdo no pueden sumar más de 10.",
                    ),
                ],
            },
        ),
        IsolateByProgram("Expectation"),
        migrations.RunSQL(BEFORE_RESULTS, BEFORE_RESULTS_BACK),
    ]
