from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey

NOT_APPLICABLE = -7
DONT_KNOW = -8
NO_ANSWER = -9


class Response(TenantModel):
    """What one member answered, and nothing else: no person, group, time or code.

    ``answers`` follows the item order of the frozen version: points from 1, −7 no aplica,
    −8 no sabe, −9 sin respuesta. The application inserts, and reads only sealed rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    answers = ArrayField(models.SmallIntegerField())

    class Meta(TenantModel.Meta):
        pass
