"""Questions that a network adds for itself: frozen at opening, answered beside the version's items.

Their answers have a column of their own, so that nothing that adds up a version's items, in a network or
across networks, can take them in.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from lar.tenancy.operations import IsolateByProgram

GUARD = """
ALTER TABLE questionnaires_response ALTER COLUMN own_answers SET DEFAULT '{}';
ALTER TABLE questionnaires_response ADD CONSTRAINT response_own_answers_are_codes CHECK (
    cardinality(own_answers) <= 5 AND array_position(own_answers, NULL) IS NULL
    AND -9 <= ALL (own_answers) AND 10 >= ALL (own_answers)
);
CREATE FUNCTION lar_guard_local_item() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    surveys bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN surveys := surveys || OLD.survey_id; END IF;
    IF TG_OP <> 'DELETE' THEN surveys := surveys || NEW.survey_id; END IF;
    IF current_user <> 'lar_owner' AND EXISTS (
        SELECT FROM questionnaires_survey s WHERE s.id = ANY (surveys) AND s.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'a network''s own questions are frozen at opening'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_local_item BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_localitem
    FOR EACH ROW EXECUTE FUNCTION lar_guard_local_item();
"""

GUARD_BACK = """
DROP TRIGGER guard_local_item ON questionnaires_localitem;
DROP FUNCTION lar_guard_local_item();
ALTER TABLE questionnaires_response DROP CONSTRAINT response_own_answers_are_codes;
"""


def rewritten(function: str, changes: dict[str, str]) -> str:
    """A statement that puts new words in place of old ones in a function, as it is in this database."""
    steps = "\n".join(
        f"""
        IF position($old${old}$old$ IN source) = 0 THEN
            RAISE EXCEPTION '{function} is not as expected';
        END IF;
        source := replace(source, $old${old}$old$, $new${new}$new$);"""
        for old, new in changes.items()
    )
    return f"""
    DO $do$
    DECLARE
        source text := pg_get_functiondef('{function}'::regprocedure);
    BEGIN{steps}
        EXECUTE source;
    END $do$;
    """


# Sealing rewrites a response whole.
SEALED_TOO = {
    "RETURNING r.program_id, r.survey_id, r.answers\n": "RETURNING r.program_id, r.survey_id, r.answers, r.own_answers\n",
    "INSERT INTO questionnaires_response (id, program_id, survey_id, answers)": "INSERT INTO questionnaires_response (id, program_id, survey_id, answers, own_answers)",
    "SELECT gen_random_uuid(), t.program_id, t.survey_id, t.answers FROM": "SELECT gen_random_uuid(), t.program_id, t.survey_id, t.answers, t.own_answers FROM",
}
SEALS = "lar_seal_survey(bigint)"


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0017_replaced_slips")]
    operations = [
        migrations.CreateModel(
            name="LocalItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=300, verbose_name="enunciado")),
                (
                    "program",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.program",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="local_items",
                        to="questionnaires.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "pregunta propia de una red",
                "ordering": ["position"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddConstraint(
            model_name="localitem",
            constraint=models.UniqueConstraint(
                fields=("program", "survey", "position"), name="local_item_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="localitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1), ("position__lte", 5)), name="local_items_five_at_most"
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="own_answers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(), default=list, size=None
            ),
        ),
        IsolateByProgram("LocalItem"),
        migrations.RunSQL(GUARD, GUARD_BACK),
        migrations.RunSQL(
            rewritten(SEALS, SEALED_TOO), rewritten(SEALS, {new: old for old, new in SEALED_TOO.items()})
        ),
    ]
