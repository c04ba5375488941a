from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class AccessCode(TenantModel):
    """A code that has not been used. Using it deletes it, in the transaction that keeps the answer.

    Only its HMAC is kept (the same as its Door's): nobody can read an unused code out of here.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.BinaryField(max_length=32)

    class Meta(TenantModel.Meta):
        verbose_name = _("cupón")
        verbose_name_plural = _("cupones")
        constraints = [models.UniqueConstraint(fields=["program", "code_hash"], name="access_code_once")]
