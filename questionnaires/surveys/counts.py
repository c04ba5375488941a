"""The three questions that the database answers about a survey's answers before it is sealed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection


def _ask(question: str, survey_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question, [survey_id])
        return int(cursor.fetchone()[0])


def answer_band(survey_id: int) -> int:
    """Return the lower end of the band of five that the number of answers is in: 0, 5, 10 …"""
    return _ask("SELECT lar_answer_band(%s)", survey_id)


def answer_bands(survey_ids: Sequence[int]) -> dict[int, int]:
    """Return the band of each of several surveys, in one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, lar_answer_band(id) FROM unnest(%s::bigint[]) AS id", [list(survey_ids)])
        return dict(cursor.fetchall())


def has_answers(survey_id: int) -> bool:
    """Whether anybody has answered. Ask with the survey's lock held alone, or it may change."""
    return bool(_ask("SELECT lar_survey_has_answers(%s)::int", survey_id))


def reaches_minimum(survey_id: int) -> bool:
    """Whether the gate would let anything be known: five answers, or what the programme asks for."""
    return bool(_ask("SELECT lar_reaches_minimum(%s)::int", survey_id))
