from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.instruments.models import QuestionnaireVersion


class YearClosing(TenantModel):
    """The declared date on which a programme's values of a year are made, once and for ever.

    From then on no second application of that cycle may open, so that nobody can subtract one sum from
    a later one. Rows are only added: a newer number moves a date that has not come (triggers see to it).
    """

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="year_closings")
    year = models.PositiveSmallIntegerField(_("año escolar"))
    number = models.PositiveSmallIntegerField(_("número"))
    closes_at = models.DateTimeField(_("se calculan el"))
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("fecha de los resultados del programa")
        verbose_name_plural = _("fechas de los resultados del programa")
        ordering = ["-year", "version", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "version", "year", "number"], name="year_closing_number_once"
            ),
        ]
