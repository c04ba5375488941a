from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models import Network


class Snooze(TenantModel):
    """An alert of a network that who accompanies it put off, until when and why. The last one counts.

    Rows are added, never changed: who brings an alert back adds one that ends the same day.
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="snoozes")
    rule = models.CharField(_("aviso"), max_length=20)
    until = models.DateField(_("hasta el"))
    reason = models.CharField(_("por qué"), max_length=200)
    on = models.DateField(_("pospuesto el"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("aviso pospuesto")
        verbose_name_plural = _("avisos pospuestos")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("on")), name="scaling_snooze_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} · {self.until}"
