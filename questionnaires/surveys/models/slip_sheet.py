from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class SlipSheet(TenantModel):
    """Slips waiting to be downloaded, once. It holds codes: the download deletes it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="slip_sheets")
    pdf = models.BinaryField()
    slips = models.PositiveSmallIntegerField()
    # Of slips that replace lost ones: a facilitator takes them and hands them out, never the team.
    replaces_lost = models.BooleanField(default=False, db_default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("hoja de cupones")
