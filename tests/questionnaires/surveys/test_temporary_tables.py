"""Temporary names must not stand in for our tables inside our functions and triggers.

PostgreSQL looks for tables in the session's own temporary schema first, whatever ``search_path`` says,
unless that schema is named on it.
"""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.instruments.models import Item
from tests.surveys import make_open_survey

# The function in the view would run with the rights of whose function reads the view.
PLANTED_VIEW = """
CREATE FUNCTION pg_temp.steal() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'read % answers as %',
        (SELECT count(*) FROM public.questionnaires_response), current_user;
END $$;
CREATE TEMPORARY VIEW questionnaires_survey AS
    SELECT pg_temp.steal() AS id, 1::bigint AS program_id, 'closed'::text AS state;
GRANT SELECT ON questionnaires_survey TO PUBLIC;
"""
PLANTED_TABLE = """
CREATE TEMPORARY TABLE questionnaires_questionnaireversion (id bigint, published_at timestamptz)
"""
QUESTIONS = ("lar_survey_has_answers", "lar_answer_band", "lar_reaches_minimum")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_planted_view_is_not_read_with_the_owners_rights(program: Program, question: str) -> None:
    with program_context(program):
        made = make_open_survey(program)
        with connection.cursor() as cursor:
            cursor.execute(PLANTED_VIEW)
            cursor.execute(f"SELECT {question}(%s)::int", [made.survey.pk])

            assert cursor.fetchone() == (0,)


def test_a_planted_table_does_not_lift_a_guard(program: Program) -> None:
    with program_context(program):
        version = make_open_survey(program).survey.version_id
        with connection.cursor() as cursor:
            cursor.execute(PLANTED_TABLE)
        with pytest.raises(DatabaseError, match="published versions do not change"), transaction.atomic():
            Item.objects.filter(version_id=version).update(text="Otra cosa")
