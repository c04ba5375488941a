"""The template: sections to read, think about and do, each with its versions."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.model.steps import Step
from lar.tenancy.models import TenantModel


class SectionKind(models.TextChoices):
    READING = "lectura", _("Lectura")
    REFLECTION = "reflexion", _("Reflexión")
    EXERCISE = "ejercicio", _("Ejercicio")


class Output(models.TextChoices):
    """What an exercise leaves behind: an act of the cycle, made in its own page."""

    CHOICE = "choice", _("la dimensión elegida")
    PURPOSE = "purpose", _("el propósito")
    MIRROR = "mirror", _("lo que esperan de los resultados")
    ACTIVITY = "activity", _("una sesión planificada")
    STRATEGIES = "strategies", _("una estrategia")
    AGREEMENTS = "agreements", _("un acuerdo")
    SOCIALIZATION = "socialization", _("la evaluación de la socialización")
    PROJECTION = "projection", _("la proyección")


class Section(TenantModel):
    """A place of the template, known by its code: its words are in its versions, the last one in force."""

    code = models.SlugField(_("código"), max_length=60)
    programme_year = models.PositiveSmallIntegerField(_("año en el programa"), choices=[(1, "1"), (2, "2")])
    step = models.PositiveSmallIntegerField(_("paso"), choices=[(step.value, step.label) for step in Step])
    kind = models.CharField(_("tipo"), max_length=10, choices=SectionKind.choices)
    output = models.CharField(_("resultado"), max_length=14, choices=Output.choices, blank=True)
    place = models.PositiveSmallIntegerField(_("lugar"))

    class Meta(TenantModel.Meta):
        verbose_name = _("sección de la bitácora")
        verbose_name_plural = _("secciones de la bitácora")
        ordering = ["programme_year", "step", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "code"], name="logbook_section_code_once"),
            models.CheckConstraint(
                condition=Q(output="") | Q(kind="ejercicio"), name="logbook_output_of_exercise"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SectionVersion(TenantModel):
    """What a section says. Versions are added, never changed: who wrote with an earlier one can read it.

    ``written_by`` is empty when the words are the ones that the product brings.
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versión"))
    title = models.CharField(_("título"), max_length=160)
    body = models.TextField(_("texto"), max_length=12000)
    sources = ArrayField(
        models.CharField(max_length=400), verbose_name=_("fuentes"), default=list, blank=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("versión de una sección")
        verbose_name_plural = _("versiones de una sección")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "section", "number"], name="logbook_section_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
