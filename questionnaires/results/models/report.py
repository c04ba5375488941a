from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.results.models.release import Release


class Report(TenantModel):
    """A document as it was: releases and context, frozen. A newer edition supersedes, never rewrites."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("informe"), max_length=12, default="network")
    edition = models.CharField(_("edición"), max_length=4, default="v1")
    audience = models.CharField(_("para"), max_length=10)
    number = models.PositiveSmallIntegerField(default=1)
    schema = models.CharField(max_length=20)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("calculado el"), default=timezone.now, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("informe")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "release", "kind", "edition", "audience", "number"],
                name="report_edition_once",
            ),
        ]


class ReportFile(TenantModel):
    """The PDF of a report, drawn once. In the database, so web, worker and backup share it."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="file")
    pdf = models.BinaryField()
    drawn_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("PDF de un informe")
