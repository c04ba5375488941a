from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel


class Event(TenantModel):
    """One line of what was done in a programme, by whom. The application can only add lines.

    ``by`` is empty when the platform acted by itself (a survey closing at its hour).
    ``details`` holds keys and codes, never names, addresses, or anything of an answer.
    """

    at = models.DateTimeField(_("cuándo"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(_("qué"), max_length=60)
    # Plain values: an event outlives what it speaks of.
    network_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        verbose_name = _("suceso")
        ordering = ["-id"]
        indexes = [models.Index(fields=["program", "network_id", "-id"], name="event_by_network")]
