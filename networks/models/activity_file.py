from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.activity import Activity


class ActivityDocument(models.TextChoices):
    """What is printed of an activity; the value is the word of its address."""

    AGENDA = "tabla", _("Tabla")
    MINUTES = "acta", _("Acta")
    EVALUATED = "evaluada", _("Acta con la evaluación")

    @property
    def is_minutes(self) -> bool:
        """Whether it tells what came of the activity, and not only what was planned."""
        return self is not ActivityDocument.AGENDA


class ActivityFile(TenantModel):
    """A printed agenda or minutes as PDF, of one revision of its activity; a later drawing replaces it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="files")
    document = models.CharField(max_length=10, choices=ActivityDocument.choices)
    revision = models.PositiveIntegerField()
    pdf = models.BinaryField()
    drawn_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("PDF de una actividad")
        constraints = [
            models.UniqueConstraint(fields=["program", "activity", "document"], name="activity_file_once"),
            models.CheckConstraint(
                condition=Q(document__in=ActivityDocument.values), name="activity_file_document_known"
            ),
        ]
