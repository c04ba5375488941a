"""prove_anonymity finds each fault that could lead from an answer to a person, and nothing else."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from lar.jobs.models import Job
from questionnaires.surveys.anonymity import prove
from questionnaires.surveys.anonymity.order import check_order

pytestmark = pytest.mark.django_db

R = "questionnaires_response"
W = "questionnaires_opentext"

# What somebody could do to the live database, and a part of the sentence that must name it.
FAULTS = {
    "a time": (f"ALTER TABLE {R} ADD COLUMN sent_at timestamptz DEFAULT now()", "sent_at"),
    "a group": (f"ALTER TABLE {R} ADD COLUMN school integer", "school (integer) no está permitida"),
    "a number of arrival": (f"ALTER TABLE {R} ADD COLUMN n bigserial", "se numera en orden de llegada"),
    "another type of key": (
        f"ALTER TABLE {R} ALTER COLUMN answers TYPE integer[]",
        "es integer[] y debe ser",
    ),
    "a key to a person": (
        f"ALTER TABLE {R} ADD CONSTRAINT who FOREIGN KEY (survey_id) REFERENCES accounts_user (id) NOT VALID",
        "apunta a accounts_user",
    ),
    "a row that points at an answer": (
        f"CREATE TABLE spy (answer uuid REFERENCES {R} (id))",
        "spy apunta a questionnaires_response",
    ),
    "a trigger": (
        "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        f"CREATE TRIGGER spy AFTER INSERT ON {R} FOR EACH ROW EXECUTE FUNCTION spy()",
        "tiene un disparador o una regla: spy",
    ),
    "a copying rule": (f"CREATE RULE spy AS ON INSERT TO {R} DO ALSO NOTHING", "una regla: spy"),
    "a view": (f"CREATE VIEW spy AS SELECT * FROM {R}", "spy muestra las filas"),
    "an index": (f"CREATE INDEX spy ON {R} (survey_id, id)", "Índice no permitido"),
    "the right to change": (f"GRANT UPDATE ON {R} TO lar_app", "lar_app tiene UPDATE"),
    "the right to delete": (f"GRANT DELETE ON {R} TO lar_app", "lar_app tiene DELETE"),
    "the right of everybody": (f"GRANT SELECT ON {R} TO PUBLIC", "PUBLIC tiene SELECT"),
    "the right to one column": (f"GRANT UPDATE (answers) ON {R} TO lar_app", "lar_app tiene UPDATE"),
    "no row security": (f"ALTER TABLE {R} DISABLE ROW LEVEL SECURITY", "no está puesta y forzada"),
    "row security not forced": (f"ALTER TABLE {R} NO FORCE ROW LEVEL SECURITY", "no está puesta y forzada"),
    "one more policy": (f"CREATE POLICY spy ON {R} FOR SELECT USING (true)", "no está permitida: spy"),
    "a looser policy": (
        f"ALTER POLICY read_when_sealed ON {R} USING (true)",
        "La política read_when_sealed de questionnaires_response dice otra cosa",
    ),
    "a missing policy": (f"DROP POLICY read_when_sealed ON {R}", "Falta la política read_when_sealed"),
    "a function that reads": (
        f"CREATE FUNCTION spy() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM {R}'",
        "La función spy toca las respuestas con los derechos de su dueño",
    ),
    "a sealing that anybody may end": (
        "GRANT EXECUTE ON FUNCTION lar_mark_sealed(bigint) TO lar_app",
        "La aplicación puede llamar a la función lar_mark_sealed",
    ),
    "a count for everybody": (
        "GRANT EXECUTE ON FUNCTION lar_answer_band(bigint) TO PUBLIC",
        "Cualquiera puede llamar a la función lar_answer_band",
    ),
    "many open codes": (
        "DROP TRIGGER guard_access_code ON questionnaires_accesscode",
        "Falta el disparador guard_access_code de questionnaires_accesscode",
    ),
    "an import that stays open": (
        "ALTER TABLE questionnaires_survey DISABLE TRIGGER guard_imported",
        "Falta el disparador guard_imported de questionnaires_survey",
    ),
    "a missing function": (
        "DROP FUNCTION lar_seal_survey(bigint) CASCADE",
        "Falta la función lar_seal_survey",
    ),
    "a time of use": ("ALTER TABLE questionnaires_submission ADD COLUMN at timestamptz", "submission.at"),
    "a code in clear": ("ALTER TABLE questionnaires_accesscode ADD COLUMN code text", "accesscode.code"),
    "an address at the door": ("ALTER TABLE tenancy_door ADD COLUMN ip inet", "tenancy_door.ip"),
    "a time of writing": (f"ALTER TABLE {W} ADD COLUMN at timestamptz", "opentext.at"),
    "a text tied to its response": (
        f"ALTER TABLE {W} ADD COLUMN response_id uuid REFERENCES {R} (id)",
        "questionnaires_opentext.response_id (uuid) no está permitida",
    ),
    "a number of texts": (f"ALTER TABLE {W} ADD COLUMN n bigserial", "se numera en orden de llegada"),
    "a row that points at a text": (
        f"CREATE TABLE spy (words uuid REFERENCES {W} (id))",
        "spy apunta a questionnaires_opentext",
    ),
    "a view of texts": (
        f"CREATE VIEW spy AS SELECT * FROM {W}",
        "spy muestra las filas de questionnaires_opentext",
    ),
    "an index of texts": (
        f"CREATE INDEX spy ON {W} (item_code)",
        "Índice no permitido en questionnaires_opentext",
    ),
    "a trigger on texts": (
        "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        f"CREATE TRIGGER spy AFTER INSERT ON {W} FOR EACH ROW EXECUTE FUNCTION spy()",
        "questionnaires_opentext tiene un disparador o una regla: spy",
    ),
    "the right to change a text": (f"GRANT UPDATE ON {W} TO lar_app", "lar_app tiene UPDATE"),
    "the right to delete a text": (f"GRANT DELETE ON {W} TO lar_app", "lar_app tiene DELETE"),
    "texts read before sealing": (
        f"ALTER POLICY read_when_sealed ON {W} USING (true)",
        "La política read_when_sealed de questionnaires_opentext dice otra cosa",
    ),
    "texts without row security": (
        f"ALTER TABLE {W} DISABLE ROW LEVEL SECURITY",
        "de questionnaires_opentext no",
    ),
    "a function that reads texts": (
        f"CREATE FUNCTION spy() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM {W}'",
        "La función spy toca las respuestas con los derechos de su dueño",
    ),
    "a shuffle of texts that anybody may ask for": (
        "GRANT EXECUTE ON FUNCTION lar_seal_texts(bigint) TO lar_app",
        "La aplicación puede llamar a la función lar_seal_texts",
    ),
    "a time of keying": (
        "ALTER TABLE questionnaires_paperkeying ADD COLUMN at timestamptz",
        "questionnaires_paperkeying.at (timestamp with time zone) no está permitida y guarda tiempo",
    ),
    "a typist": (
        "ALTER TABLE questionnaires_paperkeying ADD COLUMN by_id bigint REFERENCES accounts_user (id)",
        "questionnaires_paperkeying apunta a accounts_user",
    ),
    "a keyed paper in clear": (
        "ALTER TABLE questionnaires_paperkeying ALTER COLUMN answers TYPE text USING ''",
        "questionnaires_paperkeying.answers es text y debe ser bytea",
    ),
    "a number of keying": (
        "ALTER TABLE questionnaires_paperkeying ADD COLUMN n bigserial",
        "questionnaires_paperkeying.n se numera en orden de llegada",
    ),
    "an order of keying": (
        "CREATE INDEX spy ON questionnaires_paperkeying (survey_id, id)",
        "Índice no permitido en questionnaires_paperkeying",
    ),
    "a row that points at a keyed paper": (
        "CREATE TABLE spy (paper uuid REFERENCES questionnaires_paperkeying (id))",
        "spy apunta a questionnaires_paperkeying",
    ),
    "a time of review": (
        "ALTER TABLE questionnaires_textreview ADD COLUMN at timestamptz",
        "questionnaires_textreview.at (timestamp with time zone) no está permitida y guarda tiempo",
    ),
    "a review that points at its text": (
        f"ALTER TABLE questionnaires_textreview ADD CONSTRAINT spy FOREIGN KEY (text_key) REFERENCES {W}",
        "questionnaires_textreview apunta a questionnaires_opentext",
    ),
    "a sample of texts": (
        f"ALTER TABLE {W} ALTER COLUMN text SET STATISTICS 100",
        "PostgreSQL toma muestras de questionnaires_opentext.text",
    ),
    "a sample of addresses": (
        "ALTER TABLE questionnaires_invitation ALTER COLUMN email SET STATISTICS -1",
        "PostgreSQL toma muestras de questionnaires_invitation.email",
    ),
    "an exact count for a band": (
        "CREATE OR REPLACE FUNCTION lar_answer_band(p_survey bigint) RETURNS integer LANGUAGE sql STABLE "
        f"SECURITY DEFINER AS 'SELECT count(*)::integer FROM {R} WHERE survey_id = p_survey'",
        "La función lar_answer_band no es la que se revisó",
    ),
    "small networks one by one": (
        "CREATE OR REPLACE FUNCTION lar_year_cutoff(p_version bigint, p_year integer) RETURNS timestamptz "
        "LANGUAGE sql AS 'SELECT now()'",
        "La función lar_year_cutoff no es la que se revisó",
    ),
    "a guard that lets everything pass": (
        "CREATE OR REPLACE FUNCTION lar_guard_survey() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RETURN NEW; END'",
        "La función lar_guard_survey no es la que se revisó",
    ),
    "a year that moves": (
        "DROP TRIGGER guard_cycle_year ON networks_cycle",
        "Falta el disparador guard_cycle_year de networks_cycle",
    ),
    "a second application after the date": (
        "ALTER TABLE questionnaires_survey DISABLE TRIGGER guard_second_survey",
        "Falta el disparador guard_second_survey de questionnaires_survey",
    ),
    "a date of the past": (
        "DROP TRIGGER guard_year_closing ON questionnaires_yearclosing",
        "Falta el disparador guard_year_closing de questionnaires_yearclosing",
    ),
    "questions that change while open": (
        "DROP TRIGGER guard_local_item ON questionnaires_localitem",
        "Falta el disparador guard_local_item de questionnaires_localitem",
    ),
    "a minimum that goes down": (
        "DROP TRIGGER guard_minimum ON tenancy_program",
        "Falta el disparador guard_minimum de tenancy_program",
    ),
    "a publication": ("CREATE PUBLICATION spy FOR TABLE questionnaires_response", "publicación spy"),
}

SURVEY = """
INSERT INTO questionnaires_survey (id, program_id, network_id, cycle_id, questionnaire_id, version_id, mode,
    code_keeper, state, opens_at, closes_at, extensions, roster_n, roster_confirmed_by_id,
    notice_id, opened_by_id, codes_made, codes_replaced, team_shares_contrast,
    team_publishes_mirror)
