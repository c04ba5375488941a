"""Rows behind codes and links: made and deleted together, so that none leads nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import dropwhile, islice

from django.db.models import F

from lar.tenancy.context import current_program_id
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.models import Network
from questionnaires.surveys.codes import code_hash, new_codes, open_codes, reading_token
from questionnaires.surveys.models import AccessCode, Invitation, ReadingLink, SlipSheet, Survey


def store_codes(survey: Survey, codes: Sequence[str]) -> None:
    """Keep the HMAC of each code, with its door, and count them on the survey."""
    hashes = [code_hash(code) for code in codes]
    program = current_program_id()
    Door.objects.bulk_create(
        Door(kind=DoorKind.CODE, token_hash=value, program_id=program) for value in hashes
    )
    AccessCode.objects.bulk_create(AccessCode(survey=survey, code_hash=value) for value in hashes)
    Survey.every.filter(pk=survey.pk).update(codes_made=F("codes_made") + len(hashes))


def give_codes(survey: Survey) -> None:
    """Give each address of the survey a code of its own."""
    invitations = list(Invitation.objects.filter(survey=survey).order_by("pk"))
    codes = new_codes(len(invitations))
    for invitation, code in zip(invitations, codes, strict=True):
        invitation.code = code
    Invitation.objects.bulk_update(invitations, ["code"])
    store_codes(survey, sorted(codes))


def give_open_code(survey: Survey) -> None:
    """Give the survey the one code that serves its whole network; another one when it has one already."""
    old = live_open_code(survey)
    codes = open_codes(survey.pk)
    if old:
        Door.objects.filter(kind=DoorKind.CODE, token_hash=code_hash(old)).delete()
        AccessCode.objects.filter(survey=survey).delete()
        codes = islice(dropwhile(lambda code: code != old, codes), 1, None)
    store_codes(survey, [next(code for code in codes if not _is_taken(code))])


def live_open_code(survey: Survey) -> str:
    """Return the open code that works now; empty when there is none. It is derived, so nothing keeps it."""
    live = {
        bytes(kept) for kept in AccessCode.objects.filter(survey=survey).values_list("code_hash", flat=True)
    }
    return next((code for code in open_codes(survey.pk) if code_hash(code) in live), "") if live else ""


def _is_taken(code: str) -> bool:
    return Door.objects.filter(kind=DoorKind.CODE, token_hash=code_hash(code)).exists()


def drop_codes(survey: Survey) -> None:
    """Delete every code of the survey and all that could lead to one; the count starts again."""
    hashes = AccessCode.objects.filter(survey=survey).values_list("code_hash", flat=True)
    Door.objects.filter(kind=DoorKind.CODE, token_hash__in=[bytes(value) for value in hashes]).delete()
    AccessCode.objects.filter(survey=survey).delete()
    SlipSheet.objects.filter(survey=survey).delete()
    Survey.every.filter(pk=survey.pk).update(codes_made=0)


def ensure_reading_link(network: Network, *, expires_on: date) -> ReadingLink:
    """Return the network's live reading link, which lasts until ``expires_on`` at least."""
    link = ReadingLink.objects.filter(network=network, revoked_at=None).first()
    if link is None:
        link = ReadingLink.objects.create(network=network, expires_on=expires_on)
        Door.objects.create(
            kind=DoorKind.READING, token_hash=reading_door(link), program_id=current_program_id()
        )
    elif link.expires_on < expires_on:
        link.expires_on = expires_on
        link.save(update_fields=["expires_on"])
    return link


def reading_door(link: ReadingLink) -> bytes:
    """Return the hash of the link's door."""
    return Door.hash(DoorKind.READING, reading_token(link.pk))
