"""How a workshop ends, whoever ends it. Part of the actions that record it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from lar.accounts.models import User
from lar.tenancy.models import Door
from lar.tenancy.models.door import DoorKind
from networks.minutes import add_minutes
from questionnaires.workshop.counting import forget_unrevealed
from questionnaires.workshop.minutes import minutes_of
from questionnaires.workshop.models import SocializationWorkshop, VoteMark


def locked(workshop: SocializationWorkshop) -> SocializationWorkshop:
    """The workshop with what is said of it, held until the transaction ends."""
    about = SocializationWorkshop.objects.select_related("program", "network", "activity", "release")
    return about.select_for_update(of=("self",)).get(pk=workshop.pk)


def finish(workshop: SocializationWorkshop, by: User, *, on: datetime | None = None) -> None:
    """Take the letters, the phones' marks and what nobody revealed away, and write the minutes.

    A session that was called off meanwhile has no minutes: its room only ends.
    """
    now = on or timezone.now()
    forget_unrevealed(workshop)
    VoteMark.objects.filter(step__workshop=workshop).delete()
    Door.objects.filter(kind=DoorKind.WORKSHOP, token_hash=bytes(workshop.code_hash or b"")).delete()
    workshop.code_hash, workshop.ended_at = None, now
    show(workshop)
    if not workshop.activity.is_cancelled:
        add_minutes(workshop.activity, minutes_of(workshop), on=timezone.localdate(now), by=by)


def show(workshop: SocializationWorkshop) -> None:
    """Save what changed and let every screen notice."""
    workshop.version = F("version") + 1
    workshop.save()
    workshop.refresh_from_db(fields=["version"])
