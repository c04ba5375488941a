from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel


class PeopleImport(TenantModel):
    """A spreadsheet of people that was read and waits to be applied, once.

    ``rows`` are the cells as read; they are taken away when it is applied or thrown away, so what stays is
    who did it, when, and the counts of ``summary``.
    """

    file_name = models.CharField(_("archivo"), max_length=120)
    rows = models.JSONField(default=list)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    loaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    summary = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        verbose_name = _("planilla de personas")
        verbose_name_plural = _("planillas de personas")
        ordering = ["-loaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(rows=[]), name="people_import_forgets_what_it_applied"
            )
        ]
