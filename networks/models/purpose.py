from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.network import Network


class Purpose(TenantModel):
    """A version of a network's core purpose. Versions are added; earlier ones stay readable."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="purposes")
    number = models.PositiveSmallIntegerField(_("versión"))
    text = models.TextField(_("propósito"), max_length=1200)
    agreed_with = models.CharField(_("acordado con"), max_length=200, blank=True)
    valid_from = models.DateField(_("vigente desde"))
    next_review = models.DateField(_("próxima revisión"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("propósito nuclear")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "network", "number"], name="purpose_number_once"),
        ]
