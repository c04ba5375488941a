from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class TeamAnswer(TenantModel):
    """What a coordinator answered, signed: her team sees it, and she is told so. Never published."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="team_answers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answers = ArrayField(models.SmallIntegerField())
    answered_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("mirada de la coordinación")
        constraints = [models.UniqueConstraint(fields=["program", "survey", "user"], name="team_answer_once")]
