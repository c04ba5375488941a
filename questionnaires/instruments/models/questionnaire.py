from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel


class Questionnaire(TenantModel):
    """An instrument that a programme may apply; what people answer is one of its versions."""

    code = models.SlugField(_("código"), max_length=40)
    title = models.CharField(_("título"), max_length=160)
    is_demonstration = models.BooleanField(_("es de demostración"), default=False)
    disclaimer = models.CharField(_("advertencia"), max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("cuestionario")
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["program", "code"], name="questionnaire_code_once")]

    def __str__(self) -> str:
        return self.title
