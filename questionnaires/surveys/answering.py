"""Keeping one answer: the only door by which members' answers enter.

It leaves no event, no time and no log line: the audit would say when somebody answered.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]
from django.utils import timezone

from lar.tenancy.context import program_context
from lar.tenancy.models.door import DoorKind
from questionnaires.surveys.codes import code_hash, payload_hash
from questionnaires.surveys.models import Submission, SurveyState
from questionnaires.surveys.queries.door import SurveyNow, hold
from questionnaires.surveys.versions import answer_shape, local_codes


class Outcome(Enum):
    """What became of a sending, and the HTTP status that says so."""

    ACCEPTED = 201
    REPLAYED = 200
    CONFLICT = 409
    CLOSED = 410
    UNKNOWN_CODE = 404
    INVALID = 422
    BLOCKED = 429


@dataclass(frozen=True)
class Sending:
    """What a phone sends. ``answers`` maps item codes to the value chosen, or to the words written.

    ``origin`` is what wrong codes are counted under; empty for what comes from no connection.
    """

    program_id: int
    survey_id: int
    version_id: int
    client_key: uuid.UUID
    code: str
    answers: Mapping[str, str]
    origin: str = ""
    # When it came: compared with the closing hour and then forgotten.
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True)
class Result:
    """``survey`` is there unless the code opens none; ``wrong`` names items to correct."""

    outcome: Outcome
    survey: SurveyNow | None = None
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Content:
    """Answers to the version's items, to the network's own, and words by question."""

    answers: list[int]
    own: list[int]
    texts: Mapping[str, str]


class _CodeIsGone(Exception):
    """Undoes what was written before the code turned out to be used or unknown."""


# The key, the code with its door, its address and what was keyed of its paper, the answer and its texts:
# together, or nothing happens.
SENT = """
WITH sent AS (
    INSERT INTO questionnaires_submission (client_key, program_id, survey_id, payload_hash)
    VALUES (%(key)s, %(program)s, %(survey)s, %(digest)s) ON CONFLICT DO NOTHING RETURNING survey_id
), """
USED_UP = """used AS (
    DELETE FROM questionnaires_accesscode USING sent
    WHERE program_id = %(program)s AND code_hash = %(hash)s
        AND questionnaires_accesscode.survey_id = sent.survey_id
    RETURNING questionnaires_accesscode.id, code_hash
), paper AS (
    DELETE FROM questionnaires_paperkeying USING used WHERE code_id = used.id
), door AS (
    DELETE FROM tenancy_door USING used WHERE kind = %(kind)s AND token_hash = used.code_hash
), invitation AS (
    DELETE FROM questionnaires_invitation
    WHERE survey_id = %(survey)s AND code = %(code)s AND EXISTS (SELECT FROM used)
), """
# A code that serves a whole network stays until it is sealed.
SHARED = """used AS (
    SELECT code_hash FROM questionnaires_accesscode JOIN sent USING (survey_id)
    WHERE program_id = %(program)s AND code_hash = %(hash)s
), """
ANSWER = """answer AS (
    INSERT INTO questionnaires_response (id, program_id, survey_id, answers, own_answers)
    SELECT gen_random_uuid(), %(program)s, %(survey)s, %(answers)s::smallint[], %(own)s::smallint[] FROM used
), words AS (
    INSERT INTO questionnaires_opentext (id, program_id, survey_id, item_code, text)
    SELECT gen_random_uuid(), %(program)s, %(survey)s, written.item_code, written.text
    FROM used, unnest(%(text_codes)s::varchar[], %(texts)s::varchar[]) AS written (item_code, text)
)
SELECT EXISTS (SELECT FROM sent), EXISTS (SELECT FROM used)
"""
KEEP = SENT + USED_UP + ANSWER
KEEP_SHARED = SENT + SHARED + ANSWER


def submit(sending: Sending) -> Result:
    """Keep an answer, once. The same key with the same content is a replay and changes nothing.

    One transaction of its own under the survey's shared lock: when this returns ``ACCEPTED`` the
    answer is committed, and no sealing can have missed it.
    """
    try:
        with program_context(sending.program_id):
            look = hold(sending.survey_id, sending.version_id, sending.origin)
            if look is None:
                return Result(Outcome.UNKNOWN_CODE)
            return Result(Outcome.BLOCKED) if look.is_blocked else _keep(sending, look.survey)
    except _CodeIsGone:
        return Result(Outcome.UNKNOWN_CODE)


def _keep(sending: Sending, survey: SurveyNow) -> Result:
    content, wrong = _read(sending)
    if wrong:
        return Result(Outcome.INVALID, survey, wrong)
    digest = payload_hash(sending.client_key, [*content.answers, *content.own], content.texts)
    # Its hour ends a survey also while beat is late: nobody answers after what the slip says.
    if survey.state != SurveyState.OPEN or sending.at >= survey.closes_at:
        known = _known(sending, digest)
        return Result(Outcome.CLOSED if known is None else known, survey)
    if not _is_new(sending, survey, content, digest):
        return Result(_known(sending, digest) or Outcome.CONFLICT, survey)
    return Result(Outcome.ACCEPTED, survey)


def _read(sending: Sending) -> tuple[_Content, list[str]]:
    """Return what was sent in the order in which it is kept, and the codes of what can't be."""
    shape = answer_shape(sending.version_id)
    answers, wrong = shape.read(sending.answers)
    own, wrong_own = replace(shape, codes=local_codes(sending.survey_id)).read(sending.answers)
    texts, too_long = shape.read_texts(sending.answers)
    return _Content(answers, own, texts), [*wrong, *wrong_own, *too_long]


def _is_new(sending: Sending, survey: SurveyNow, content: _Content, digest: bytes) -> bool:
    """Keep the answer unless its key was accepted before.

    Raises:
        _CodeIsGone: when the code does not open this survey (any more); what was written must be undone.
    """
    values: dict[str, Any] = {
        "key": sending.client_key,
        "program": sending.program_id,
        "survey": sending.survey_id,
        "digest": digest,
        "hash": code_hash(sending.code),
        "kind": DoorKind.CODE.value,
        "code": sending.code,
        "answers": content.answers,
        "own": content.own,
        "text_codes": list(content.texts),
        "texts": list(content.texts.values()),
    }
    with _cursor_beside_the_words() as cursor:
        cursor.execute(KEEP_SHARED if survey.has_open_code else KEEP, values)
        is_new, had_code = cursor.fetchone()
    if is_new and not had_code:
        raise _CodeIsGone
    return bool(is_new)


def _cursor_beside_the_words() -> Any:
    """A cursor that sends values apart from the statement, which PostgreSQL shows and may log.

    What a session runs is in pg_stat_activity for all sessions of the same role, and in the server's log when
    it dies: with the values written into it, answers and code would be there before they are sealed.
    """
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(ServerBindingCursor(connection.connection))


def _known(sending: Sending, digest: bytes) -> Outcome | None:
    """Say whether this key was accepted before with the same content, with another, or not at all."""
    kept = Submission.objects.filter(pk=sending.client_key, survey=sending.survey_id)
    stored = kept.values_list("payload_hash", flat=True).first()
    if stored is None:
        return None
    return Outcome.REPLAYED if bytes(stored) == digest else Outcome.CONFLICT
