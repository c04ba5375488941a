"""What the database itself refuses: editing what was published, and a survey that changes its rules.

The triggers run as whoever writes, and let only ``lar_owner`` pass (sealing, restore, purge).
"""

from django.db import migrations

PUBLISHED_VERSIONS = """
CREATE FUNCTION lar_guard_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user <> 'lar_owner' AND OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'published versions do not change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_version BEFORE UPDATE OR DELETE ON questionnaires_questionnaireversion
    FOR EACH ROW EXECUTE FUNCTION lar_guard_version();

CREATE FUNCTION lar_guard_version_part() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    versions bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN versions := versions || OLD.version_id; END IF;
    IF TG_OP <> 'DELETE' THEN versions := versions || NEW.version_id; END IF;
    IF current_user <> 'lar_owner' AND EXISTS (
        SELECT FROM questionnaires_questionnaireversion v
        WHERE v.id = ANY (versions) AND v.published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'published versions do not change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_version_part BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_item
    FOR EACH ROW EXECUTE FUNCTION lar_guard_version_part();
CREATE TRIGGER guard_version_part BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_versionnode
    FOR EACH ROW EXECUTE FUNCTION lar_guard_version_part();

-- «Demonstration» and the title are part of what was published.
CREATE FUNCTION lar_guard_questionnaire() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user <> 'lar_owner' AND EXISTS (
        SELECT FROM questionnaires_questionnaireversion v
        WHERE v.questionnaire_id = OLD.id AND v.published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'published questionnaires do not change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_questionnaire BEFORE UPDATE OR DELETE ON questionnaires_questionnaire
    FOR EACH ROW EXECUTE FUNCTION lar_guard_questionnaire();
"""

PUBLISHED_VERSIONS_BACK = """
DROP TRIGGER guard_questionnaire ON questionnaires_questionnaire;
DROP FUNCTION lar_guard_questionnaire();
DROP TRIGGER guard_version_part ON questionnaires_versionnode;
DROP TRIGGER guard_version_part ON questionnaires_item;
DROP FUNCTION lar_guard_version_part();
DROP TRIGGER guard_version ON questionnaires_questionnaireversion;
DROP FUNCTION lar_guard_version();
"""

# The application can't see unsealed rows, so «has this survey any answer?» is a question of its own.
HAS_ANSWERS = """
CREATE FUNCTION lar_require_survey(p_survey bigint) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM questionnaires_survey s WHERE s.id = p_survey
        AND s.program_id = nullif(current_setting('lar.program', true), '')::bigint
    ) THEN
        RAISE EXCEPTION 'no such survey in this programme' USING ERRCODE = 'no_data_found';
    END IF;
END $$;

CREATE FUNCTION lar_survey_has_answers(p_survey bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM lar_require_survey(p_survey);
    RETURN EXISTS (SELECT FROM questionnaires_response r WHERE r.survey_id = p_survey);
END $$;
GRANT EXECUTE ON FUNCTION lar_survey_has_answers(bigint) TO lar_app;

-- While it is open the team sees a band, never the number: 5 and then 6 would reveal the sixth.
CREATE FUNCTION lar_answer_band(p_survey bigint) RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$
DECLARE
    answers integer;
BEGIN
    PERFORM lar_require_survey(p_survey);
    SELECT count(*) INTO answers FROM questionnaires_response r WHERE r.survey_id = p_survey;
    RETURN answers - answers % 5;
END $$;
GRANT EXECUTE ON FUNCTION lar_answer_band(bigint) TO lar_app;

-- Whether the survey has what the gate asks for: five, or more where the programme or the mode says so.
-- It takes no number, so that nobody can find the exact count by asking again and again.
CREATE FUNCTION lar_reaches_minimum(p_survey bigint) RETURNS boolean LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    minimum integer;
BEGIN
    PERFORM lar_require_survey(p_survey);
    SELECT greatest(5, p.min_group, CASE s.mode WHEN 'open_code' THEN 10 ELSE 5 END) INTO minimum
    FROM questionnaires_survey s JOIN tenancy_program p ON p.id = s.program_id WHERE s.id = p_survey;
    RETURN (SELECT count(*) FROM questionnaires_response r WHERE r.survey_id = p_survey) >= minimum;
END $$;
GRANT EXECUTE ON FUNCTION lar_reaches_minimum(bigint) TO lar_app;
"""

HAS_ANSWERS_BACK = """
DROP FUNCTION lar_reaches_minimum(bigint);
DROP FUNCTION lar_answer_band(bigint);
DROP FUNCTION lar_survey_has_answers(bigint);
DROP FUNCTION lar_require_survey(bigint);
"""

