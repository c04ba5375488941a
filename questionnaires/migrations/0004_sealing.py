"""Sealing: the one function that rewrites answers, and the one that says it ended.

``lar_seal_survey`` runs in one transaction with the survey's exclusive lock: every response is
replaced by a new row with a new random id, in random order, and everything that could lead from
an answer to a code is deleted. The survey stays *sealing* until VACUUM of the answer path has
ended (it can't run in a transaction): ``lar_mark_sealed`` says so then, and only to the owner.
"""

from django.db import migrations

SEAL = """
CREATE FUNCTION lar_seal_survey(p_survey bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$
DECLARE
    found_state text;
    rewritten integer;
BEGIN
    PERFORM lar_require_survey(p_survey);
    PERFORM pg_advisory_xact_lock(hashtextextended('lar.survey', p_survey));
    SELECT s.state INTO found_state FROM questionnaires_survey s WHERE s.id = p_survey FOR UPDATE;
    IF found_state <> 'closed' THEN
        RAISE EXCEPTION 'only a closed survey is sealed, this one is %', found_state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    WITH taken AS (
        DELETE FROM questionnaires_response r WHERE r.survey_id = p_survey
        RETURNING r.program_id, r.survey_id, r.answers
    )
    INSERT INTO questionnaires_response (id, program_id, survey_id, answers)
    SELECT gen_random_uuid(), t.program_id, t.survey_id, t.answers FROM taken t ORDER BY random();
    GET DIAGNOSTICS rewritten = ROW_COUNT;
    DELETE FROM tenancy_door d USING questionnaires_accesscode c
        WHERE c.survey_id = p_survey AND d.token_hash = c.code_hash AND d.kind IN ('code', 'open_code');
    DELETE FROM questionnaires_accesscode WHERE survey_id = p_survey;
    DELETE FROM questionnaires_invitation WHERE survey_id = p_survey;
    DELETE FROM questionnaires_submission WHERE survey_id = p_survey;
    DELETE FROM questionnaires_slipsheet WHERE survey_id = p_survey;
    DELETE FROM jobs_job j WHERE j.program_id = nullif(current_setting('lar.program', true), '')::bigint
        AND j.kind IN ('questionnaires.surveys.send_invitations', 'questionnaires.surveys.draw_slips')
        AND (j.args ->> 'survey_id')::bigint = p_survey;
    UPDATE questionnaires_survey SET state = 'sealing' WHERE id = p_survey;
    RETURN rewritten;
END $$;
GRANT EXECUTE ON FUNCTION lar_seal_survey(bigint) TO lar_app;

CREATE FUNCTION lar_mark_sealed(p_survey bigint) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE questionnaires_survey SET state = 'sealed', sealed_at = now() WHERE id = p_survey AND state = 'sealing';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'survey % is not being sealed', p_survey USING ERRCODE = 'no_data_found';
    END IF;
END $$;

-- A second survey replaces one that was sealed with too few: the first one's rows go when it opens.
CREATE FUNCTION lar_discard_too_few(p_survey bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM lar_require_survey(p_survey);
    IF NOT EXISTS (
        SELECT FROM questionnaires_survey old JOIN questionnaires_survey new
            USING (program_id, network_id, questionnaire_id, cycle_id)
        WHERE old.id = p_survey AND old.state = 'too_few' AND new.id <> old.id AND new.state = 'open'
    ) THEN
        RAISE EXCEPTION 'survey % is not replaced by an open one', p_survey
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    DELETE FROM questionnaires_response WHERE survey_id = p_survey;
END $$;
GRANT EXECUTE ON FUNCTION lar_discard_too_few(bigint) TO lar_app;
"""

SEAL_BACK = """
DROP FUNCTION lar_discard_too_few(bigint);
DROP FUNCTION lar_mark_sealed(bigint);
DROP FUNCTION lar_seal_survey(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0003_guards"), ("jobs", "0002_isolation")]
    operations = [migrations.RunSQL(SEAL, SEAL_BACK)]
