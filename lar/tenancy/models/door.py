from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models.program import Program


class DoorKind(models.TextChoices):
    CODE = "code", _("cupón")
    OPEN_CODE = "open_code", _("código abierto")
    READING = "reading", _("enlace de lectura")
    DOCUMENT = "document", _("documento verificable")
    CALENDAR = "calendar", _("enlace de calendario")
    WORKSHOP = "workshop", _("sala de un taller")


class Door(models.Model):
    """Which programme a token belongs to, for addresses that carry no programme.

    Holds an HMAC of the token, never the token; a code's door is deleted when it is used.
    """

    kind = models.CharField(max_length=10, choices=DoorKind.choices)
    token_hash = models.BinaryField(max_length=32)
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "token_hash"], name="door_token_once")]

    @staticmethod
    def hash(kind: str, token: str) -> bytes:
        """Return the 32-byte HMAC-SHA256 of ``token`` under this installation's door key."""
        return hmac.new(settings.DOOR_KEY.encode(), f"{kind}:{token}".encode(), hashlib.sha256).digest()
