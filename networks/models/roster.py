from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.dated import Dated, ends_after_start
from networks.models.network_school import NetworkSchool


class MemberRole(models.TextChoices):
    HEAD = "head", _("Dirección")
    UTP = "utp", _("Jefatura UTP")
    TEACHER = "teacher", _("Docente")
    OTHER = "other", _("Otro rol")


class RosterSeat(Dated, TenantModel):
    """How many people of a role a school sends to the network: places, never names."""

    network_school = models.ForeignKey(NetworkSchool, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("rol"), max_length=10, choices=MemberRole.choices)
    seats = models.PositiveSmallIntegerField(
        _("personas"), validators=[MinValueValidator(1), MaxValueValidator(30)], default=1
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("lugar del padrón")
        verbose_name_plural = _("padrón")
        constraints = [
            ends_after_start("roster_seat_ends_after_start"),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=30), name="roster_seat_one_to_thirty"
            ),
            models.UniqueConstraint(
                fields=["program", "network_school", "role"],
                condition=Q(valid_to=None),
                name="roster_seat_open_once",
            ),
        ]
