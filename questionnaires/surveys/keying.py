"""Papers are keyed twice. The first time waits, encrypted; the second sends it, as any answer is sent.

Like answering it leaves no event, no time and no log line, and it never knows who keys: the two links of
the survey tell the first time from the second, nothing else does.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils import timezone

from lar.tenancy.context import program_context
from questionnaires.surveys.answering import Outcome, Sending, submit
from questionnaires.surveys.codes import code_hash
from questionnaires.surveys.models import AccessCode, PaperKeying, Submission, SurveyState
from questionnaires.surveys.models.response import NO_ANSWER
from questionnaires.surveys.paper_keys import PaperLink, Round
from questionnaires.surveys.queries.door import hold
from questionnaires.surveys.versions import answer_shape, local_codes

NONCE = 12  # bytes, as AES-GCM wants it
# Values go from −9 to 10; as bytes they start at zero.
LOWEST = -9


class KeyOutcome(Enum):
    """What became of a keyed paper."""

    WAITS = "it waits for the second time"
    SENT = "it is an answer now"
    DIFFERS = "the two times differ"
    NOT_KEYED_YET = "it was not keyed a first time"
    UNKNOWN_CODE = "its code does not exist (any more)"
    CLOSED = "the survey takes no answers now"
    BLOCKED = "too many wrong codes came from here"
    INVALID = "a text is too long"


@dataclass(frozen=True)
class Paper:
    """What was keyed: ``answers`` by item code (``NO_ANSWER`` for a blank), ``texts`` as they stand.

    ``settled`` is what the second typist says after looking at the paper again, where both times differ.
    """

    link: PaperLink
    version_id: int
    code: str
    answers: Mapping[str, int]
    texts: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, int] = field(default_factory=dict)
    client_key: uuid.UUID = field(default_factory=uuid.uuid4)
    origin: str = ""
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True)
class Difference:
    """An item that was keyed differently the two times."""

    item_code: str
    first: int
    second: int


@dataclass(frozen=True)
class KeyResult:
    """``wrong`` names items to correct, ``differences`` those to look at again."""

    outcome: KeyOutcome
    wrong: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


def key_paper(paper: Paper) -> KeyResult:
    """Keep a paper's first keying, or compare the second with it and send the answer.

    One transaction under the survey's shared lock. The waiting row goes with the code, in the statement
    that inserts the answer.
    """
    with program_context(paper.link.program_id):
        refused = _refusal(paper)
        if refused is not None:
            return KeyResult(refused)
        codes = AccessCode.objects.select_for_update(of=("self",))
        code = codes.filter(survey=paper.link.survey_id, code_hash=code_hash(paper.code)).first()
        if paper.link.round is Round.FIRST:
            return _first(paper, code)
        return _second(paper, code)


def _refusal(paper: Paper) -> KeyOutcome | None:
    look = hold(paper.link.survey_id, paper.version_id, paper.origin)
    if look is None:
        return KeyOutcome.UNKNOWN_CODE
    if look.is_blocked:
        return KeyOutcome.BLOCKED
    survey = look.survey
    is_open = survey.state == SurveyState.OPEN and survey.opens_at <= paper.at < survey.closes_at
    return None if is_open else KeyOutcome.CLOSED


def keyed_codes(survey_id: int, version_id: int) -> tuple[str, ...]:
    """Return the codes of what is keyed, in the paper's order. Call inside the programme."""
    return (*answer_shape(version_id).codes, *local_codes(survey_id))


def _first(paper: Paper, code: AccessCode | None) -> KeyResult:
    """Keep what was keyed. Keying the same paper again on the first link replaces it."""
    if code is None:
        return KeyResult(KeyOutcome.UNKNOWN_CODE)
    answers = [paper.answers[item] for item in keyed_codes(paper.link.survey_id, paper.version_id)]
    PaperKeying.objects.filter(code=code).delete()
    PaperKeying.objects.create(
        survey_id=paper.link.survey_id, code=code, answers=encrypt(paper.code, code.pk, answers)
    )
    return KeyResult(KeyOutcome.WAITS)


def _second(paper: Paper, code: AccessCode | None) -> KeyResult:
    if code is None:
        return KeyResult(KeyOutcome.SENT if _was_sent(paper) else KeyOutcome.UNKNOWN_CODE)
    waiting = PaperKeying.objects.filter(code=code).first()
    first = decrypt(paper.code, code.pk, bytes(waiting.answers)) if waiting else None
    if first is None:
        return KeyResult(KeyOutcome.NOT_KEYED_YET)
    final, differences = _compare(paper, first)
    if differences:
        return KeyResult(KeyOutcome.DIFFERS, differences=tuple(differences))
    return _send(paper, final)


def _compare(paper: Paper, first: list[int]) -> tuple[dict[str, int], list[Difference]]:
    """Return the answers that stand, and the items that differ and were not settled."""
    final, differences = {}, []
    for item, before in zip(keyed_codes(paper.link.survey_id, paper.version_id), first, strict=True):
        now = paper.answers[item]
        final[item] = now if now == before else paper.settled.get(item, now)
        if now != before and item not in paper.settled:
            differences.append(Difference(item, before, now))
    return final, differences


def _send(paper: Paper, final: Mapping[str, int]) -> KeyResult:
    """Send the answer by the door of all answers."""
    answers = {item: str(value) for item, value in final.items() if value != NO_ANSWER}
    link = paper.link
    result = submit(
        Sending(
            link.program_id,
            link.survey_id,
            paper.version_id,
            paper.client_key,
            paper.code,
            {**answers, **paper.texts},
            paper.origin,
            paper.at,
        )
    )
    outcome = {
        Outcome.ACCEPTED: KeyOutcome.SENT,
        Outcome.REPLAYED: KeyOutcome.SENT,
        Outcome.INVALID: KeyOutcome.INVALID,
        Outcome.CLOSED: KeyOutcome.CLOSED,
    }.get(result.outcome, KeyOutcome.UNKNOWN_CODE)
    return KeyResult(outcome, tuple(result.wrong))


def _was_sent(paper: Paper) -> bool:
    """Whether this very page was sent before: a second press of the button is no error."""
    return Submission.objects.filter(pk=paper.client_key, survey=paper.link.survey_id).exists()


# --- What waits -----------------------------------------------------------------------------------


def encrypt(code: str, code_id: int, answers: list[int]) -> bytes:
    """Return the answers as only who has the paper's code (and this installation's key) can read them."""
    nonce = secrets.token_bytes(NONCE)
    plain = bytes(value - LOWEST for value in answers)
    return nonce + AESGCM(_key(code)).encrypt(nonce, plain, str(code_id).encode())


def decrypt(code: str, code_id: int, stored: bytes) -> list[int] | None:
    """Return the answers; ``None`` when they were encrypted for another code or key."""
    try:
        plain = AESGCM(_key(code)).decrypt(stored[:NONCE], stored[NONCE:], str(code_id).encode())
    except InvalidTag:
        return None
    return [value + LOWEST for value in plain]


def _key(code: str) -> bytes:
    return hmac.new(settings.DOOR_KEY.encode(), b"keyed-paper:" + code.encode(), hashlib.sha256).digest()
