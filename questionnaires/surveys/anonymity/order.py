"""A trial: two thousand invented answers are sealed, and their order compared with that of arrival.

It happens in a transaction that is rolled back, under keys that no real row has.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from lar.tenancy.models import Program
from questionnaires.surveys.anonymity.findings import Check, rows
from questionnaires.surveys.models import CodeKeeper, Survey, SurveyMode, SurveyState

ANSWERS = 2000
# Spearman's rho of two unrelated orders of 2,000 has a deviation of 0.022: this is beyond four of them.
LARGEST_RHO = 0.1
TRIAL = -1
SEED = 0.2721

# The place of arrival, written into the answers as four digits from 1 to 10.
SEND = """
INSERT INTO questionnaires_response (id, program_id, survey_id, answers)
SELECT gen_random_uuid(), %(trial)s, %(trial)s,
    ARRAY[n / 1000 + 1, n / 100 %% 10 + 1, n / 10 %% 10 + 1, n %% 10 + 1]
FROM generate_series(0, 1999) n ORDER BY n
"""
# Each wrote to two questions: the place of arrival, and then the same after a word of the second.
WRITE = """
INSERT INTO questionnaires_opentext (id, program_id, survey_id, item_code, text)
SELECT gen_random_uuid(), %(trial)s, %(trial)s, code, n::text
FROM generate_series(0, 1999) n, unnest(ARRAY['a', 'b']) code ORDER BY n, code
"""
RHO = """
WITH kept AS (
    SELECT (answers[1] - 1) * 1000 + (answers[2] - 1) * 100 + (answers[3] - 1) * 10 + answers[4] - 1 AS sent,
           row_number() OVER (ORDER BY {order}) AS place
    FROM questionnaires_response WHERE survey_id = %(trial)s
)
SELECT count(*), corr(sent, place) FROM kept
"""
# The order of one question's texts against that of arrival, and against that of the other question's.
RHO_TEXTS = """
WITH kept AS (
    SELECT text::integer AS sent, item_code,
           row_number() OVER (PARTITION BY item_code ORDER BY {order}) AS place
    FROM questionnaires_opentext WHERE survey_id = %(trial)s
)
SELECT count(*), corr(a.sent, a.place), corr(a.place, b.place)
FROM kept a JOIN kept b ON b.sent = a.sent AND b.item_code = 'b' WHERE a.item_code = 'a'
"""
ORDERS = {"ctid": "el orden físico de las filas", "id": "el orden de sus identificadores"}


def check_order(connection: Any) -> Check:
    """Seal invented answers and compare the orders that remain with the order of arrival."""
    found: list[str] = []
    try:
        with transaction.atomic(using=connection.alias):
            found = _trial(connection)
            transaction.set_rollback(True, using=connection.alias)
    except DatabaseError as error:
        found = [f"El ensayo de sellado no se pudo hacer: {type(error).__name__}."]
    return Check("Al sellar, el orden de las filas no dice nada del orden de llegada", tuple(found))


def _trial(connection: Any) -> list[str]:
    if rows(connection, "SELECT to_regprocedure('lar_seal_survey(bigint)') IS NULL") == [(True,)]:
        return ["No existe la función que sella."]
    values = {"trial": TRIAL}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(%s)", [SEED])
        cursor.execute("SELECT set_config('lar.program', %s, true)", [str(TRIAL)])
        Program.objects.using(connection.alias).create(
            pk=TRIAL,
            slug="ensayo-de-sellado",
            name="Ensayo",
            institution="Ensayo",
            contact_email="a@ejemplo.cl",
        )
        surveys: QuerySet[Survey] = QuerySet(Survey, using=connection.alias)
        surveys.bulk_create([_closed_survey()])
        cursor.execute(SEND, values)
        cursor.execute(WRITE, values)
        cursor.execute("SELECT lar_seal_survey(%s)", [TRIAL])
    found = []
    for order, words in ORDERS.items():
        ((count, rho),) = rows(connection, RHO.format(order=order).replace("%(trial)s", str(TRIAL)))
        if count != ANSWERS:
            found.append(f"Al sellar {ANSWERS} respuestas quedaron {count}.")
        if abs(rho or 0) >= LARGEST_RHO:
            found.append(f"Después de sellar, {words} sigue el de llegada (ρ = {rho:.2f}).")
    return [*found, *_texts(connection)]


def _closed_survey() -> Survey:
    """A survey that nothing else refers to, with every column that a survey has."""
    now = timezone.now()
    keys = ("id", "program_id", "network_id", "cycle_id", "questionnaire_id", "version_id")
    people = ("roster_confirmed_by_id", "notice_id", "opened_by_id")
    return Survey(
        **dict.fromkeys((*keys, *people), TRIAL),
        mode=SurveyMode.SLIPS,
        code_keeper=CodeKeeper.FACILITATOR,
        state=SurveyState.CLOSED,
        opens_at=now - timedelta(days=1),
        closes_at=now,
        roster_n=ANSWERS,
    )


def _texts(connection: Any) -> list[str]:
    """What the orders of sealed texts give away: when one came, or which two one person wrote."""
    found = []
    for order, words in ORDERS.items():
        ((count, rho, between),) = rows(
            connection, RHO_TEXTS.format(order=order).replace("%(trial)s", str(TRIAL))
        )
        if count != ANSWERS:
            found.append(f"Al sellar {ANSWERS} textos por pregunta quedaron {count}.")
        if abs(rho or 0) >= LARGEST_RHO:
            found.append(f"Después de sellar los textos, {words} sigue el de llegada (ρ = {rho:.2f}).")
        if abs(between or 0) >= LARGEST_RHO:
            found.append(f"Después de sellar, {words} junta los textos de una persona (ρ = {between:.2f}).")
    return found
