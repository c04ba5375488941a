"""What the ground reaches by ``lar.tenancy.events``: it does not know this app."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lar.audit.models import Event, PlatformEvent


class AuditRecord:
    """Writes events and says when the platform last did something."""

    def write(self, action: str, *, by_id: int | None, subject: str, details: Mapping[str, Any]) -> None:
        Event.objects.create(action=action, by_id=by_id, subject=subject, details=dict(details))

    def write_platform(self, action: str, *, by_id: int | None, details: Mapping[str, Any]) -> None:
        PlatformEvent.objects.create(action=action, by_id=by_id, details=dict(details))

    def last_platform(self, action: str) -> datetime | None:
        done = PlatformEvent.objects.filter(action=action).order_by("-at")
        return done.values_list("at", flat=True).first()
