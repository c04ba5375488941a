from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.instruments.models.item import Item
from questionnaires.instruments.models.version import QuestionnaireVersion


class ItemEquivalence(TenantModel):
    """A reworded item that is still the same question, and why: the item took ``previous_identity``.

    Part of its version like the item itself: once that is published the database refuses any change.
    """

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="equivalences")
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="equivalence")
    previous_identity = models.UUIDField()
    reason = models.CharField(_("por qué es la misma pregunta"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("equivalencia de un ítem")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reason
