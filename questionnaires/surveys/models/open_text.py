from __future__ import annotations

import uuid

from django.db import models

from lar.tenancy.models import TenantModel
from questionnaires.instruments.special import MAX_TEXT
from questionnaires.surveys.models.survey import Survey


class OpenText(TenantModel):
    """What somebody wrote to an open question, and nothing else: not whose response it came with.

    Added with the response; sealing writes all of them anew in random order under new ids, question by
    question, and deletes those of a question with too few. The application reads only sealed ones.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    item_code = models.CharField(max_length=20)
    text = models.CharField(max_length=MAX_TEXT)

    class Meta(TenantModel.Meta):
        pass
