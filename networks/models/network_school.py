from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.dated import Dated, ends_after_start
from networks.models.network import Network
from networks.models.school import School


class NetworkSchool(Dated, TenantModel):
    """A school takes part in a network for a time; it may be in several."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="schools")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("establecimiento de una red")
        verbose_name_plural = _("establecimientos de una red")
        constraints = [
            ends_after_start("network_school_ends_after_start"),
            models.UniqueConstraint(
                fields=["program", "network", "school"],
                condition=Q(valid_to=None),
                name="network_school_open_once",
                violation_error_message=_("Ese establecimiento ya está en la red."),
            ),
        ]
