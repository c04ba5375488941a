"""The secret address by which a person's own calendar reads her activities."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lar.accounts.models import User
from lar.audit.actions import record
from lar.tenancy.context import current_program_id
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.calendar_links import calendar_door
from networks.models import CalendarFeed


@transaction.atomic
def create_calendar_feed(*, by: User) -> CalendarFeed:
    """Return the person's live address in this programme, made when there is none."""
    feed = CalendarFeed.objects.filter(user=by, revoked_at=None).first()
    if feed is None:
        feed = CalendarFeed.objects.create(user=by)
        Door.objects.create(
            kind=DoorKind.CALENDAR, token_hash=calendar_door(feed.pk), program_id=current_program_id()
        )
    record("calendar_feed.created", by=by, subject=feed.pk)
    return feed


@transaction.atomic
def revoke_calendar_feed(feed: CalendarFeed, *, by: User) -> CalendarFeed:
    """Close the address for ever: its door goes. A new one is another."""
    Door.objects.filter(kind=DoorKind.CALENDAR, token_hash=calendar_door(feed.pk)).delete()
    if feed.revoked_at is None:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
    record("calendar_feed.revoked", by=by, subject=feed.pk)
    return feed
