"""The one link by which a network's members read what is released to them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.actions import record
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.models import Network
from questionnaires.surveys.doors import ensure_reading_link, reading_door
from questionnaires.surveys.models import ReadingLink


@transaction.atomic
def create_reading_link(network: Network, *, expires_on: date, by: User | None) -> ReadingLink:
    """Return the network's live link, made when there is none; it lasts until ``expires_on`` at least."""
    link = ensure_reading_link(network, expires_on=expires_on)
    record("reading_link.created", by=by, network_id=network.pk, subject=link.pk)
    return link


@transaction.atomic
def revoke_reading_link(link: ReadingLink, *, by: User | None) -> ReadingLink:
    """Close the link for ever: its door goes. A new one has another address, printed on no slip."""
    Door.objects.filter(kind=DoorKind.READING, token_hash=reading_door(link)).delete()
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
    record("reading_link.revoked", by=by, network_id=link.network_id, subject=link.pk)
    return link
