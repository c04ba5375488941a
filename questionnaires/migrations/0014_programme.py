"""A programme's values of a year: the date on which they are made, what is made, and what may be counted.

Answers of networks without a release leave their tables added up only: of five people or more from two
networks or more, and only once the declared date has come. As only what was sealed by then counts, and no
second application opens after it, the same question has the same answer for ever.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lar.tenancy.operations import AppendOnly, IsolateByProgram

# The lock makes an opening and the counting take turns: a second application that is being opened at that
# moment deletes the first one's rows.
CLOSINGS = """
CREATE FUNCTION lar_guard_year_closing() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    newest record;
BEGIN
    IF current_user = 'lar_owner' THEN
        RETURN NEW;
    END IF;
    IF NEW.closes_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'the date is declared before it comes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('lar.year_closing', NEW.version_id));
    SELECT c.number, c.closes_at INTO newest FROM questionnaires_yearclosing c
    WHERE c.program_id = NEW.program_id AND c.version_id = NEW.version_id AND c.year = NEW.year
    ORDER BY c.number DESC LIMIT 1;
    IF NEW.number <> coalesce(newest.number, 0) + 1 THEN
        RAISE EXCEPTION 'dates are numbered one by one' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF newest.closes_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'a date that came does not move' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_year_closing BEFORE INSERT ON questionnaires_yearclosing
    FOR EACH ROW EXECUTE FUNCTION lar_guard_year_closing();

CREATE FUNCTION lar_guard_second_survey() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    first record;
BEGIN
    IF current_user = 'lar_owner' OR (OLD.state, NEW.state) <> ('draft', 'open') THEN
        RETURN NEW;
    END IF;
    FOR first IN
        SELECT s.version_id, y.year FROM questionnaires_survey s JOIN networks_cycle y ON y.id = s.cycle_id
        WHERE s.program_id = NEW.program_id AND s.network_id = NEW.network_id AND s.cycle_id = NEW.cycle_id
          AND s.questionnaire_id = NEW.questionnaire_id AND s.id <> NEW.id AND s.state = 'too_few'
        ORDER BY s.version_id
    LOOP
        PERFORM pg_advisory_xact_lock_shared(hashtextextended('lar.year_closing', first.version_id));
        IF (SELECT c.closes_at <= clock_timestamp() FROM questionnaires_yearclosing c
            WHERE c.program_id = NEW.program_id AND c.version_id = first.version_id AND c.year = first.year
            ORDER BY c.number DESC LIMIT 1) THEN
            RAISE EXCEPTION 'no second survey of a cycle opens after the declared date'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_second_survey BEFORE UPDATE ON questionnaires_survey
    FOR EACH ROW EXECUTE FUNCTION lar_guard_second_survey();
"""

CLOSINGS_BACK = """
DROP TRIGGER guard_second_survey ON questionnaires_survey;
DROP FUNCTION lar_guard_second_survey();
DROP TRIGGER guard_year_closing ON questionnaires_yearclosing;
DROP FUNCTION lar_guard_year_closing();
"""

SMALL = """
CREATE FUNCTION lar_year_cutoff(p_version bigint, p_year integer) RETURNS timestamptz LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    cutoff timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('lar.year_closing', p_version));
    SELECT c.closes_at INTO cutoff FROM questionnaires_yearclosing c
    WHERE c.program_id = nullif(current_setting('lar.program', true), '')::bigint
      AND c.version_id = p_version AND c.year = p_year
    ORDER BY c.number DESC LIMIT 1;
    IF cutoff IS NULL OR cutoff > clock_timestamp() THEN
        RAISE EXCEPTION 'the declared date of this year has not come' USING ERRCODE = 'no_data_found';
    END IF;
    RETURN cutoff;
END $$;

CREATE FUNCTION lar_small_answers(p_version bigint, p_year integer)
    RETURNS TABLE (network bigint, answers smallint[]) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    cutoff timestamptz := lar_year_cutoff(p_version, p_year);
