"""Keeping what phones send: votes as counters, and words for everybody to read.

It leaves no event, no time and no log line. A phone's mark and the counters are written by one statement
that sends its values apart, and nothing joins them afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]
from django.db.models import F

from lar.tenancy.context import program_context
from questionnaires.workshop.codes import mark_of
from questionnaires.workshop.models import VOTERS, Contribution, SocializationWorkshop, VoteMark, WorkshopStep
from questionnaires.workshop.options import chosen_options
from questionnaires.workshop.script import WRITTEN, Kind

MOST_CONTRIBUTIONS = 300
"""Of a step: forty people and eight ideas each."""
MAX_WORDS = 200

# %(late)s: whether the step was revealed already; then the same vote is written beside the counts.
VOTE = """
WITH mark AS (
    INSERT INTO questionnaires_votemark (program_id, step_id, key_hash)
    VALUES (%(program)s, %(step)s, %(hash)s) ON CONFLICT DO NOTHING RETURNING step_id
), counts AS (
    INSERT INTO questionnaires_votecount AS kept (program_id, step_id, option, counted, late)
    SELECT %(program)s, mark.step_id, chosen.option, 1 - %(late)s::int, %(late)s::int
    FROM mark, unnest(%(options)s::varchar[]) AS chosen (option)
    ORDER BY chosen.option
    ON CONFLICT (program_id, step_id, option)
    DO UPDATE SET counted = kept.counted + excluded.counted, late = kept.late + excluded.late
)
SELECT EXISTS (SELECT FROM mark)
"""


class Outcome(Enum):
    """What became of a sending, and the HTTP status that says so."""

    KEPT = 201
    KEPT_BEFORE = 200
    INVALID = 422
    OVER = 410


def vote(program_id: int, step_id: int, *, key: str, sent: Sequence[str], room: int | None = None) -> Outcome:
    """Count a phone's vote in a step (of ``room``, where it came in), once. A second one changes nothing.

    ``OVER`` when the room has not come to that step, or the workshop ended.
    """
    with program_context(program_id):
        step = _open_step(step_id, room)
        if step is None:
            return Outcome.OVER
        options = chosen_options(step, sent)
        if options is None:
            return Outcome.INVALID
        values = {
            "program": program_id,
            "step": step.pk,
            "hash": mark_of(step.pk, key),
            "late": int(step.is_revealed),
            "options": [VOTERS, *options],
        }
        return Outcome.KEPT if _counted(values) else Outcome.KEPT_BEFORE


def has_voted(step_id: int, key: str) -> bool:
    """Whether this phone voted in a step. Call inside its programme."""
    return VoteMark.objects.filter(step=step_id, key_hash=mark_of(step_id, key)).exists()


def contribute(program_id: int, step_id: int, *, text: str, room: int | None = None) -> Outcome:
    """Put somebody's words on the screen, without a name.

    Those of a step that the room left are kept while its votes have not begun: nobody types for nothing.
    """
    words = " ".join(text.split())
    if not words or len(words) > MAX_WORDS:
        return Outcome.INVALID
    with program_context(program_id):
        step = _open_step(step_id, room)
        if step is None or step.what not in WRITTEN or _voted_on_already(step):
            return Outcome.OVER
        if Contribution.objects.filter(step=step).count() >= MOST_CONTRIBUTIONS:
            return Outcome.OVER
        Contribution.objects.create(step=step, text=words)
        SocializationWorkshop.objects.filter(pk=step.workshop_id).update(version=F("version") + 1)
    return Outcome.KEPT


def _open_step(step_id: int, room: int | None) -> WorkshopStep | None:
    """The step, held so that it is not revealed meanwhile; ``None`` unless its room came to it."""
    running = WorkshopStep.objects.select_related("workshop").filter(
        pk=step_id,
        workshop__started_at__isnull=False,
        workshop__ended_at=None,
        position__lte=F("workshop__position"),
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM questionnaires_workshopstep WHERE id = %s FOR SHARE", [step_id])
    return (running if room is None else running.filter(workshop=room)).first()


def _voted_on_already(step: WorkshopStep) -> bool:
    """Whether the room went on to give dots to these ideas, or past them."""
    now = step.workshop.steps.filter(position__gt=step.position, position__lte=step.workshop.position)
    return step.what is Kind.IDEAS and now.exclude(kind=Kind.IDEAS).exists()


def _counted(values: dict[str, Any]) -> bool:
    """Write mark and counters; False when the phone had voted. Values travel apart from the statement."""
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(ServerBindingCursor(connection.connection)) as cursor:
        cursor.execute(VOTE, values)
        return bool(cursor.fetchone()[0])