VALUES (-9, -9, -9, -9, -9, -9, 'slips', 'team', 'sealed', now(), now() + interval '1 day',
    0, 9, 1, 1, 1, 0, 0, false, false);
"""
TEXT = (
    f"INSERT INTO {W} (id, program_id, survey_id, item_code, text) SELECT gen_random_uuid(), -9, -9, 'a', 'x'"
)
LEFTOVERS = {
    "a code": (
        "INSERT INTO questionnaires_accesscode (program_id, survey_id, code_hash) VALUES (-9, -9, 'x')",
        "1 cupones sin usar",
    ),
    "an address": (
        "INSERT INTO questionnaires_invitation (program_id, survey_id, email, code, is_sent,"
        " reminders) VALUES (-9, -9, 'a@b.cl', '', false, 0)",
        "1 correos de personas invitadas",
    ),
    "a sending": (
        "INSERT INTO questionnaires_submission (client_key, program_id, survey_id, payload_hash)"
        " VALUES (gen_random_uuid(), -9, -9, 'x')",
        "1 registros de envíos",
    ),
    "a paper keyed once": (
        "INSERT INTO questionnaires_paperkeying (id, program_id, survey_id, code_id, answers)"
        " VALUES (gen_random_uuid(), -9, -9, -9, 'x')",
        "1 papeles digitados una sola vez",
    ),
    "a sheet": (
        "INSERT INTO questionnaires_slipsheet (program_id, survey_id, pdf, slips) VALUES (-9, -9, 'x', 1)",
        "1 hojas de cupones",
    ),
    "a door": (
        "INSERT INTO tenancy_door (kind, token_hash, program_id) VALUES ('code', 'x', -9)",
        "1 puertas de códigos",
    ),
    "the door of an open code": (
        "INSERT INTO tenancy_door (kind, token_hash, program_id) VALUES ('open_code', 'x', -9)",
        "1 puertas de códigos",
    ),
    "an open code": (
        "UPDATE questionnaires_survey SET mode = 'open_code', code_keeper = 'facilitator' WHERE id = -9;"
        "INSERT INTO questionnaires_accesscode (program_id, survey_id, code_hash) VALUES (-9, -9, 'x')",
        "El código abierto de la aplicación -9 sobrevive a su cierre",
    ),
    "two open codes": (
        "UPDATE questionnaires_survey SET mode = 'open_code', code_keeper = 'facilitator' WHERE id = -9;"
        "INSERT INTO questionnaires_accesscode (program_id, survey_id, code_hash)"
        " VALUES (-9, -9, 'x'), (-9, -9, 'y')",
        "La aplicación -9 tiene 2 códigos abiertos",
    ),
    "a code of imported answers": (
        "UPDATE questionnaires_survey SET mode = 'imported', code_keeper = 'system' WHERE id = -9;"
        "INSERT INTO questionnaires_accesscode (program_id, survey_id, code_hash) VALUES (-9, -9, 'x')",
        "La aplicación importada -9 tiene códigos",
    ),
    "texts whose voices were published": (
        "INSERT INTO questionnaires_release (program_id, survey_id, kind, number, reason, schema, payload,"
        " sha256, created_at) VALUES (-9, -9, 'voices', 1, '', 'x', '{}', 'x', now());"
        f"{TEXT} FROM generate_series(1, 9)",
        "Las voces de la aplicación -9 se publicaron y aún hay 9 textos",
    ),
    "reviews of published voices": (
        "INSERT INTO questionnaires_release (program_id, survey_id, kind, number, reason, schema, payload,"
        " sha256, created_at) VALUES (-9, -9, 'voices', 1, '', 'x', '{}', 'x', now());"
        "INSERT INTO questionnaires_textreview (program_id, survey_id, text_key, reviewer_id, use, masked,"
        " theme) VALUES (-9, -9, gen_random_uuid(), 1, 'quote', 'x', 'y')",
        "Las voces de la aplicación -9 se publicaron y aún hay 1 revisiones de textos",
    ),
    "imported answers that may still come": (
        "UPDATE questionnaires_survey SET mode = 'imported', code_keeper = 'system', state = 'open'"
        " WHERE id = -9",
        "La aplicación importada -9 quedó abierta",
    ),
}


def findings_after(*statements: str) -> list[str]:
    """Plant a fault as the owner, prove on it, and take everything back."""
    connection = connections["owner"]
    with transaction.atomic(using="owner"):
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        found = [finding for check in prove(connection) for finding in check.findings]
        transaction.set_rollback(True, using="owner")
    return found


def test_the_database_as_migrated_keeps_every_promise() -> None:
    assert findings_after() == []


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_each_fault_is_named(fault: str) -> None:
    statement, words = FAULTS[fault]

    found = findings_after(statement)

    assert any(words in finding for finding in found), found


@pytest.mark.parametrize("leftover", LEFTOVERS, ids=str)
def test_what_a_sealed_survey_left_is_named(leftover: str) -> None:
    statement, words = LEFTOVERS[leftover]

    found = findings_after(SURVEY, statement)

    assert any(words in finding for finding in found), found


def test_a_job_that_names_a_sealed_survey_is_named() -> None:
    found = findings_after(SURVEY, job_row(-9))

    assert any("un trabajo la nombra: questionnaires.surveys.draw_slips" in finding for finding in found), (
        found
    )


def job_row(survey_id: int) -> str:
    """Write the model's defaults into one INSERT: the columns have none in the database."""
    job = Job(kind="questionnaires.surveys.draw_slips", key="k", args={"survey_id": survey_id})
    fields = [field for field in Job._meta.concrete_fields if field.attname != "program_id"]
    values = []
    for field in fields:
        value = json.dumps(job.args) if field.attname == "args" else field.pre_save(job, add=True)
        values.append("NULL" if value is None else f"'{value}'")
    names = ", ".join(field.column for field in fields)
    return f"INSERT INTO jobs_job (program_id, {names}) VALUES (-9, {', '.join(values)})"


