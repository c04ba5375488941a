from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class BandMark(TenantModel):
    """The band of an open survey when it was last looked at, and whether it was the same the time before.

    Looked at on fixed days, never when an answer comes: it does not say when a band moved. Gone when the
    survey closes.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="band_mark")
    band = models.PositiveSmallIntegerField()
    looked_on = models.DateField()
    stands_still = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("tramo visto de una aplicación")
