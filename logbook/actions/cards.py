"""Putting evidence under a block, frozen on its day, and taking it away."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from logbook.models import Block, Card
from logbook.queries.cards import Evidence
from networks.errors import NotAllowedNow


@transaction.atomic
def add_card(block: Block, *, evidence: Evidence, on: date, by: User) -> Card:
    """Put a card under a block with what there is today.

    Raises:
        NotAllowedNow: when the same is there already.
    """
    Block.objects.select_for_update().get(pk=block.pk)
    same = Card.objects.filter(
        block=block, kind=evidence.kind, subject=evidence.subject, code=evidence.code, removed_at=None
    )
    if same.exists():
        raise NotAllowedNow(_("Esa evidencia ya está en este párrafo."), "evidence")
    made = Card.objects.create(
        block=block,
        kind=evidence.kind,
        subject=evidence.subject,
        code=evidence.code,
        title=evidence.title[:400],
        words=evidence.words[:2000],
        frozen_on=on,
        added_by=by,
    )
    record(
        "logbook.card_added",
        by=by,
        network_id=block.entry.cycle.network_id,
        subject=made.pk,
        kind=str(evidence.kind),
    )
    return made


@transaction.atomic
def remove_card(card: Card, *, by: User) -> None:
    """Take a card away; what it showed stays where it belongs."""
    Card.objects.filter(pk=card.pk).update(removed_at=timezone.now())
    record(
        "logbook.card_removed",
        by=by,
        network_id=card.block.entry.cycle.network_id,
        subject=card.pk,
    )
