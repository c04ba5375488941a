from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.network import Network
from networks.models.roster import MemberRole


class Purpose(TenantModel):
    """A version of a network's core purpose. Versions are added; earlier ones stay readable.

    ``roles`` and ``schools`` (by RBD) say who took part in agreeing on it: never a person.
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="purposes")
    number = models.PositiveSmallIntegerField(_("versión"))
    text = models.TextField(_("propósito"), max_length=1200)
    agreed_with = models.CharField(_("acordado con"), max_length=200, blank=True)
    roles = ArrayField(
        models.CharField(max_length=10, choices=MemberRole.choices),
        verbose_name=_("roles que participaron"),
        default=list,
        blank=True,
    )
    schools = ArrayField(
        models.PositiveIntegerField(),
        verbose_name=_("establecimientos que participaron"),
        default=list,
        blank=True,
    )
    valid_from = models.DateField(_("vigente desde"))
    next_review = models.DateField(_("próxima revisión"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("propósito nuclear")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["program", "network", "number"], name="purpose_number_once"),
        ]

    @property
    def role_labels(self) -> list[str]:
        return [str(MemberRole(role).label) for role in self.roles]


class PurposeExercise(TenantModel):
    """What a network has written so far in the guided exercise: one text per step, and the draft at its end.

    There is one per network, and it is written over: what becomes a version is added to the purposes.
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="purpose_exercises")
    texts = models.JSONField(default=dict)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("ejercicio del propósito")
        constraints = [
            models.UniqueConstraint(fields=["program", "network"], name="purpose_exercise_once"),
        ]
