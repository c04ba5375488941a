"""Small networks' complete answers, as pairs of items: the covariance needs each item's counts besides sums."""

from django.db import migrations

PAIRS = """
DROP FUNCTION lar_small_products(bigint, integer);
-- How many people, of those who answered every item on the scale, chose this value of one item and that of
-- the other; all small networks together.
CREATE FUNCTION lar_small_pairs(p_version bigint, p_year integer)
    RETURNS TABLE (one bigint, value smallint, other bigint, other_value smallint, people bigint, networks bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH complete AS MATERIALIZED (
        SELECT s.network, s.answers FROM lar_small_answers(p_version, p_year) s WHERE 0 < ALL (s.answers)
    )
    SELECT a.place, a.value, b.place, b.value, count(*),
           (SELECT count(DISTINCT every.network) FROM complete every)
    FROM complete c, unnest(c.answers) WITH ORDINALITY AS a (value, place),
         unnest(c.answers) WITH ORDINALITY AS b (value, place)
    GROUP BY a.place, a.value, b.place, b.value;
END $$;
GRANT EXECUTE ON FUNCTION lar_small_pairs(bigint, integer) TO lar_app;
"""

PAIRS_BACK = """
DROP FUNCTION lar_small_pairs(bigint, integer);
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


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0014_programme")]
    operations = [migrations.RunSQL(PAIRS, PAIRS_BACK)]
