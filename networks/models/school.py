from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.models.dated import Dated, ends_after_start
from networks.models.ordering import SpanishKey
from networks.models.places import Comuna, Deprov


class Dependence(models.IntegerChoices):
    """COD_DEPE of the official directory."""

    CORPORATION = 1, _("Corporación municipal")
    DAEM = 2, _("Municipal DAEM")
    SUBSIDISED = 3, _("Particular subvencionado")
    PRIVATE = 4, _("Particular pagado")
    DELEGATED = 5, _("Administración delegada")
    SLEP = 6, _("Servicio Local de Educación Pública")


class Sostenedor(models.Model):
    """The institution that runs schools, known by the RUT that the directory publishes."""

    rut = models.CharField(_("RUT"), max_length=12, unique=True)
    name = models.CharField(_("nombre"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("sostenedor")
        verbose_name_plural = _("sostenedores")

    def __str__(self) -> str:
        return self.name or self.rut


class School(models.Model):
    """An establishment of the official directory. Shared: every programme sees the same schools."""

    rbd = models.PositiveIntegerField(_("RBD"), primary_key=True)
    check_digit = models.CharField(_("dígito verificador"), max_length=1)
    # As people read it; the file writes it in capitals, often without accents.
    name = models.CharField(_("nombre"), max_length=160)
    official_name = models.CharField(_("nombre oficial"), max_length=160, blank=True)
    comuna = models.ForeignKey(Comuna, on_delete=models.PROTECT, related_name="schools")
    deprov = models.ForeignKey(Deprov, null=True, on_delete=models.PROTECT, related_name="schools")
    dependence = models.PositiveSmallIntegerField(_("dependencia"), choices=Dependence.choices)
    is_rural = models.BooleanField(_("rural"), default=False)
    is_working = models.BooleanField(_("en funcionamiento"), default=True)
    has_pupils = models.BooleanField(_("con matrícula"), default=True)
    directory_year = models.PositiveSmallIntegerField(_("año del directorio"))

    class Meta:
        verbose_name = _("establecimiento")
        ordering = [SpanishKey("name"), "rbd"]

    def __str__(self) -> str:
        return self.name

    @property
    def rbd_dv(self) -> str:
        return f"{self.rbd}-{self.check_digit}"


class SchoolSostenedor(Dated):
    """Who runs a school, since when. One at a time; transfers to a SLEP happen on their date."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="sostenedores")
    sostenedor = models.ForeignKey(Sostenedor, on_delete=models.PROTECT, related_name="schools")

    class Meta:
        verbose_name = _("sostenedor de un establecimiento")
        constraints = [
            ends_after_start("school_sostenedor_ends_after_start"),
            models.UniqueConstraint(
                fields=["school"], condition=Q(valid_to=None), name="school_one_sostenedor"
            ),
            models.UniqueConstraint(fields=["school", "valid_from"], name="school_sostenedor_starts_once"),
        ]
