from __future__ import annotations

from django.db import models

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class Submission(TenantModel):
    """That a sending was accepted, so that a replay is not a second answer. Gone at sealing.

    Its key is the random one that the phone chose, so that rows keep no order of arrival and a
    response shares no value with them.
    """

    client_key = models.UUIDField(primary_key=True)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    payload_hash = models.BinaryField(max_length=32)

    class Meta(TenantModel.Meta):
        pass
