from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel


class CalendarFeed(TenantModel):
    """The secret address by which a person's own calendar reads her activities of this programme.

    Its token is derived from ``id`` under the installation's key and stored nowhere; its Door goes when
    the address is closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("enlace de calendario")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "user"],
                condition=models.Q(revoked_at=None),
                name="calendar_feed_one_live",
            )
        ]
