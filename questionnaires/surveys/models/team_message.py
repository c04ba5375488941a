from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class TeamMessage(TenantModel):
    """What a facilitator wrote to those who coordinate a network with an open survey. Never to members."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="team_messages")
    text = models.CharField(_("mensaje"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("mensaje al equipo de una red")
        ordering = ["pk"]
