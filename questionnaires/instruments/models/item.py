from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet
from questionnaires.instruments.models.node import VersionNode
from questionnaires.instruments.models.version import QuestionnaireVersion


class ItemKind(models.TextChoices):
    """How an item is answered: as in ``formats.ItemKind``."""

    SCALE = "scale", _("con la escala")
    OPEN = "open", _("con palabras propias")


class ItemQuerySet(TenantQuerySet["Item"]):
    def in_answers(self) -> ItemQuerySet:
        """Those of ``Response.answers``, in its order: the items of the scale by position."""
        return self.filter(kind=ItemKind.SCALE).order_by("position")


class Item(TenantModel):
    """A statement to agree or disagree with, or a question to answer with one's own words.

    ``identity`` stays when the same wording comes back in a later version. ``position`` is its place
    on the page, from 1; ``Response.answers`` holds the items of the scale only (``in_answers``).
    """

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="items")
    identity = models.UUIDField(default=uuid.uuid4)
    code = models.CharField(_("código"), max_length=20)
    node = models.ForeignKey(VersionNode, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(_("se responde"), max_length=8, choices=ItemKind.choices, default=ItemKind.SCALE)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("enunciado"), max_length=400)
    is_reversed = models.BooleanField(_("invertido"), default=False)
    high_score_meaning = models.CharField(_("qué indica un puntaje alto"), max_length=300, blank=True)

    objects = ProgramScopedManager.from_queryset(ItemQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("ítem")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["program", "version", "code"], name="item_code_once"),
            # Checked at the end of each statement: items change places in one.
            models.UniqueConstraint(
                fields=["program", "version", "position"],
                name="item_position_once",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(
                fields=["program", "version", "identity"],
                name="item_identity_once",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self) -> str:
        return self.text
