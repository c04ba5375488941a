from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.model.dimensions import LEVERS
from lar.tenancy.models import TenantModel
from networks.models.cycle import Cycle


class LeverProposal(TenantModel):
    """A dimension that one person of the team would choose for the year. One or two each; seen by the team.

    It is no secret vote: the team reads who proposed what, talks, and then chooses in one act.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    node = models.CharField(
        _("dimensión"), max_length=2, choices=[(node.code, node.label) for node in LEVERS]
    )
    proposed_on = models.DateField(_("propuesta el"))

    class Meta(TenantModel.Meta):
        verbose_name = _("propuesta de dimensión")
        verbose_name_plural = _("propuestas de dimensión")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "cycle", "person", "node"], name="proposal_once_a_person"
            ),
            models.CheckConstraint(
                condition=Q(node__in=["CC", "CP", "LR", "PN"]), name="proposal_can_be_chosen"
            ),
        ]
