"""Writing the record: every action calls ``record`` exactly once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from lar.audit.models import Event, PlatformEvent
from lar.tenancy.models import Program


def record(
    action: str,
    *,
    by: AbstractBaseUser | None,
    network_id: int | None = None,
    subject: Any = "",
    within: timedelta | None = None,
    **details: Any,
) -> Event:
    """Add one event in the current programme. Details are keys, codes and counts: no personal data.

    ``within`` is for acts that a page repeats by itself while somebody works: when she did the same to the
    same thing so short a time ago, the event that is there stands for both and is returned.
    """
    by_id: int | None = None if by is None else by.pk
    if within is not None:
        same = Event.objects.filter(action=action, by_id=by_id, network_id=network_id, subject=str(subject))
        earlier = same.filter(at__gt=timezone.now() - within).first()
        if earlier is not None:
            return earlier
    return Event.objects.create(
        action=action,
        by_id=by_id,
        network_id=network_id,
        subject=str(subject),
        details=details,
    )


def record_platform(action: str, *, by: AbstractBaseUser | None = None, **details: Any) -> PlatformEvent:
    """Add one event of the platform itself."""
    return PlatformEvent.objects.create(action=action, by_id=None if by is None else by.pk, details=details)


def record_denial(program: Program, user_id: int, permission: str, path: str) -> None:
    """Write down that a signed-in person was refused, in which place."""
    Event.objects.create(action="access.denied", by_id=user_id, subject=permission, details={"path": path})
