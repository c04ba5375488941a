from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.instruments.models.version import QuestionnaireVersion


class CodebookFile(TenantModel):
    """The codebook of a published version as PDF, drawn once: neither of them changes."""

    version = models.OneToOneField(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="codebook_file"
    )
    pdf = models.BinaryField()
    drawn_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("PDF de un libro de códigos")
