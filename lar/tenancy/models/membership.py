from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lar.authorization import ROLES, RoleCode
from lar.tenancy.models.program import Program


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those in force on ``day``: the first day counts, the last one does not."""
        return self.filter(Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day)))


class Membership(models.Model):
    """A person's role in a programme during a period. Ended, never deleted.

    Shared table: signing in must know a person's programmes before any is chosen.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(
        _("rol"), max_length=20, choices=[(role.code, role.label) for role in ROLES.values()]
    )
    valid_from = models.DateField(_("desde"))
    valid_to = models.DateField(_("hasta"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("participación")
        verbose_name_plural = _("participaciones")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(code.value for code in RoleCode)), name="membership_role_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("La fecha de término debe ser posterior a la de inicio."),
            ),
            models.UniqueConstraint(
                fields=["program", "user", "role"], condition=Q(valid_to=None), name="membership_open_once"
            ),
        ]
