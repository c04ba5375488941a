from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.ordering import SpanishKey


class TerritoryKind(models.TextChoices):
    SLEP = "slep", _("SLEP")
    DAEM = "daem", _("DAEM")
    CORPORATION = "corporation", _("Corporación municipal")
    DEPROV = "deprov", _("DEPROV")


class Territory(TenantModel):
    """A local authority's area, as one programme works with it."""

    name = models.CharField(_("nombre"), max_length=120)
    kind = models.CharField(_("tipo"), max_length=12, choices=TerritoryKind.choices)

    class Meta(TenantModel.Meta):
        verbose_name = _("territorio")
        ordering = [SpanishKey("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "name"],
                name="territory_name_once",
                violation_error_message=_("Ya existe un territorio con ese nombre."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
