from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.instruments.models import QuestionnaireVersion
from questionnaires.surveys.models.access_code import AccessCode
from questionnaires.surveys.models.survey import Survey


class PaperKeying(TenantModel):
    """What was keyed of a paper once, until somebody else keys it too. Gone with its code, sealing at latest.

    ``answers`` is encrypted under a key that needs the code written on the paper, so the row alone
    tells nothing. It says neither who keyed it nor when, and its key keeps no order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    # The database refuses to let a row outlive its code.
    code = models.OneToOneField(AccessCode, on_delete=models.CASCADE, related_name="+")
    answers = models.BinaryField()

    class Meta(TenantModel.Meta):
        pass


class BlankPaper(TenantModel):
    """A drawn paper, to print: of a version, or of a survey with what is its own (network, extra items)."""

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="+")
    survey = models.ForeignKey(Survey, null=True, on_delete=models.CASCADE, related_name="+")
    # sha256 of the page that was drawn: one that changed (its contact, its words) is drawn anew.
    fingerprint = models.BinaryField(max_length=32)
    pdf = models.BinaryField()

    class Meta(TenantModel.Meta):
        verbose_name = _("cuestionario en papel")
        constraints = [
            models.UniqueConstraint(fields=["program", "fingerprint"], name="blank_paper_once"),
        ]
