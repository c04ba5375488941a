"""What others say of what a team writes: comments on a block, with their replies, and what made one think."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from logbook.models.entry import Block

COMMENT_LENGTH = 2000
PASSAGE_LENGTH = 300


class CommentKind(models.TextChoices):
    """What a critical friend does with a comment. No kind is worth more than another."""

    SUPPORT = "apoyo", _("Apoyo")
    QUESTION = "pregunta", _("Pregunta")
    CONTRAST = "contraste", _("Contraste")
    SUGGESTION = "sugerencia", _("Sugerencia")


class Comment(TenantModel):
    """A comment on a block, or a reply to one (``answers``). Its words never change.

    ``passage`` holds the words of the block that it speaks of, as they were read; empty when it speaks of
    the whole block, of which ``block_version`` is the version that was read.
    """

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="comments")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(_("tipo"), max_length=10, choices=CommentKind.choices, blank=True)
    passage = models.CharField(_("sobre"), max_length=PASSAGE_LENGTH, blank=True)
    block_version = models.PositiveIntegerField()
    text = models.TextField(_("comentario"), max_length=COMMENT_LENGTH)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("comentario de la bitácora")
        verbose_name_plural = _("comentarios de la bitácora")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answers=None, kind__in=CommentKind.values)
                | Q(answers__isnull=False, kind="", passage=""),
                name="logbook_comment_has_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False, answers=None),
                name="logbook_comment_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None


class Thought(TenantModel):
    """That a comment made somebody think: said to who wrote it, counted for nobody else."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="thoughts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("«me hizo pensar»")
        verbose_name_plural = _("«me hizo pensar»")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "comment", "person"], name="logbook_thought_once"),
        ]
