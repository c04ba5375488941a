"""Answers with one's own words: kept apart from the response, and sealed so that nothing ties them.

Before sealing a text and a response written by one person share a transaction; the privacy notice says
so. Sealing writes every text anew, in random order and under a new random id, and keeps those of a
question only when there are eight or more (or as many as the programme asks of any group): fewer are
never read by anybody.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

TEXTS = """
ALTER TABLE questionnaires_opentext ADD CONSTRAINT open_text_has_words CHECK (
    char_length(text) BETWEEN 1 AND 600 AND text = btrim(text)
);
ALTER TABLE questionnaires_opentext ENABLE ROW LEVEL SECURITY;
ALTER TABLE questionnaires_opentext FORCE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE ON questionnaires_opentext FROM lar_app;
CREATE POLICY insert_while_open ON questionnaires_opentext FOR INSERT WITH CHECK (
    program_id = nullif(current_setting('lar.program', true), '')::bigint
    AND EXISTS (SELECT FROM questionnaires_survey s WHERE s.id = survey_id AND s.program_id = questionnaires_opentext.program_id
                AND s.state = 'open')
);
CREATE POLICY read_when_sealed ON questionnaires_opentext FOR SELECT USING (
    program_id = nullif(current_setting('lar.program', true), '')::bigint
    AND survey_id IN (
        SELECT s.id FROM questionnaires_survey s
        WHERE s.program_id = nullif(current_setting('lar.program', true), '')::bigint
        AND s.state IN ('sealed', 'released')
    )
);
"""

TEXTS_BACK = """
DROP POLICY read_when_sealed ON questionnaires_opentext;
DROP POLICY insert_while_open ON questionnaires_opentext;
GRANT UPDATE, DELETE ON questionnaires_opentext TO lar_app;
ALTER TABLE questionnaires_opentext NO FORCE ROW LEVEL SECURITY;
ALTER TABLE questionnaires_opentext DISABLE ROW LEVEL SECURITY;
ALTER TABLE questionnaires_opentext DROP CONSTRAINT open_text_has_words;
"""

SEAL = """
-- Called by the sealing only, inside its transaction and under its lock.
CREATE FUNCTION lar_seal_texts(p_survey bigint) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    least integer;
BEGIN
    SELECT greatest(8, p.min_group) INTO least
    FROM questionnaires_survey s JOIN tenancy_program p ON p.id = s.program_id WHERE s.id = p_survey;
    WITH taken AS (
        DELETE FROM questionnaires_opentext t WHERE t.survey_id = p_survey
        RETURNING t.program_id, t.survey_id, t.item_code, t.text
    ), enough AS (
        SELECT item_code FROM taken GROUP BY item_code HAVING count(*) >= least
    )
    INSERT INTO questionnaires_opentext (id, program_id, survey_id, item_code, text)
    SELECT gen_random_uuid(), t.program_id, t.survey_id, t.item_code, t.text
    FROM taken t JOIN enough USING (item_code)
    WHERE lar_reaches_minimum(p_survey) ORDER BY random();
END $$;
REVOKE EXECUTE ON FUNCTION lar_seal_texts(bigint) FROM PUBLIC;

-- The texts of a survey go for good once what may be known of them was published.
CREATE FUNCTION lar_discard_texts(p_survey bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    discarded integer;
BEGIN
    PERFORM lar_require_survey(p_survey);
    IF NOT EXISTS (
        SELECT FROM questionnaires_release r WHERE r.survey_id = p_survey AND r.kind = 'voices'
    ) THEN
        RAISE EXCEPTION 'the voices of survey % were not published', p_survey
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    DELETE FROM questionnaires_opentext t WHERE t.survey_id = p_survey;
    GET DIAGNOSTICS discarded = ROW_COUNT;
    RETURN discarded;
END $$;
GRANT EXECUTE ON FUNCTION lar_discard_texts(bigint) TO lar_app;
"""

SEAL_BACK = """
DROP FUNCTION lar_discard_texts(bigint);
DROP FUNCTION lar_seal_texts(bigint);
"""


def rewritten(function: str, old: str, new: str) -> str:
    """A statement that puts ``new`` in place of ``old`` in a function, as it is in this database.

    Others extend the same functions in migrations of their own: what they added stays.
    """
    return f"""
    DO $do$
    DECLARE
        source text := pg_get_functiondef('{function}'::regprocedure);
    BEGIN
        IF position($old${old}$old$ IN source) = 0 THEN
            RAISE EXCEPTION '{function} is not as expected';
        END IF;
        EXECUTE replace(source, $old${old}$old$, $new${new}$new$);
    END $do$;
    """


# Responses are rewritten, and then the texts; a replaced survey's texts go with its responses.
REWRITTEN = "GET DIAGNOSTICS rewritten = ROW_COUNT;"
REWRITTEN_TOO = "GET DIAGNOSTICS rewritten = ROW_COUNT;\n    PERFORM lar_seal_texts(p_survey);"
DISCARDED = "DELETE FROM questionnaires_response WHERE survey_id = p_survey;"
DISCARDED_TOO = f"{DISCARDED}\n    DELETE FROM questionnaires_opentext WHERE survey_id = p_survey;"
SEALS, DISCARDS = "lar_seal_survey(bigint)", "lar_discard_too_few(bigint)"


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0006_read_sealed_in_parallel"),
        ("tenancy", "0006_temporary_names_last"),
    ]
    operations = [
        migrations.CreateModel(
            name="OpenText",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("item_code", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=600)),
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
                        related_name="+",
                        to="questionnaires.survey",
                    ),
                ),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.RunSQL(TEXTS, TEXTS_BACK),
        migrations.RunSQL(SEAL, SEAL_BACK),
        migrations.RunSQL(
            rewritten(SEALS, REWRITTEN, REWRITTEN_TOO), rewritten(SEALS, REWRITTEN_TOO, REWRITTEN)
        ),
        migrations.RunSQL(
            rewritten(DISCARDS, DISCARDED, DISCARDED_TOO), rewritten(DISCARDS, DISCARDED_TOO, DISCARDED)
        ),
    ]
