from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.dated import Dated, ends_after_start
from networks.models.network import Network


class Coordination(Dated, TenantModel):
    """A person of the team that coordinates a network, for a time. One to five, with equal rights."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="coordinations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("coordinación")
        verbose_name_plural = _("coordinaciones")
        constraints = [
            ends_after_start("coordination_ends_after_start"),
            models.UniqueConstraint(
                fields=["program", "network", "user"],
                condition=Q(valid_to=None),
                name="coordination_open_once",
            ),
        ]
