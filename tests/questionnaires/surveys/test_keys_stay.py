"""An open survey's answers can't be read by giving its key to a survey that was sealed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lar.tenancy.context import program_context
from lar.tenancy.models import Program
from questionnaires.surveys.models import SurveyState
from tests.surveys import make_open_survey, make_sealed_survey, submit

SWAP = """
UPDATE questionnaires_survey SET id = -1 WHERE id = %(open)s;
UPDATE questionnaires_survey SET id = %(open)s WHERE id = %(sealed)s;
"""


@pytest.mark.django_db(transaction=True)
def test_a_survey_keeps_its_key(program: Program) -> None:
    sealed = make_sealed_survey(program, [4] * 5)
    with program_context(program):
        opened = make_open_survey(program)
    assert sealed.state == SurveyState.SEALED
    assert submit(opened.survey, opened.codes[0]).status_code == 201

    keys = {"open": opened.survey.pk, "sealed": sealed.pk}
    with program_context(program), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="keeps its key"):
            cursor.execute(SWAP, keys)
        transaction.set_rollback(True)
