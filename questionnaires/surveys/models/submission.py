from __future__ import annotations

from django.db import models

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class Submission(TenantModel):
    """That a sending was accepted, so that a replay is not a second answer. Gone at sealing.

    Nothing ties it to a response: the hash is of the payload under the client's own key.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    client_key = models.UUIDField()
    payload_hash = models.BinaryField(max_length=32)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["program", "client_key"], name="submission_once")]
