from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models import Survey

MAX_THEME = 60


class TextUse(models.TextChoices):
    """What becomes of a text: as in ``lar.disclosure.voices.Use``."""

    QUOTE = "quote", _("Se puede citar")
    THEME = "theme", _("Cuenta para el tema, sin citarse")
    DISCARD = "discard", _("No se usa")


class TextReview(TenantModel):
    """What one reviewer decided about one sealed text. Gone, with the texts, when the voices are published.

    ``text_key`` is the text's id as a plain value: nothing in the database points at what members wrote.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    text_key = models.UUIDField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(_("qué se hace con el texto"), max_length=8, choices=TextUse.choices)
    masked = models.TextField(_("texto sin nombres"))
    theme = models.CharField(_("tema"), max_length=MAX_THEME, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("revisión de un texto")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "text_key", "reviewer"], name="text_reviewed_once_by_each"
            ),
        ]
