from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models import Network


class ReadingLink(TenantModel):
    """The one link by which a network's members read what was released to them.

    Its token is derived from ``id`` under the installation's key, so every slip can print it and
    none needs to be stored; its Door goes when the link is revoked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="reading_links")
    expires_on = models.DateField(_("vence el"))
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("enlace de lectura")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "network"],
                condition=models.Q(revoked_at=None),
                name="reading_link_one_live",
            ),
        ]
