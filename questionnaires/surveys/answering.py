"""Keeping one answer: the only door by which members' answers enter.

It leaves no event, no time and no log line: the audit would say when somebody answered.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db import connection
from django.db.models import OuterRef, Subquery

from lar.tenancy.context import program_context
from lar.tenancy.models.door import DoorKind
from questionnaires.surveys.codes import code_hash, payload_hash
from questionnaires.surveys.locks import lock_shared
from questionnaires.surveys.models import ReadingLink, Response, Submission, Survey, SurveyState
from questionnaires.surveys.queries.links import reading_url_of
from questionnaires.surveys.versions import answer_shape


class Outcome(Enum):
    """What became of a sending, and the HTTP status that says so."""

    ACCEPTED = 201
    REPLAYED = 200
    CONFLICT = 409
    CLOSED = 410
    UNKNOWN_CODE = 404
    INVALID = 422


@dataclass(frozen=True)
class Sending:
    """What a phone sends. ``answers`` maps item codes to the value chosen, as text."""

    program_id: int
    survey_id: int
    version_id: int
    client_key: uuid.UUID
    code: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Result:
    """``survey`` is there unless the programme has no such survey; ``wrong`` names items to correct."""

    outcome: Outcome
    survey: Survey | None = None
    wrong: list[str] = field(default_factory=list)

    @property
    def reading_url(self) -> str:
        """The network's reading link, read in the same query as the survey; empty without one."""
        link_id: uuid.UUID | None = getattr(self.survey, "reading_link_id", None)
        return reading_url_of(link_id) if link_id else ""


class _CodeIsGone(Exception):
    """Undoes what was written before the code turned out to be used or unknown."""


# The code, its door and its address go together, or nothing happens.
USE_CODE = """
WITH used AS (
    DELETE FROM questionnaires_accesscode WHERE survey_id = %s AND code_hash = %s RETURNING code_hash
), door AS (
    DELETE FROM tenancy_door d USING used WHERE d.kind = %s AND d.token_hash = used.code_hash
), invitation AS (
    DELETE FROM questionnaires_invitation WHERE survey_id = %s AND code = %s AND EXISTS (SELECT FROM used)
)
SELECT count(*) FROM used
"""

KEEP_KEY = """
INSERT INTO questionnaires_submission (client_key, program_id, survey_id, payload_hash)
VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


def submit(sending: Sending) -> Result:
    """Keep an answer, once. The same key with the same content is a replay and changes nothing.

    One transaction of its own under the survey's shared lock: when this returns ``ACCEPTED`` the
    answer is committed, and no sealing can have missed it.
    """
    survey: Survey | None = None
    try:
        with program_context(sending.program_id):
            lock_shared(sending.survey_id)
            survey = _read(sending)
            return _keep(sending, survey) if survey else Result(Outcome.UNKNOWN_CODE)
    except _CodeIsGone:
        return Result(Outcome.UNKNOWN_CODE, survey)


def _read(sending: Sending) -> Survey | None:
    """Read the survey after its lock, with all that the receipt page says of it."""
    live_link = ReadingLink.objects.filter(network=OuterRef("network"), revoked_at=None)
    return (
        Survey.objects.select_related("network", "program")
        .annotate(reading_link_id=Subquery(live_link.values("pk")[:1]))
        .filter(pk=sending.survey_id, version=sending.version_id)
        .first()
    )


def _keep(sending: Sending, survey: Survey) -> Result:
    answers, wrong = answer_shape(sending.version_id).read(sending.answers)
    if wrong:
        return Result(Outcome.INVALID, survey, wrong)
    digest = payload_hash(sending.client_key, answers)
    if survey.state != SurveyState.OPEN:
        known = _known(sending, digest)
        return Result(Outcome.CLOSED if known is None else known, survey)
    with connection.cursor() as cursor:
        cursor.execute(KEEP_KEY, [sending.client_key, sending.program_id, survey.pk, digest])
        is_new = cursor.rowcount == 1
    if not is_new:
        return Result(_known(sending, digest) or Outcome.CONFLICT, survey)
    _use_code(sending)
    Response.objects.create(survey_id=survey.pk, answers=answers)
    return Result(Outcome.ACCEPTED, survey)


def _known(sending: Sending, digest: bytes) -> Outcome | None:
    """Say whether this key was accepted before with the same content, with another, or not at all."""
    kept = Submission.objects.filter(pk=sending.client_key, survey=sending.survey_id)
    stored = kept.values_list("payload_hash", flat=True).first()
    if stored is None:
        return None
    return Outcome.REPLAYED if bytes(stored) == digest else Outcome.CONFLICT


def _use_code(sending: Sending) -> None:
    value = code_hash(sending.code)
    with connection.cursor() as cursor:
        cursor.execute(USE_CODE, [sending.survey_id, value, DoorKind.CODE, sending.survey_id, sending.code])
        if cursor.fetchone()[0] != 1:
            raise _CodeIsGone
