from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.disclosure import Scale
from lar.tenancy.models import TenantModel
from questionnaires.instruments.models.questionnaire import Questionnaire


class QuestionnaireVersion(TenantModel):
    """What is asked, word for word. A draft until it is published; then the database keeps it as it is."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versión"))
    introduction = models.TextField(_("presentación"))
    scale_labels = ArrayField(models.CharField(max_length=60), verbose_name=_("escala, de menos a más"))
    # How many of the top points count as agreement; the same number at the bottom is disagreement.
    agreement_points = models.PositiveSmallIntegerField(_("puntos que son acuerdo"))
    # Empty: that answer is not offered.
    not_applicable_label = models.CharField(_("«no aplica»"), max_length=60, blank=True, default="")
    dont_know_label = models.CharField(_("«no sé»"), max_length=60, blank=True, default="")
    source_note = models.TextField(_("fuente"), blank=True)
    language = models.CharField(_("idioma"), max_length=35, default="es-CL")
    # Language → key → text, with the keys of ``formats.translatable``.
    translations = models.JSONField(_("traducciones"), default=dict, blank=True)
    published_at = models.DateTimeField(_("publicada el"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("versión de un cuestionario")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "questionnaire", "number"], name="version_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire.title} · v{self.number}"

    @property
    def scale(self) -> Scale:
        return Scale.of(self.scale_labels, agreement=self.agreement_points)
