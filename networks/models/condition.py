"""What a network asks of its local authority, what the authority answers, and how it goes each term."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.network import Network


class ConditionKind(models.TextChoices):
    HOURS = "hours", _("Horas protegidas")
    REPLACEMENT = "replacement", _("Reemplazos")
    TRANSPORT = "transport", _("Traslados")
    MEMBERSHIP = "membership", _("Participación estable")


class AnswerOutcome(models.TextChoices):
    COMMITTED = "committed", _("se compromete")
    PARTLY = "partly", _("se compromete en parte")
    NOT_NOW = "not_now", _("no puede por ahora")


COMMITTING = (AnswerOutcome.COMMITTED, AnswerOutcome.PARTLY)


class TermState(models.TextChoices):
    KEPT = "kept", _("se cumple")
    PARTLY = "partly", _("se cumple en parte")
    NOT_KEPT = "not_kept", _("no se cumple")


class Term(models.IntegerChoices):
    FIRST = 1, _("primer semestre")
    SECOND = 2, _("segundo semestre")


class Condition(TenantModel):
    """Something without which the network can't work: who coordinates it asks, once, in few words."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="conditions")
    kind = models.CharField(_("qué se pide"), max_length=11, choices=ConditionKind.choices)
    words = models.CharField(_("en concreto"), max_length=100)
    asked_on = models.DateField(_("pedida el"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("condición")
        verbose_name_plural = _("condiciones")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConditionKind.values), name="condition_kind_known"),
        ]

    def __str__(self) -> str:
        return self.words


class ConditionAnswer(TenantModel):
    """What the authority answers to a condition. The last one counts; nothing said before is taken back."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(_("respuesta"), max_length=9, choices=AnswerOutcome.choices)
    words = models.CharField(_("cómo"), max_length=100)
    answered_on = models.DateField(_("respondida el"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("respuesta a una condición")
        verbose_name_plural = _("respuestas a una condición")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=AnswerOutcome.values), name="condition_answer_known"
            ),
        ]


class ConditionState(TenantModel):
    """How a commitment goes in a term, as the authority says. The last one of each term counts."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="states")
    year = models.PositiveSmallIntegerField(_("año"))
    term = models.PositiveSmallIntegerField(_("semestre"), choices=Term.choices)
    state = models.CharField(_("cómo va"), max_length=8, choices=TermState.choices)
    words = models.CharField(_("qué pasó"), max_length=100, blank=True)
    said_on = models.DateField(_("dicho el"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("estado de un compromiso")
        verbose_name_plural = _("estados de un compromiso")
        ordering = ["-year", "-term", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=TermState.values, term__in=Term.values), name="condition_state_known"
            ),
        ]
