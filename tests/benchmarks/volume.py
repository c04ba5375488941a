"""Surveys of any size. What is not measured is written in bulk by the owner; what is, never."""

from __future__ import annotations

from django.db import connections

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys import sealing
from questionnaires.surveys.actions import seal_survey
from questionnaires.surveys.codes import new_codes
from questionnaires.surveys.doors import store_codes
from questionnaires.surveys.models import Survey
from tests.surveys import ITEMS, make_open_survey

# Halves of a thousand random sheets, put together by chance so that hardly two answers are alike:
# points 1 to 5, and one in ten aside.
ANSWERS = """
WITH different AS MATERIALIZED (
    SELECT number, (
        SELECT array_agg(
            CASE WHEN random() < 0.1 THEN -7 - floor(random() * 3) ELSE 1 + floor(random() * 5) END
        ) FROM generate_series(1, %(items)s) WHERE number >= 0
    )::smallint[] AS answers
    FROM generate_series(0, 999) number
)
INSERT INTO questionnaires_response (id, program_id, survey_id, answers)
SELECT gen_random_uuid(), %(program)s, %(survey)s,
    first.answers[:%(items)s / 2] || second.answers[%(items)s / 2 + 1:]
FROM generate_series(1, %(people)s) person
JOIN different first ON first.number = person %% 1000
JOIN different second ON second.number = (person / 1000 * 7 + person) %% 1000
"""


def open_survey(program: Program, people: int) -> Survey:
    """Make an open survey that asked so many, without their codes. The roster is the owner's word."""
    with program_context(program):
        survey = make_open_survey(program, people=14).survey
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE questionnaires_survey SET roster_n = %s WHERE id = %s", [people + 14, survey.pk]
        )
    with program_context(program):
        return Survey.objects.get(pk=survey.pk)


def ask_by_open_code(survey: Survey) -> None:
    """Make it a survey without a roster, which is all that a survey of more than 32,767 people can be."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE questionnaires_survey SET mode = 'open_code' WHERE id = %s", [survey.pk])


def hand_out(survey: Survey, people: int) -> list[str]:
    """Make codes as the product does, doors included; gather statistics as autovacuum soon would."""
    with program_context(survey.program_id):
        codes = new_codes(people)
        store_codes(survey, codes)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE questionnaires_accesscode, tenancy_door, questionnaires_survey")
    return codes


def answer_in_bulk(survey: Survey, people: int) -> None:
    """Write that many random answers to all of the items."""
    values = {"program": survey.program_id, "survey": survey.pk, "items": ITEMS, "people": people}
    with connections["owner"].cursor() as cursor:
        cursor.execute(ANSWERS, values)


def close_at_once(survey: Survey) -> None:
    """Say that its date came; the owner's word, since the product waits for it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE questionnaires_survey SET state = 'closed', closed_at = closes_at WHERE id = %s",
            [survey.pk],
        )


def seal(survey: Survey) -> None:
    """Rewrite the answers in random order, as the product's job does."""
    with program_context(survey.program_id):
        seal_survey(survey)


def finish_sealing(survey: Survey) -> None:
    """VACUUM, and the word that it ended, as the product's job does."""
    sealing.vacuum_answer_path(sealing.transaction_that_sealed(survey.pk) or 0)
    sealing.mark_sealed(survey.pk)


def sealed_survey(program: Program, people: int) -> Survey:
    """Make a sealed survey of that many random answers."""
    survey = open_survey(program, people)
    answer_in_bulk(survey, people)
    close_at_once(survey)
    seal(survey)
    finish_sealing(survey)
    return survey
