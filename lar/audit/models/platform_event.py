from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PlatformEvent(models.Model):
    """What operators and the platform did outside any programme: sign-ins, imports, backups."""

    at = models.DateTimeField(_("cuándo"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(_("qué"), max_length=60)
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("suceso de la plataforma")
        ordering = ["-id"]
