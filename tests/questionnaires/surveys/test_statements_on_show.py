"""Rule: the statement that keeps an answer holds no answer, no text and no code: they travel beside it.

Reason: PostgreSQL shows what each session runs to all sessions of its role, and logs it when one dies.
Usual mistake: Django's cursors write the values into the statement before they send it.
"""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connections, transaction

from lar.tenancy.models import Program
from questionnaires.surveys.models import SurveyMode
from tests.texts import open_with_questions, send

RUNNING = """
SELECT query FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND wait_event_type = 'Lock'
"""
WORDS = "Lo que solo yo sé"


def _run_by_others() -> str:
    """What a session of the application shows to another, while it waits for a table that the owner holds."""
    with connections["default"].cursor() as cursor:
        for _tenth in range(25):
            cursor.execute(RUNNING)
            found = cursor.fetchone()
            if found:
                return str(found[0])
            time.sleep(0.1)
    raise AssertionError("nobody waits")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", [SurveyMode.SLIPS, SurveyMode.OPEN_CODE])
def test_what_a_session_runs_tells_neither_code_nor_answer_nor_words(program: Program, mode: str) -> None:
    made = open_with_questions(program, mode=mode)
    statuses: list[int] = []

    def answer() -> None:
        try:
            statuses.append(send(made, made.codes[0], valoras=WORDS).status_code)
        finally:
            connections.close_all()

    sending = threading.Thread(target=answer)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("LOCK TABLE questionnaires_submission IN EXCLUSIVE MODE")
        sending.start()
        shown = _run_by_others()
    sending.join()

    assert statuses == [201]
    assert "INSERT INTO questionnaires_submission" in shown
    assert "$1" in shown
    assert made.codes[0] not in shown
    assert WORDS not in shown
    assert "{4" not in shown and "ARRAY[" not in shown
