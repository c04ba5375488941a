"""Codes and the tokens of links. A code exists in clear only on its way to one person."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.core.signing import BadSignature, Signer

from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from questionnaires.surveys.rules import ALPHABET, CODE_LENGTH

RECEIPT_LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
MAX_OPEN_CODES = 100
TICKET = Signer(key=settings.DOOR_KEY, salt="lar.answer.ticket", sep=".")


def new_codes(count: int) -> list[str]:
    """Return ``count`` different random codes that no door of this installation has."""
    found: set[str] = set()
    while len(found) < count:
        wanted = count - len(found)
        drawn = {"".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(wanted)}
        by_hash = {code_hash(code): code for code in drawn}
        taken = Door.objects.filter(kind=DoorKind.CODE, token_hash__in=list(by_hash))
        used = {bytes(value) for value in taken.values_list("token_hash", flat=True)}
        found |= {code for value, code in by_hash.items() if value not in used}
    codes = list(found)
    secrets.SystemRandom().shuffle(codes)
    return codes


def open_codes(survey_id: int) -> Iterator[str]:
    """Yield the codes that may serve a whole network, in the order in which they are used.

    The first that no other survey has is the survey's; when it is changed, the one after it. Derived
    from this installation's door key, so that pages can show it and no table holds it.
    """
    for turn in range(MAX_OPEN_CODES):
        message = f"open-code:{survey_id}:{turn}".encode()
        number = int.from_bytes(hmac.new(settings.DOOR_KEY.encode(), message, hashlib.sha256).digest())
        letters = (number // len(ALPHABET) ** place % len(ALPHABET) for place in range(CODE_LENGTH))
        yield "".join(ALPHABET[letter] for letter in letters)


def code_hash(code: str) -> bytes:
    """Return what is kept of a code: an HMAC under this installation's door key."""
    return Door.hash(DoorKind.CODE, code)


def reading_token(link_id: uuid.UUID) -> str:
    """Return the 43-character token of a reading link: derived, so that it is stored nowhere."""
    digest = hmac.new(settings.DOOR_KEY.encode(), b"reading-link:" + link_id.bytes, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def receipt_of(client_key: uuid.UUID) -> str:
    """Return the receipt of a sending, such as ``KTR-482``: the same again for a replay.

    Derived from the key that the phone chose and kept nowhere, so it leads to no answer.
    """
    digest = hmac.new(settings.DOOR_KEY.encode(), b"receipt:" + client_key.bytes, hashlib.sha256).digest()
    letters = "".join(RECEIPT_LETTERS[byte % len(RECEIPT_LETTERS)] for byte in digest[:3])
    return f"{letters}-{int.from_bytes(digest[3:7]) % 1000:03d}"


def payload_hash(client_key: uuid.UUID, answers: list[int], texts: Mapping[str, str] | None = None) -> bytes:
    """Return what tells a replay from another content under the same key: answers and own words."""
    text = ",".join(str(answer) for answer in answers)
    if texts:
        text += json.dumps(sorted(texts.items()), ensure_ascii=True)
    return hmac.new(client_key.bytes, text.encode(), hashlib.sha256).digest()


def ticket_of(program_id: int, survey_id: int, version_id: int) -> str:
    """Return what the form carries to say which survey it is about; the same for everybody.

    It lets a replay be recognised after its code is gone. Signed, so that nobody probes others.
    """
    return TICKET.sign(f"{program_id}-{survey_id}-{version_id}")


def read_ticket(ticket: str) -> tuple[int, int, int] | None:
    """Return ``(program_id, survey_id, version_id)``, or ``None`` for a ticket that is not ours."""
    try:
        program, survey, version = TICKET.unsign(ticket).split("-")
        return int(program), int(survey), int(version)
    except (BadSignature, ValueError):
        return None
