from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.cycle import Cycle


class SocializationReview(TenantModel):
    """How the team sees the workshop in which the network read its results. One a cycle, rewritten freely."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="socialization_reviews")
    worked = models.TextField(_("qué funcionó"), max_length=2000)
    hard = models.TextField(_("qué costó"), max_length=2000)
    differently = models.TextField(_("qué harían distinto"), max_length=2000, blank=True)
    written_on = models.DateField(_("escrita el"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("evaluación de la socialización")
        verbose_name_plural = _("evaluaciones de la socialización")
        constraints = [
            models.UniqueConstraint(fields=["program", "cycle"], name="socialization_review_once"),
        ]


class Projection(TenantModel):
    """What the team projects for the following year, which opens that year's first step. One a cycle."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="projections")
    keep = models.TextField(_("qué seguir haciendo"), max_length=2000)
    strategies = models.TextField(_("qué estrategias probar"), max_length=2000)
    needs = models.TextField(_("qué hace falta"), max_length=2000, blank=True)
    written_on = models.DateField(_("escrita el"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("proyección")
        verbose_name_plural = _("proyecciones")
        constraints = [
            models.UniqueConstraint(fields=["program", "cycle"], name="projection_once"),
        ]
