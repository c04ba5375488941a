from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import LEVERS, FocusReason
from lar.tenancy.models import TenantModel
from networks.models.network import Network


class ProgrammeYear(models.IntegerChoices):
    FIRST = 1, _("primer año")
    SECOND = 2, _("segundo año")
    FOLLOW_UP = 3, _("seguimiento")


class Cycle(TenantModel):
    """One network, one school year. Its three steps guide and overlap; none is ever locked."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField(_("año escolar"))
    programme_year = models.PositiveSmallIntegerField(_("año en el programa"), choices=ProgrammeYear.choices)
    step = models.PositiveSmallIntegerField(
        _("paso en que está el trabajo"),
        choices=[(1, _("Paso 1")), (2, _("Paso 2")), (3, _("Paso 3"))],
        default=1,
    )
    analysis = models.TextField(_("análisis de la red"), blank=True, max_length=6000)
    analysis_on = models.DateField(_("análisis escrito el"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("ciclo")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "network", "year"],
                name="cycle_year_once",
                violation_error_message=_("La red ya tiene un ciclo para ese año."),
            ),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=3), name="cycle_step_one_to_three"),
            models.CheckConstraint(
                condition=Q(programme_year__in=ProgrammeYear.values), name="cycle_programme_year_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class LeverChoice(TenantModel):
    """A lever that the network chose to strengthen in a cycle, with its reason. One or two a cycle."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="levers")
    node = models.CharField(
        _("dimensión"), max_length=2, choices=[(node.code, node.label) for node in LEVERS]
    )
    reason = models.CharField(
        _("motivo"), max_length=20, choices=[(reason.value, reason.label) for reason in FocusReason]
    )
    explanation = models.TextField(_("por qué"), max_length=1500)
    chosen_on = models.DateField(_("elegida el"))
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("dimensión elegida")
        verbose_name_plural = _("dimensiones elegidas")
        constraints = [
            models.UniqueConstraint(fields=["program", "cycle", "node"], name="lever_once_a_cycle"),
            models.CheckConstraint(
                condition=Q(node__in=["CC", "CP", "LR", "PN"]), name="lever_can_be_chosen"
            ),
        ]
