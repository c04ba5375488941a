"""What a person decides about her notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.actions import record
from networks.models import NoticeChoice, NoticeMark, NoticeReader, Rhythm


@dataclass(frozen=True)
class Places:
    """Where one kind of notice is read."""

    on_page: bool
    by_mail: bool


@transaction.atomic
def choose_notices(choices: Mapping[str, Places], *, rhythm: Rhythm, by: User) -> None:
    """Keep where a person reads each kind, and how often she gets the digest."""
    NoticeChoice.objects.bulk_create(
        [
            NoticeChoice(person=by, kind=kind, on_page=places.on_page, by_mail=places.by_mail)
            for kind, places in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["program", "person", "kind"],
        update_fields=["on_page", "by_mail"],
    )
    _keep_rhythm(by, rhythm)
    record("notices.chosen", by=by, rhythm=rhythm.value)


@transaction.atomic
def mark_notices_seen(keys: list[str], *, by: User) -> None:
    """Note that a person has seen these notices of hers."""
    NoticeMark.objects.put(by.pk, keys, seen_at=timezone.now())
    record("notices.seen", by=by, notices=len(keys))


@transaction.atomic
def stop_digest(person: User, *, by: User | None) -> None:
    """No more digests for a person in this programme; what she reads on the page stays as it is.

    ``by`` is nobody when it was done by the link of a mail, without signing in.
    """
    _keep_rhythm(person, Rhythm.NEVER)
    record("notices.digest_stopped", by=by, subject=person.pk)


def _keep_rhythm(person: User, rhythm: Rhythm) -> None:
    NoticeReader.objects.bulk_create(
        [NoticeReader(person=person, rhythm=rhythm)],
        update_conflicts=True,
        unique_fields=["program", "person"],
        update_fields=["rhythm"],
    )
