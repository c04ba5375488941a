"""What is deleted leaves no copy in the server's statistics; few answers are never readable; years stay.

Three ways around the rules, each closed in the database.
"""

from django.db import migrations

# ANALYZE copies values of a column into the server's catalogue, where sealing and VACUUM don't reach: whole
# texts, addresses, codes. Without a sample of these columns there is nothing to copy.
UNSAMPLED = {
    "questionnaires_response": ["answers", "own_answers"],
    "questionnaires_opentext": ["text"],
    "questionnaires_textreview": ["masked", "theme"],
    "questionnaires_submission": ["client_key", "payload_hash"],
    "questionnaires_accesscode": ["code_hash"],
    "questionnaires_paperkeying": ["answers"],
    "questionnaires_invitation": ["email", "code"],
}
COLUMNS = [(table, column) for table, columns in UNSAMPLED.items() for column in columns]
# Setting a column's type, even to what it is, forgets what was sampled of it before; no row is rewritten.
FORGET = """
DO $$
DECLARE
    sampled text := (SELECT format_type(atttypid, atttypmod) FROM pg_attribute
                     WHERE attrelid = '{table}'::regclass AND attname = '{column}');
BEGIN
    EXECUTE format('ALTER TABLE {table} ALTER COLUMN {column} TYPE %s', sampled);
END $$;
"""
NO_SAMPLE = "\n".join(
    f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0;{FORGET.format(table=table, column=column)}"
    for table, column in COLUMNS
)
SAMPLE = "\n".join(
    f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1;" for table, column in COLUMNS
)

# Rows may be read while a survey is «sealed». With fewer than the minimum it never is, not for a moment.
MARK = "UPDATE questionnaires_survey SET state = 'sealed', sealed_at = now() WHERE id = p_survey AND state = 'sealing';"
MARK_FEW = """UPDATE questionnaires_survey s SET sealed_at = now(), state = CASE
        WHEN (SELECT count(*) FROM questionnaires_response r WHERE r.survey_id = p_survey)
             >= greatest(5, p.min_group, CASE s.mode WHEN 'open_code' THEN 10 ELSE 5 END)
        THEN 'sealed' ELSE 'too_few' END
    FROM tenancy_program p WHERE s.id = p_survey AND s.state = 'sealing' AND p.id = s.program_id;"""

# Small networks are added up by year: a cycle that moved to another year would be found by subtraction.
YEARS = """
CREATE FUNCTION lar_guard_cycle_year() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user <> 'lar_owner' AND (NEW.year, NEW.network_id, NEW.program_id)
       IS DISTINCT FROM (OLD.year, OLD.network_id, OLD.program_id)
       AND EXISTS (SELECT FROM questionnaires_survey s WHERE s.cycle_id = OLD.id AND s.state <> 'draft') THEN
        RAISE EXCEPTION 'the year of an application does not change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_cycle_year BEFORE UPDATE ON networks_cycle
    FOR EACH ROW EXECUTE FUNCTION lar_guard_cycle_year();
"""
YEARS_BACK = """
DROP TRIGGER guard_cycle_year ON networks_cycle;
DROP FUNCTION lar_guard_cycle_year();
"""


def rewritten(old: str, new: str) -> str:
    """A statement that puts ``new`` in place of ``old`` in what ends a sealing, as it is in this database."""
    return f"""
    DO $do$
    DECLARE
        source text := pg_get_functiondef('lar_mark_sealed(bigint)'::regprocedure);
    BEGIN
        IF position($old${old}$old$ IN source) = 0 THEN
            RAISE EXCEPTION 'lar_mark_sealed(bigint) is not as expected';
        END IF;
        EXECUTE replace(source, $old${old}$old$, $new${new}$new$);
    END $do$;
    """


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0020_agreements_at_opening")]
    operations = [
        migrations.RunSQL(NO_SAMPLE, SAMPLE),
        migrations.RunSQL(rewritten(MARK, MARK_FEW), rewritten(MARK_FEW, MARK)),
        migrations.RunSQL(YEARS, YEARS_BACK),
    ]
