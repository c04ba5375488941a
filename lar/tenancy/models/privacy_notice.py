from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models.tenant import TenantModel


class PrivacyNotice(TenantModel):
    """A version of the programme's privacy notice. Versions are added, never edited."""

    number = models.PositiveSmallIntegerField(_("versión"))
    text = models.TextField(_("texto"))
    retention_months = models.PositiveSmallIntegerField(_("meses de conservación"), default=60)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("aviso de privacidad")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="privacy_notice_number_once")
        ]
