"""An application belongs to a network and its cycle, or to a workshop that its participants evaluate.

Everything that adds up networks or years goes by the cycle, which an evaluation does not have: so none of
those statements finds it (tests/questionnaires/evaluations/test_evaluations.py looks at each).
"""

import django.db.models.deletion
from django.db import migrations, models

OPENS = """v.published_at IS NOT NULL
              AND c.id = NEW.cycle_id AND c.network_id = NEW.network_id
        ) THEN"""
FROM_ONE = "SELECT FROM questionnaires_questionnaireversion v, networks_cycle c"
FROM_EITHER = "SELECT FROM questionnaires_questionnaireversion v"
# An evaluation opens for a kind of activity that is evaluated; the names are those of lar.model.activities.
OPENS_EITHER = """v.published_at IS NOT NULL
              AND (NEW.activity_id IS NULL AND EXISTS (
                    SELECT FROM networks_cycle c WHERE c.id = NEW.cycle_id AND c.network_id = NEW.network_id
                ) OR NEW.network_id IS NULL AND NEW.cycle_id IS NULL AND EXISTS (
                    SELECT FROM networks_activity a WHERE a.id = NEW.activity_id
                    AND a.program_id = NEW.program_id AND a.status <> 'cancelled'
                    AND a.kind IN ('training_workshop', 'network_session')
                ))
        ) THEN"""
FROZEN = "(NEW.network_id, NEW.cycle_id,"
FROZEN_TOO = "(NEW.network_id, NEW.activity_id, NEW.cycle_id,"
WAS = "(OLD.network_id, OLD.cycle_id,"
WAS_TOO = "(OLD.network_id, OLD.activity_id, OLD.cycle_id,"
CHANGES = [(FROM_ONE, FROM_EITHER), (OPENS, OPENS_EITHER), (FROZEN, FROZEN_TOO), (WAS, WAS_TOO)]


def rewritten(changes: list[tuple[str, str]]) -> str:
    """A statement that puts each text in place of the other in the guard of surveys, as it is now."""
    steps = "\n".join(
        f"""
        IF position($old${old}$old$ IN source) = 0 THEN
            RAISE EXCEPTION 'lar_guard_survey() is not as expected';
        END IF;
        source := replace(source, $old${old}$old$, $new${new}$new$);"""
        for old, new in changes
    )
    return f"""
    DO $do$
    DECLARE
        source text := pg_get_functiondef('lar_guard_survey()'::regprocedure);
    BEGIN{steps}
        EXECUTE source;
    END $do$;
    """


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0022_workshop"), ("networks", "0010_strategies")]
    operations = [
        migrations.AlterModelOptions(
            name="survey",
            options={
                "base_manager_name": "every",
                "ordering": ["-pk"],
                "verbose_name": "aplicación del cuestionario",
                "verbose_name_plural": "aplicaciones del cuestionario",
            },
        ),
        migrations.AlterModelManagers(
            name="survey",
            managers=[("objects", models.Manager()), ("every", models.Manager())],
        ),
        migrations.AlterField(
            model_name="survey",
            name="network",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="surveys",
                to="networks.network",
            ),
        ),
        migrations.AlterField(
            model_name="survey",
            name="cycle",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="surveys",
                to="networks.cycle",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="activity",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="networks.activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(activity__isnull=True, network__isnull=False, cycle__isnull=False)
                | models.Q(activity__isnull=False, network__isnull=True, cycle__isnull=True),
                name="survey_of_a_network_or_an_activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(activity__isnull=True)
                | models.Q(code_keeper="facilitator", mode__in=["slips", "open_code"]),
                name="survey_of_an_activity_by_a_facilitator",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                condition=~models.Q(state="cancelled"),
                fields=["program", "activity", "questionnaire"],
                name="survey_once_an_activity",
                violation_error_message="Esta actividad ya se evaluó.",
            ),
        ),
        migrations.RunSQL(rewritten(CHANGES), rewritten([(new, old) for old, new in CHANGES])),
    ]
