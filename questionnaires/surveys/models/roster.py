from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.directory.check_digits import rbd_check_digit
from networks.models.roster import MemberRole
from questionnaires.surveys.models.survey import Survey


class RosterLine(TenantModel):
    """The roster as it was at opening: places by school and role, so later moves change no report."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="roster_lines")
    school_rbd = models.PositiveIntegerField(_("RBD"))
    school_name = models.CharField(_("establecimiento"), max_length=160)
    role = models.CharField(_("rol"), max_length=10, choices=MemberRole.choices)
    seats = models.PositiveSmallIntegerField(_("personas"))

    class Meta(TenantModel.Meta):
        verbose_name = _("línea del padrón")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "survey", "school_rbd", "role"], name="roster_line_once"
            ),
        ]

    @property
    def rbd_dv(self) -> str:
        """The RBD with its check digit, as every other page writes it."""
        return f"{self.school_rbd}-{rbd_check_digit(self.school_rbd)}"


class RosterCorrection(TenantModel):
    """N corrected, with its reason, before the first answer."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="corrections")
    previous = models.PositiveSmallIntegerField()
    corrected = models.PositiveSmallIntegerField()
    reason = models.CharField(_("motivo"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("corrección del padrón")