def test_rows_that_came_one_by_one_are_seen_as_not_rewritten() -> None:
    # A savepoint gives the second row a transaction id of its own.
    found = findings_after(
        SURVEY,
        f"INSERT INTO {R} VALUES (gen_random_uuid(), '{{1}}', -9, -9)",
        "SAVEPOINT other",
        f"INSERT INTO {R} VALUES (gen_random_uuid(), '{{1}}', -9, -9)",
    )

    assert any("vienen de 2 transacciones" in finding for finding in found), found


def test_texts_that_came_one_by_one_are_seen_as_not_rewritten() -> None:
    found = findings_after(SURVEY, TEXT, "SAVEPOINT other", TEXT)

    assert any("palabras propias de la aplicación -9 vienen de 2" in finding for finding in found), found


def test_few_texts_that_sealing_left_are_named() -> None:
    found = findings_after(SURVEY, *[TEXT] * 7)

    assert any("aún guarda menos de 8 textos de «a»" in finding for finding in found), found


SHUFFLES = {
    "not at all": ("n", "el orden físico de las filas sigue el de llegada"),
    "people, not texts": (
        "md5(t.text || 'salt')",
        "el orden físico de las filas junta los textos de una persona",
    ),
}


@pytest.mark.parametrize("way", SHUFFLES, ids=str)
def test_a_sealing_of_texts_that_keeps_an_order_is_seen(way: str) -> None:
    order, words = SHUFFLES[way]
    source = f"""
    CREATE OR REPLACE FUNCTION lar_seal_texts(p_survey bigint) RETURNS void LANGUAGE sql AS $$
        WITH taken AS (DELETE FROM {W} t WHERE t.survey_id = p_survey RETURNING t.*, t.text::integer AS n)
        INSERT INTO {W} (id, program_id, survey_id, item_code, text)
        SELECT gen_random_uuid(), t.program_id, t.survey_id, t.item_code, t.text FROM taken t ORDER BY {order}
    $$
    """
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            cursor.execute(source)
        check = check_order(connections["owner"])
        transaction.set_rollback(True, using="owner")

    assert any(words in finding for finding in check.findings), check.findings


def test_a_sealing_that_keeps_the_order_is_seen() -> None:
    source = """
    CREATE OR REPLACE FUNCTION lar_seal_survey(p_survey bigint) RETURNS integer LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        WITH taken AS (DELETE FROM questionnaires_response r WHERE r.survey_id = p_survey RETURNING r.*)
        INSERT INTO questionnaires_response SELECT * FROM taken;
        RETURN 0;
    END $$
    """
    with transaction.atomic(using="owner"):
        with connections["owner"].cursor() as cursor:
            cursor.execute(source)
        check = check_order(connections["owner"])
        transaction.set_rollback(True, using="owner")

    assert check.findings
    assert "el orden físico de las filas sigue el de llegada" in check.findings[0]


def test_the_command_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("prove_anonymity")

    assert "Las 16 promesas de anonimato se cumplen." in capsys.readouterr().out
