from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.ordering import SpanishKey


class Region(models.Model):
    """One of the sixteen regions; the key is its official number."""

    code = models.PositiveSmallIntegerField(_("código"), primary_key=True)
    name = models.CharField(_("nombre"), max_length=80)

    class Meta:
        verbose_name = _("región")
        verbose_name_plural = _("regiones")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Comuna(models.Model):
    code = models.PositiveIntegerField(_("código"), primary_key=True)
    name = models.CharField(_("nombre"), max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="comunas")

    class Meta:
        verbose_name = _("comuna")
        ordering = [SpanishKey("name")]

    def __str__(self) -> str:
        return self.name


class Deprov(models.Model):
    """A Departamento Provincial de Educación; not the same as a province."""

    code = models.PositiveIntegerField(_("código"), primary_key=True)
    name = models.CharField(_("nombre"), max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="deprovs")

    class Meta:
        verbose_name = _("DEPROV")
        verbose_name_plural = _("DEPROV")
        ordering = [SpanishKey("name")]

    def __str__(self) -> str:
        return self.name
