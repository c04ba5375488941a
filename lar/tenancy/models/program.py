from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# First words of addresses that are not programmes.
RESERVED_SLUGS = frozenset(
    {
        "admin",
        "api",
        "componentes",
        "correo",
        "entrar",
        "estado",
        "livez",
        "readyz",
        "static",
        "cuenta",
        "r",
        "t",
        "v",
        "calendario",
        "leer",
        "salir",
        "media",
        "ayuda",
        "privacidad",
    }
)


class TimeZone(models.TextChoices):
    SANTIAGO = "America/Santiago", _("Chile continental")
    PUNTA_ARENAS = "America/Punta_Arenas", _("Magallanes y Antártica")
    EASTER = "Pacific/Easter", _("Rapa Nui")


class Program(models.Model):
    """A tenant: an institution that runs the model. Shared table, read before any context exists."""

    slug = models.SlugField(
        _("dirección"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]+$", _("Usa minúsculas, números y guiones."))],
    )
    name = models.CharField(_("nombre"), max_length=120)
    institution = models.CharField(_("institución"), max_length=160)
    contact_email = models.EmailField(_("correo de contacto"))
    is_demonstration = models.BooleanField(_("es de demostración"), default=False)
    # A programme may only raise what the gate asks for (lar.disclosure.thresholds).
    min_group = models.PositiveSmallIntegerField(_("mínimo de respuestas por grupo"), default=5)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("programa")
        verbose_name_plural = _("programas")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_group__gte=5),
                name="program_min_group_at_least_5",
                violation_error_message=_("El mínimo solo puede subir: 5 o más."),
            ),
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)),
                name="program_slug_not_reserved",
                violation_error_message=_("Esa dirección está reservada por la plataforma."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say on the form what the database would refuse: the minimum is only raised."""
        kept = Program.objects.filter(pk=self.pk).values_list("min_group", flat=True).first()
        if kept is not None and self.min_group is not None and self.min_group < kept:
            words = _("El mínimo solo puede subir: hoy es %(kept)d.")
            raise ValidationError({"min_group": ValidationError(words, params={"kept": kept})})
