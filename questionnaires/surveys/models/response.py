from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lar.tenancy.models import TenantModel
from questionnaires.instruments.special import DONT_KNOW, NO_ANSWER, NOT_APPLICABLE
from questionnaires.surveys.models.survey import Survey

__all__ = ["DONT_KNOW", "NOT_APPLICABLE", "NO_ANSWER", "Response"]


class Response(TenantModel):
    """What one member answered, and nothing else: no person, group, time or code.

    ``answers`` follows the item order of the frozen version: points from 1, −7 no aplica,
    −8 no sabe, −9 sin respuesta. The application inserts, and reads only sealed rows.
    ``own_answers``, apart, are those to the network's own questions; empty when it has none or they
    were not asked (on paper).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    answers = ArrayField(models.SmallIntegerField())
    own_answers = ArrayField(models.SmallIntegerField(), default=list)

    class Meta(TenantModel.Meta):
        pass
