from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from questionnaires.workshop.models.workshop import WorkshopStep

VOTERS = "*"
"""The option under which a step counts the phones that voted, whatever they chose."""


class VoteCount(TenantModel):
    """How many phones chose an option of a step: no row of a phone, no time, no order.

    ``counted`` stops at the reveal (a trigger of the database refuses more); what comes later is written in
    ``late``, which nobody ever adds to it.
    """

    step = models.ForeignKey(WorkshopStep, on_delete=models.CASCADE, related_name="counts")
    option = models.CharField(max_length=24)
    counted = models.PositiveIntegerField(default=0, db_default=0)
    late = models.PositiveIntegerField(default=0, db_default=0)

    class Meta(TenantModel.Meta):
        verbose_name = _("cuenta de votos")
        verbose_name_plural = _("cuentas de votos")
        constraints = [
            models.UniqueConstraint(fields=["program", "step", "option"], name="vote_count_option_once"),
        ]


class VoteMark(TenantModel):
    """That a phone voted in a step, so that it votes once: a hash of its random key with the step's.

    It does not say what was voted, and two steps have different hashes of one phone. Deleted when the
    workshop ends.
    """

    id = models.UUIDField(primary_key=True, db_default=models.Func(function="gen_random_uuid"))
    step = models.ForeignKey(WorkshopStep, on_delete=models.CASCADE, related_name="marks")
    key_hash = models.BinaryField(max_length=32)

    class Meta(TenantModel.Meta):
        verbose_name = _("marca de un teléfono")
        verbose_name_plural = _("marcas de teléfonos")
        constraints = [
            models.UniqueConstraint(fields=["program", "step", "key_hash"], name="vote_mark_once"),
        ]


class Contribution(TenantModel):
    """What somebody wrote for the whole room to read, without a name: an idea, or a nuance to a result.

    Never beside the questionnaire's answers. ``joins``: the idea that says the same and stands for both.
    """

    step = models.ForeignKey(WorkshopStep, on_delete=models.CASCADE, related_name="contributions")
    text = models.CharField(_("aporte"), max_length=200)
    joins = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="joined")
    withdrawn = models.BooleanField(_("retirado de la pantalla"), default=False)

    class Meta(TenantModel.Meta):
        verbose_name = _("aporte en la sala")
        verbose_name_plural = _("aportes en la sala")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