SURVEY_RULES = """
CREATE FUNCTION lar_guard_survey() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF current_user = 'lar_owner' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a survey starts as a draft' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'surveys are not deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'open'), ('draft', 'cancelled'), ('open', 'cancelled'), ('open', 'closed'),
        ('sealed', 'released'), ('sealed', 'too_few')
    ) THEN
        RAISE EXCEPTION 'a survey does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'open' AND NEW.state = 'cancelled' AND lar_survey_has_answers(OLD.id) THEN
        RAISE EXCEPTION 'a survey with answers is not cancelled' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.state, NEW.state) = ('sealed', 'too_few') AND lar_reaches_minimum(OLD.id)
       OR (OLD.state, NEW.state) = ('sealed', 'released') AND NOT lar_reaches_minimum(OLD.id) THEN
        RAISE EXCEPTION 'the number of answers decides between % and results', NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'draft' THEN
        IF NEW.state = 'open' AND NOT EXISTS (
            SELECT FROM questionnaires_questionnaireversion v, networks_cycle c
            WHERE v.id = NEW.version_id AND v.questionnaire_id = NEW.questionnaire_id AND v.published_at IS NOT NULL
              AND c.id = NEW.cycle_id AND c.network_id = NEW.network_id
        ) THEN
            RAISE EXCEPTION 'only a published version opens, in a cycle of its network'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.network_id, NEW.cycle_id, NEW.questionnaire_id, NEW.version_id, NEW.mode, NEW.code_keeper,
        NEW.opens_at, NEW.notice_id, NEW.program_id, NEW.opened_by_id, NEW.roster_confirmed_by_id)
       IS DISTINCT FROM
       (OLD.network_id, OLD.cycle_id, OLD.questionnaire_id, OLD.version_id, OLD.mode, OLD.code_keeper,
        OLD.opens_at, OLD.notice_id, OLD.program_id, OLD.opened_by_id, OLD.roster_confirmed_by_id) THEN
        RAISE EXCEPTION 'roster, mode and version are frozen at opening' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.roster_n IS DISTINCT FROM OLD.roster_n
       AND (OLD.state <> 'open' OR lar_survey_has_answers(OLD.id)) THEN
        RAISE EXCEPTION 'N is corrected before the first answer only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.closes_at, NEW.extensions) IS DISTINCT FROM (OLD.closes_at, OLD.extensions)
       AND (OLD.state <> 'open' OR NEW.closes_at < OLD.closes_at
            OR NEW.extensions NOT IN (OLD.extensions, OLD.extensions + 1)) THEN
        RAISE EXCEPTION 'the closing date only moves later, while open' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.codes_made, NEW.codes_replaced) IS DISTINCT FROM (OLD.codes_made, OLD.codes_replaced)
       AND (OLD.state <> 'open' OR NEW.codes_replaced < OLD.codes_replaced
            OR NEW.codes_made < OLD.codes_made AND lar_survey_has_answers(OLD.id)) THEN
        RAISE EXCEPTION 'codes are counted, and only while open' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.sealed_at IS DISTINCT FROM OLD.sealed_at THEN
        RAISE EXCEPTION 'only sealing says when it was sealed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_survey BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_guard_survey();

CREATE FUNCTION lar_guard_roster_line() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    surveys bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN surveys := surveys || OLD.survey_id; END IF;
    IF TG_OP <> 'DELETE' THEN surveys := surveys || NEW.survey_id; END IF;
    IF current_user <> 'lar_owner' AND EXISTS (
        SELECT FROM questionnaires_survey s WHERE s.id = ANY (surveys) AND s.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'the roster is frozen at opening' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_roster_line BEFORE INSERT OR UPDATE OR DELETE ON questionnaires_rosterline
    FOR EACH ROW EXECUTE FUNCTION lar_guard_roster_line();
"""

SURVEY_RULES_BACK = """
DROP TRIGGER guard_roster_line ON questionnaires_rosterline;
DROP FUNCTION lar_guard_roster_line();
DROP TRIGGER guard_survey ON questionnaires_survey;
DROP FUNCTION lar_guard_survey();
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0002_isolation")]
    operations = [
        migrations.RunSQL(PUBLISHED_VERSIONS, PUBLISHED_VERSIONS_BACK),
        migrations.RunSQL(HAS_ANSWERS, HAS_ANSWERS_BACK),
        migrations.RunSQL(SURVEY_RULES, SURVEY_RULES_BACK),
    ]
