from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class Invitation(TenantModel):
    """An address the platform writes to while its code is unused; it goes when the code goes."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("correo"))
    # Empty until the survey opens; no message with it is ever stored.
    code = models.CharField(max_length=6, blank=True)
    is_sent = models.BooleanField(default=False)
    # The last round of reminders that reached it, so that one that broke off writes to nobody twice.
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        verbose_name = _("invitación")
        verbose_name_plural = _("invitaciones")
        constraints = [
            models.UniqueConstraint(fields=["program", "survey", "email"], name="invitation_email_once")
        ]
