from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lar.tenancy.models import TenantModel
from networks.models.activity import Activity
from networks.models.network_school import NetworkSchool
from networks.models.roster import MemberRole


class SchoolAttendance(TenantModel):
    """How many people of a role came from a school, beside how many its roster had that day. Never names."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="school_attendance")
    # A school's row is deleted only when it never held a day: then nobody came from it either.
    network_school = models.ForeignKey(NetworkSchool, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("rol"), max_length=10, choices=MemberRole.choices)
    present = models.PositiveSmallIntegerField(_("asistieron"), validators=[MaxValueValidator(30)])
    expected = models.PositiveSmallIntegerField(_("en el padrón"))

    class Meta(TenantModel.Meta):
        verbose_name = _("asistencia de un establecimiento")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "activity", "network_school", "role"], name="school_attendance_once"
            ),
            models.CheckConstraint(condition=Q(present__lte=30), name="school_attendance_thirty_at_most"),
        ]


class PersonAttendance(TenantModel):
    """Somebody with an account who was called, and whether she was there."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="person_attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(_("asistió"))

    class Meta(TenantModel.Meta):
        verbose_name = _("asistencia de una persona")
        constraints = [
            models.UniqueConstraint(fields=["program", "activity", "user"], name="person_attendance_once")
        ]
