"""The survey's lock: answers take it shared, what ends or changes the survey takes it alone.

So no acknowledged answer is missed by a change of state, and no change slips under an answer.
"""

from __future__ import annotations

from django.db import connection

SHARED = "SELECT pg_advisory_xact_lock_shared(hashtextextended('lar.survey', %s))"
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('lar.survey', %s))"


def lock_shared(survey_id: int) -> None:
    """Hold the survey as it is until the transaction ends. Read its state after this, not before."""
    with connection.cursor() as cursor:
        cursor.execute(SHARED, [survey_id])


def lock_alone(survey_id: int) -> None:
    """Wait for the answers under way and keep others out until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [survey_id])
