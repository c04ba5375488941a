from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey

MAX_LOCAL_ITEMS = 5
MAX_LOCAL_TEXT = 300


class LocalItem(TenantModel):
    """A question that a network adds for itself, answered with the version's scale. Frozen at opening.

    It is never part of a dimension, of other years or of what several networks answer together.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="local_items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("enunciado"), max_length=MAX_LOCAL_TEXT)

    class Meta(TenantModel.Meta):
        verbose_name = _("pregunta propia de una red")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "survey", "position"], name="local_item_position_once"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MAX_LOCAL_ITEMS), name="local_items_five_at_most"
            ),
        ]

    @property
    def code(self) -> str:
        """Its name on the page: with a dot, which no item of a version has."""
        return f"red.{self.position}"
