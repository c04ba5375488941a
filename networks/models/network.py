from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lar.authorization import Actor, Permission, has_permission
from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet
from lar.tenancy.models.program import TimeZone
from networks.models.dated import in_force
from networks.models.ordering import SpanishKey


class NetworkKind(models.TextChoices):
    RME = "rme", _("Red de Mejoramiento Escolar")
    SLEP = "slep", _("Red de un SLEP")
    MICROCENTRO = "microcentro", _("Microcentro rural")
    THEMATIC = "thematic", _("Red temática")


class NetworkQuerySet(TenantQuerySet["Network"]):
    def visible_to(self, actor: Actor) -> NetworkQuerySet:
        """Those whose existence ``actor`` may know: all for a programme role, else one's own."""
        if actor.programme_roles:
            return self.all()
        return self.filter(pk__in=list(actor.network_roles))

    def readable_by(self, actor: Actor, permission: Permission) -> NetworkQuerySet:
        """Those in which ``actor`` has ``permission``."""
        if has_permission(actor, permission):
            return self.all()
        return self.filter(pk__in=list(actor.networks_with(permission)))

    def enrolled_on(self, day: date) -> NetworkQuerySet:
        """Those taking part in the programme on ``day``."""
        return self.filter(enrolled_on__lte=day).exclude(left_on__lte=day)

    def of_territories(self, territories: list[int], day: date) -> NetworkQuerySet:
        """Those that belong to any of the territories on ``day``."""
        belonging = apps.get_model("networks", "NetworkTerritory").objects.filter(
            in_force(day), network=models.OuterRef("pk"), territory__in=territories
        )
        return self.filter(models.Exists(belonging))


class Network(TenantModel):
    """A network of schools that takes part in the programme."""

    name = models.CharField(_("nombre"), max_length=120)
    kind = models.CharField(_("tipo de red"), max_length=12, choices=NetworkKind.choices)
    cohort = models.PositiveSmallIntegerField(_("cohorte"), help_text=_("Año en que entró al programa."))
    time_zone = models.CharField(
        _("zona horaria"), max_length=32, choices=TimeZone.choices, default=TimeZone.SANTIAGO
    )
    enrolled_on = models.DateField(_("entró el"))
    left_on = models.DateField(_("salió el"), null=True, blank=True)
    exit_reason = models.CharField(_("motivo de salida"), max_length=200, blank=True)

    # The base class declares its own manager type; this one adds the query set above.
    objects = ProgramScopedManager.from_queryset(NetworkQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("red")
        verbose_name_plural = _("redes")
        ordering = [SpanishKey("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "name"],
                name="network_name_once",
                violation_error_message=_("Ya existe una red con ese nombre en el programa."),
            ),
            models.CheckConstraint(
                condition=models.Q(left_on=None) | models.Q(left_on__gt=F("enrolled_on")),
                name="network_leaves_after_entering",
                violation_error_message=_("La salida debe ser posterior a la entrada."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