BEGIN
    RETURN QUERY
    WITH small AS (
        SELECT s.network_id, r.answers FROM questionnaires_response r
        JOIN questionnaires_survey s ON s.id = r.survey_id JOIN networks_cycle y ON y.id = s.cycle_id
        WHERE s.program_id = nullif(current_setting('lar.program', true), '')::bigint
          AND s.version_id = p_version AND y.year = p_year AND s.state = 'too_few' AND s.sealed_at <= cutoff
    )
    SELECT small.network_id, small.answers FROM small
    WHERE (SELECT count(*) >= greatest(5, p.min_group) FROM small, tenancy_program p
           WHERE p.id = nullif(current_setting('lar.program', true), '')::bigint GROUP BY p.min_group)
      AND (SELECT count(DISTINCT every.network_id) >= 2 FROM small every);
END $$;

-- Added up over all the small networks together; what belongs to one of them never leaves the database.
CREATE FUNCTION lar_small_networks(p_version bigint, p_year integer)
    RETURNS TABLE (place bigint, value smallint, answers bigint, networks bigint, all_networks bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH small AS MATERIALIZED (SELECT * FROM lar_small_answers(p_version, p_year)),
    every AS (
        SELECT s.network, a.place, a.value
        FROM small s, unnest(s.answers) WITH ORDINALITY AS a (value, place)
    ),
    valid AS (
        SELECT e.place, count(DISTINCT e.network) AS networks FROM every e WHERE e.value > 0 GROUP BY e.place
    )
    SELECT e.place, e.value, count(*), coalesce(max(v.networks), 0),
           (SELECT count(DISTINCT s.network) FROM small s)
    FROM every e LEFT JOIN valid v ON v.place = e.place GROUP BY e.place, e.value;
END $$;
GRANT EXECUTE ON FUNCTION lar_small_networks(bigint, integer) TO lar_app;

-- The same people's sums of products of two items, of those who answered every item on the scale.
CREATE FUNCTION lar_small_products(p_version bigint, p_year integer)
    RETURNS TABLE (one bigint, other bigint, total bigint, networks bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH complete AS MATERIALIZED (
        SELECT s.network, s.answers FROM lar_small_answers(p_version, p_year) s WHERE 0 < ALL (s.answers)
    )
    SELECT a.place, b.place, sum(a.value::bigint * b.value)::bigint,
           (SELECT count(DISTINCT c.network) FROM complete c)
    FROM complete c, unnest(c.answers) WITH ORDINALITY AS a (value, place),
         unnest(c.answers) WITH ORDINALITY AS b (value, place)
    GROUP BY a.place, b.place;
END $$;
GRANT EXECUTE ON FUNCTION lar_small_products(bigint, integer) TO lar_app;
"""

SMALL_BACK = """
DROP FUNCTION lar_small_products(bigint, integer);
DROP FUNCTION lar_small_networks(bigint, integer);
DROP FUNCTION lar_small_answers(bigint, integer);
DROP FUNCTION lar_year_cutoff(bigint, integer);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0013_survey_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="YearClosing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="año escolar")),
                ("number", models.PositiveSmallIntegerField(verbose_name="número")),
                ("closes_at", models.DateTimeField(verbose_name="se calculan el")),
                ("declared_at", models.DateTimeField(auto_now_add=True)),
                ("declared_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("program", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.program")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="year_closings", to="questionnaires.questionnaireversion")),
            ],
            options={
                "verbose_name": "fecha de los resultados del programa",
                "verbose_name_plural": "fechas de los resultados del programa",
                "ordering": ["-year", "version", "-number"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=["program", "version", "year", "number"], name="year_closing_number_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgramRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="año escolar")),
                ("closed_at", models.DateTimeField(verbose_name="con lo publicado hasta el")),
                ("schema", models.CharField(max_length=20)),
                ("payload", models.JSONField()),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="calculados el")),
                ("program", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.program")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="program_releases", to="questionnaires.questionnaireversion")),
            ],
            options={
                "verbose_name": "resultados del programa",
                "verbose_name_plural": "resultados del programa",
                "ordering": ["-year", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=["program", "version", "year"], name="program_release_once"),
                ],
            },
        ),
        IsolateByProgram("YearClosing"),
        IsolateByProgram("ProgramRelease"),
        AppendOnly("YearClosing"),
        AppendOnly("ProgramRelease"),
        migrations.RunSQL(CLOSINGS, CLOSINGS_BACK),
        migrations.RunSQL(SMALL, SMALL_BACK),
    ]
