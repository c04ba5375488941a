from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models import Survey


class ReleaseKind(models.TextChoices):
    SCALE = "scale", _("ítems y dimensiones")
    VOICES = "voices", _("voces")


class Release(TenantModel):
    """What may be known of a sealed survey, for its three audiences, for ever as it is.

    ``payload`` is what the gate made: ``{"salt", "network", "members", "authority", …}`` under
    ``schema``; ``sha256`` is of its canonical JSON. Never updated, never deleted by the application.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="releases")
    kind = models.CharField(_("tipo"), max_length=8, choices=ReleaseKind.choices, default=ReleaseKind.SCALE)
    number = models.PositiveSmallIntegerField(_("número"))
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("motivo"), max_length=200, blank=True)
    schema = models.CharField(max_length=20)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("calculados el"), default=timezone.now, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("resultados publicados")
        verbose_name_plural = _("resultados publicados")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "survey", "kind", "number"], name="release_number_once"
            ),
        ]


class ReleaseOpening(TenantModel):
    """The day on which a release was opened to an audience, and by whom. Rows are only added."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="openings")
    audience = models.CharField(
        _("para"), max_length=10, choices=[("members", _("integrantes")), ("authority", _("autoridades"))]
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("abiertos el"))

    class Meta(TenantModel.Meta):
        verbose_name = _("apertura de resultados")
        constraints = [
            models.UniqueConstraint(fields=["program", "release", "audience"], name="release_opened_once"),
        ]
