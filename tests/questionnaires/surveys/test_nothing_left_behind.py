"""Rule: what is deleted leaves no copy, few answers are never readable, and the year of an application stays.

Reason: «deleted» is a promise to those who wrote; PostgreSQL's statistics hold whole values of a column.
Usual mistake: looking for copies in tables only, or closing a door after it stood open for a moment.
"""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections, transaction

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from networks.models import Cycle
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import seal_survey
from questionnaires.surveys.anonymity.findings import load_rules
from questionnaires.surveys.models import Response, Survey, SurveyMode, SurveyState
from tests.surveys import make_closed_survey, make_draft, make_open_survey

SECRET = "lo escribió alguien"
FILL = {
    "questionnaires_response": "(id, program_id, survey_id, answers, own_answers)"
    " SELECT gen_random_uuid(), -9, -9, ARRAY[4, 4], ARRAY[2]",
    "questionnaires_opentext": f"(id, program_id, survey_id, item_code, text)"
    f" SELECT gen_random_uuid(), -9, -9, 'a', '{SECRET}'",
    "questionnaires_textreview": "(program_id, survey_id, text_key, reviewer_id, use, masked, theme)"
    f" SELECT -9, -9, gen_random_uuid(), -9, 'quote', '{SECRET}', 'Tiempo'",
    "questionnaires_submission": "(client_key, program_id, survey_id, payload_hash)"
    " SELECT gen_random_uuid(), -9, -9, 'x'",
    "questionnaires_accesscode": "(program_id, survey_id, code_hash) SELECT -9, -9, n::text::bytea",
    "questionnaires_paperkeying": "(id, program_id, survey_id, code_id, answers)"
    " SELECT gen_random_uuid(), -9, -9, n, 'x'",
    "questionnaires_invitation": "(program_id, survey_id, email, code, is_sent, reminders)"
    " SELECT -9, -9, n || '@ejemplo.cl', left(md5(n::text), 6), false, 0",
    "questionnaires_votemark": "(program_id, step_id, key_hash) SELECT -9, -9, n::text::bytea",
}
COPIED = "SELECT attname FROM pg_stats WHERE schemaname = 'public' AND tablename = %s AND attname = ANY (%s)"


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(FILL))
def test_the_servers_statistics_copy_nothing_of_the_path_of_an_answer(table: str) -> None:
    """As the owner, whom row security does not stop: autovacuum does this to a table that grows."""
    columns = load_rules()["unsampled"][table]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} {FILL[table]} FROM generate_series(1, 300) n")
        cursor.execute(f"ANALYZE {table}")
        cursor.execute(COPIED, [table, ["program_id"]])
        assert cursor.fetchall() == [("program_id",)]
        cursor.execute(COPIED, [table, columns])
        copied = cursor.fetchall()
        transaction.set_rollback(True, using="owner")

    assert copied == []


def test_every_declared_column_is_tried() -> None:
    assert set(load_rules()["unsampled"]) == set(FILL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("answers", "mode", "state"),
    [
        (4, SurveyMode.SLIPS, SurveyState.TOO_FEW),
        (5, SurveyMode.SLIPS, SurveyState.SEALED),
        (9, SurveyMode.OPEN_CODE, SurveyState.TOO_FEW),
        (10, SurveyMode.OPEN_CODE, SurveyState.SEALED),
    ],
)
def test_few_answers_are_not_readable_even_between_two_steps(
    program: Program, answers: int, mode: str, state: str
) -> None:
    """Rows of a *sealed* survey can be read: one with too few must not be it until a job says otherwise."""
    with program_context(program):
        closed = make_closed_survey(program, [4] * answers, mode=mode, code_keeper="facilitator")
        survey = seal_survey(closed)
    sealing.mark_sealed(survey.pk)

    with program_context(program):
        assert Survey.objects.get(pk=survey.pk).state == state
        assert Response.objects.count() == (answers if state == SurveyState.SEALED else 0)


@pytest.mark.django_db(transaction=True)
def test_a_programme_that_asks_for_more_is_heard_when_sealing_ends(program: Program) -> None:
    Program.objects.filter(pk=program.pk).update(min_group=7)
    with program_context(program):
        survey = seal_survey(make_closed_survey(program, [4] * 6))
    sealing.mark_sealed(survey.pk)

    with program_context(program):
        assert Survey.objects.get(pk=survey.pk).state == SurveyState.TOO_FEW


@pytest.mark.django_db
def test_the_year_of_an_application_does_not_move(inside: Program) -> None:
    """Small networks are added up by year: whoever moves one from year to year subtracts it from the rest."""
    opened, draft = make_open_survey(inside).survey, make_draft(inside)

    with (
        pytest.raises(DatabaseError, match="the year of an application does not change"),
        transaction.atomic(),
    ):
        Cycle.objects.filter(pk=opened.cycle.pk).update(year=2099)
    with (
        pytest.raises(DatabaseError, match="the year of an application does not change"),
        transaction.atomic(),
    ):
        Cycle.objects.filter(pk=opened.cycle.pk).update(network=draft.network_id)
    assert Cycle.objects.filter(pk=draft.cycle.pk).update(year=2099) == 1
