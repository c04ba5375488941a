from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.instruments.models.version import QuestionnaireVersion


class VersionNode(TenantModel):
    """A node of the tree that a version measures: the model is data, never five columns."""

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="nodes")
    code = models.CharField(_("código"), max_length=12)
    name = models.CharField(_("nombre en el código"), max_length=40)
    label = models.CharField(_("dimensión"), max_length=80)
    parent_code = models.CharField(_("contenida en"), max_length=12, blank=True)
    kind = models.CharField(_("clase"), max_length=12)
    position = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        verbose_name = _("dimensión de una versión")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["program", "version", "code"], name="version_node_code_once"),
            models.UniqueConstraint(
                fields=["program", "version", "position"],
                name="version_node_position_once",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self) -> str:
        return self.label
