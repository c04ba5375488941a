from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.instruments.models.node import VersionNode
from questionnaires.instruments.models.version import QuestionnaireVersion


class Item(TenantModel):
    """A statement to agree or disagree with.

    ``identity`` stays when the same wording comes back in a later version; ``position`` is its
    place in ``Response.answers``, from 1 as PostgreSQL counts (``answers[position - 1]`` in Python).
    """

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="items")
    identity = models.UUIDField(default=uuid.uuid4)
    code = models.CharField(_("código"), max_length=20)
    node = models.ForeignKey(VersionNode, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("enunciado"), max_length=400)
    is_reversed = models.BooleanField(_("invertido"), default=False)
    high_score_meaning = models.CharField(_("qué indica un puntaje alto"), max_length=300)

    class Meta(TenantModel.Meta):
        verbose_name = _("ítem")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["program", "version", "code"], name="item_code_once"),
            models.UniqueConstraint(fields=["program", "version", "position"], name="item_position_once"),
            models.UniqueConstraint(fields=["program", "version", "identity"], name="item_identity_once"),
        ]

    def __str__(self) -> str:
        return self.text
