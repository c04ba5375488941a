from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.network import Network


class Enrolment(TenantModel):
    """A team commits to two years in the programme, with the authority's backing. Added, never edited.

    The backing is an authority's account or words that say whose it is («carta de la directora del DAEM»).
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="enrolments")
    starts_on = models.DateField(_("desde"))
    ends_on = models.DateField(_("hasta"))
    commitment = models.TextField(_("a qué se compromete el equipo"), blank=True, max_length=1500)
    backed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    backing = models.CharField(_("quién respalda, en palabras"), blank=True, max_length=300)
    backed_on = models.DateField(_("respaldado el"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("compromiso de una red")
        verbose_name_plural = _("compromisos de una red")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "network", "starts_on"],
                name="enrolment_start_once",
                violation_error_message=_("La red ya tiene un compromiso desde ese día."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="enrolment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(backed_by=None) | ~Q(backing=""), name="enrolment_has_a_backing"
            ),
        ]


class FollowUp(TenantModel):
    """What was learned of a network after it left the programme. Added, never edited."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="follow_ups")
    on = models.DateField(_("fecha"))
    text = models.TextField(_("qué se supo"), max_length=3000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("seguimiento de una red")
        verbose_name_plural = _("seguimientos de una red")
        ordering = ["-on", "-pk"]
