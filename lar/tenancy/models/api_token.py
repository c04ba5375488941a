from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models.program import Program


class ApiScope(models.TextChoices):
    NETWORKS = "networks", _("redes y ciclos")
    SURVEYS = "surveys", _("aplicaciones del cuestionario")
    RELEASES = "releases", _("resultados publicados")


class ApiToken(models.Model):
    """A key for reading the API as one person in one programme. Only its hash is kept.

    It may read what the person may, within ``scopes``, until it expires or is revoked.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("nombre"), max_length=80)
    scopes = ArrayField(
        models.CharField(max_length=10, choices=ApiScope.choices), verbose_name=_("puede leer")
    )
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("vence el"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    @staticmethod
    def new_secret() -> str:
        return "lar_" + secrets.token_urlsafe(32)

    @staticmethod
    def hash(secret: str) -> bytes:
        """Return SHA-256 of the secret: it has 256 random bits, so no key or salt is needed."""
        return hashlib.sha256(secret.encode()).digest()
