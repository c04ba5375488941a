from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.dated import Dated, ends_after_start
from networks.models.network import Network
from networks.models.territory import Territory


class NetworkTerritory(Dated, TenantModel):
    """A network belongs to a territory for a time; it may belong to several at once (SLEP and DEPROV)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="territories")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="networks")

    class Meta(TenantModel.Meta):
        verbose_name = _("territorio de una red")
        constraints = [
            ends_after_start("network_territory_ends_after_start"),
            models.UniqueConstraint(
                fields=["program", "network", "territory"],
                condition=Q(valid_to=None),
                name="network_territory_open_once",
            ),
        ]
