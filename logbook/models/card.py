"""Evidence inside the writing: a result, an agreement, an activity or a comment, as it was on its day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from logbook.models.entry import Block


class CardKind(models.TextChoices):
    BAR = "bar", _("Resultado")
    AGREEMENT = "agreement", _("Acuerdo")
    ACTIVITY = "activity", _("Actividad")
    COMMENT = "comment", _("Comentario")


class Card(TenantModel):
    """A card under a block. ``subject`` is the key of what it shows, a plain value; of a release, ``code``
    is the bar's.

    What people wrote is kept here as it was (``words``). A bar keeps no figure: it is read from its
    release, which never changes.
    """

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="cards")
    kind = models.CharField(_("tipo"), max_length=9, choices=CardKind.choices)
    subject = models.BigIntegerField()
    code = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("título"), max_length=400)
    words = models.TextField(_("como estaba"), max_length=2000, blank=True)
    frozen_on = models.DateField(_("del"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("tarjeta de evidencia")
        verbose_name_plural = _("tarjetas de evidencia")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "block", "kind", "subject", "code"],
                condition=Q(removed_at=None),
                name="logbook_card_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="bar") & ~Q(code="")
                | Q(kind__in=["agreement", "activity", "comment"], code=""),
                name="logbook_card_code_of_bar",
            ),
        ]

    def __str__(self) -> str:
        return self.title
