from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.dated import Dated, ends_after_start
from networks.models.territory import Territory


class Authority(Dated, TenantModel):
    """A person who reads, for a territory, what its networks have shared: for a year, then confirmed again.

    Confirming adds a row that begins when the last one ends; nothing that was given is edited.
    """

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="authorities")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("autoridad local")
        constraints = [
            ends_after_start("authority_ends_after_start"),
            models.UniqueConstraint(
                fields=["program", "territory", "user", "valid_from"], name="authority_begins_once"
            ),
            models.CheckConstraint(condition=~Q(valid_to=None), name="authority_always_expires"),
        ]
