from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.surveys.models.survey import Survey


class Expectation(TenantModel):
    """What a coordinator expects of a dimension, signed: of each ten members, how many will agree.

    Written between opening and results: the database refuses any change once the survey is sealed
    (trigger of migration 0011). For the team, and its facilitator if the team shares its view.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="expectations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    node = models.CharField(_("dimensión"), max_length=12)
    agree = models.PositiveSmallIntegerField(_("de cada diez, de acuerdo"))
    against = models.PositiveSmallIntegerField(_("de cada diez, en desacuerdo"), null=True)
    written_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("lo que la coordinación espera")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "survey", "user", "node"], name="expectation_once"),
            models.CheckConstraint(
                condition=Q(agree__lte=10 - Coalesce(F("against"), 0)),
                name="expectation_of_ten_people",
                violation_error_message=_(
                    "Entre quienes están de acuerdo y en desacuerdo no pueden sumar más de 10."
                ),
            ),
        ]
