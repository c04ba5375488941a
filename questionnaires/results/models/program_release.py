from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.instruments.models import QuestionnaireVersion


class ProgramRelease(TenantModel):
    """What may be known of all the networks of a programme in one year, for ever as it was on its date.

    ``payload`` holds roll-ups of released tables for each audience, the cell of small networks and the
    item covariance, under ``schema``; ``sha256`` is of its canonical JSON. One per version of the
    instrument and year, never updated, never deleted by the application.
    """

    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="program_releases"
    )
    year = models.PositiveSmallIntegerField(_("año escolar"))
    closed_at = models.DateTimeField(_("con lo publicado hasta el"))
    schema = models.CharField(max_length=20)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("calculados el"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("resultados del programa")
        verbose_name_plural = _("resultados del programa")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "version", "year"], name="program_release_once"),
        ]


class ProgramReportFile(TenantModel):
    """The PDF of a programme's results, drawn once, as the files of networks' reports are."""

    release = models.OneToOneField(ProgramRelease, on_delete=models.PROTECT, related_name="file")
    pdf = models.BinaryField()
    drawn_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("PDF de los resultados del programa")
