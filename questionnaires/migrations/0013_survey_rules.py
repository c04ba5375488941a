"""More of what the database itself refuses: who confirms, N without its correction, closing early or twice.

States are compared with each other, never with the clock: the moment at which a survey says that it was
closed must reach the one at which it had to close.
"""

from django.db import migrations, models

CONFIRMER = """
CREATE FUNCTION lar_guard_confirmer() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND NEW.roster_confirmed_by_id IS NOT NULL
       AND (TG_OP = 'INSERT' OR NEW.roster_confirmed_by_id IS DISTINCT FROM OLD.roster_confirmed_by_id)
       AND NOT EXISTS (
        SELECT FROM tenancy_membership m
        WHERE m.user_id = NEW.roster_confirmed_by_id AND m.program_id = NEW.program_id
          AND m.role IN ('facilitator', 'administrator')
    ) THEN
        RAISE EXCEPTION 'only the programme''s own people confirm a roster'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_confirmer BEFORE INSERT OR UPDATE ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_guard_confirmer();
"""

CONFIRMER_BACK = """
DROP TRIGGER guard_confirmer ON questionnaires_survey;
DROP FUNCTION lar_guard_confirmer();
"""

# Corrections are append-only, so they form a chain: each starts at the N in force, and N only becomes what
# the last of them says.
CORRECTIONS = """
CREATE FUNCTION lar_guard_correction() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    current_n integer;
    last_n integer;
BEGIN
    IF current_user = 'lar_owner' THEN RETURN NEW; END IF;
    SELECT s.roster_n INTO current_n FROM questionnaires_survey s WHERE s.id = NEW.survey_id FOR UPDATE;
    SELECT c.corrected INTO last_n FROM questionnaires_rostercorrection c
        WHERE c.survey_id = NEW.survey_id ORDER BY c.id DESC LIMIT 1;
    IF NEW.previous IS DISTINCT FROM current_n OR NEW.corrected = NEW.previous
       OR last_n IS NOT NULL AND last_n IS DISTINCT FROM current_n THEN
        RAISE EXCEPTION 'a correction starts at the N in force, and changes it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_correction BEFORE INSERT ON questionnaires_rostercorrection
    FOR EACH ROW EXECUTE FUNCTION lar_guard_correction();

CREATE FUNCTION lar_guard_corrected_n() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    last_previous integer;
    last_n integer;
BEGIN
    IF current_user = 'lar_owner' OR OLD.state = 'draft'
       OR NEW.roster_n IS NOT DISTINCT FROM OLD.roster_n THEN
        RETURN NEW;
    END IF;
    SELECT c.previous, c.corrected INTO last_previous, last_n FROM questionnaires_rostercorrection c
        WHERE c.survey_id = NEW.id ORDER BY c.id DESC LIMIT 1;
    IF (last_previous, last_n) IS DISTINCT FROM (OLD.roster_n::integer, NEW.roster_n::integer) THEN
        RAISE EXCEPTION 'N changes by a correction only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_corrected_n BEFORE UPDATE ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_guard_corrected_n();

-- Looked at when the transaction ends: a correction that was written down was also made.
CREATE FUNCTION lar_guard_correction_made() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND EXISTS (
        SELECT FROM questionnaires_survey s
        WHERE s.id = NEW.survey_id AND s.roster_n IS DISTINCT FROM (
            SELECT c.corrected FROM questionnaires_rostercorrection c
            WHERE c.survey_id = NEW.survey_id ORDER BY c.id DESC LIMIT 1
        )
    ) THEN
        RAISE EXCEPTION 'a correction that was not made' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER guard_correction_made AFTER INSERT ON questionnaires_rostercorrection
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lar_guard_correction_made();
"""

CORRECTIONS_BACK = """
DROP TRIGGER guard_correction_made ON questionnaires_rostercorrection;
DROP FUNCTION lar_guard_correction_made();
DROP TRIGGER guard_corrected_n ON questionnaires_survey;
DROP FUNCTION lar_guard_corrected_n();
DROP TRIGGER guard_correction ON questionnaires_rostercorrection;
DROP FUNCTION lar_guard_correction();
"""

CLOSING = """
CREATE FUNCTION lar_guard_closing() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    closes boolean := OLD.state = 'open' AND NEW.state = 'closed';
BEGIN
    IF current_user = 'lar_owner' THEN RETURN NEW; END IF;
    IF NEW.closed_at IS DISTINCT FROM OLD.closed_at AND NOT closes THEN
        RAISE EXCEPTION 'only closing says when it was closed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF closes AND (NEW.closed_at IS NULL OR NEW.closed_at < OLD.closes_at
                   OR NEW.closes_at <> OLD.closes_at) THEN
        RAISE EXCEPTION 'a survey does not close before its date'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_closing BEFORE UPDATE ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_guard_closing();
"""

CLOSING_BACK = """
DROP TRIGGER guard_closing ON questionnaires_survey;
DROP FUNCTION lar_guard_closing();
"""

KEEPER = models.CheckConstraint(
    condition=models.Q(mode__in=["email", "imported"], code_keeper="system")
    | models.Q(mode="open_code", code_keeper="facilitator")
    | models.Q(mode="slips", code_keeper__in=["facilitator", "team"]),
    name="survey_keeper_fits_mode",
    violation_error_message=(
        "Los códigos por correo los envía la plataforma; los cupones los reparte una persona."
    ),
)


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0012_voices"), ("tenancy", "0008_raise_only")]
    operations = [
        migrations.RunSQL(CONFIRMER, CONFIRMER_BACK),
        migrations.RunSQL(CORRECTIONS, CORRECTIONS_BACK),
        migrations.RunSQL(CLOSING, CLOSING_BACK),
        migrations.AddConstraint(model_name="survey", constraint=KEEPER),
    ]
