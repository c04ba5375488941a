"""Two networks that accompany each other: one of the second year and one of the first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet
from networks.models.network import Network


class PairingQuerySet(TenantQuerySet["Pairing"]):
    def in_force(self, day: date) -> PairingQuerySet:
        """Those that both teams accepted and nobody ended: the last day does not count."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)

    def of(self, network: Network) -> PairingQuerySet:
        return self.filter(Q(guide=network) | Q(guided=network))

    def partners_of(self, networks: Collection[int], day: date) -> set[int]:
        """Keys of the networks paired with any of these on a day; one query, none for no networks."""
        if not networks:
            return set()
        rows = self.in_force(day).filter(Q(guide__in=networks) | Q(guided__in=networks))
        pairs = list(rows.values_list("guide_id", "guided_id"))
        mine = set(networks)
        return {right for left, right in pairs if left in mine} | {
            left for left, right in pairs if right in mine
        }


class Pairing(TenantModel):
    """A pair, proposed by those who run the programme and in force once both teams said yes.

    ``guide`` is in its second year, ``guided`` in its first. It ends on a day; it is never deleted.
    """

    guide = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="pairings_as_guide")
    guided = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="pairings_as_guided")
    proposed_on = models.DateField(_("propuesta el"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    guide_agreed_on = models.DateField(null=True)
    guide_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    guided_agreed_on = models.DateField(null=True)
    guided_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    began_on = models.DateField(_("desde"), null=True)
    ended_on = models.DateField(_("hasta"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    # The base class declares its own manager type; this one adds the query set above.
    objects = ProgramScopedManager.from_queryset(PairingQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("pareja de redes")
        verbose_name_plural = _("parejas de redes")
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "guide", "guided"], condition=Q(ended_on=None), name="pairing_open_once"
            ),
            models.CheckConstraint(condition=~Q(guide=F("guided")), name="pairing_of_two"),
            models.CheckConstraint(
                condition=Q(began_on=None) | Q(guide_agreed_on__isnull=False, guided_agreed_on__isnull=False),
                name="pairing_begins_with_both",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="pairing_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}–{self.guided_id}"

    def side_of(self, network: Network) -> str:
        """Which end a network is: ``guide`` or ``guided``."""
        return "guide" if self.guide_id == network.pk else "guided"

    def other(self, network: Network) -> Network:
        return self.guided if self.guide_id == network.pk else self.guide
