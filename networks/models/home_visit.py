from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lar.accounts.models import User
from lar.tenancy.models import ProgramScopedManager, TenantModel, TenantQuerySet

PAUSE = timedelta(hours=1)
"""Looking at the page again within the hour is the same visit: what changed stays in sight."""


class HomeVisitQuerySet(TenantQuerySet["HomeVisit"]):
    def note(self, person: User, now: datetime) -> datetime | None:
        """Write down that a person looks at her first page; return when her visit before this one began.

        ``None`` on the first visit. Nobody else reads it, and it is no act in the programme: no event.
        """
        visit, is_new = self.get_or_create(person=person, defaults={"at": now})
        if not is_new and now - visit.at >= PAUSE:
            visit.before, visit.at = visit.at, now
            visit.save(update_fields=["before", "at"])
        return visit.before


class HomeVisit(TenantModel):
    """When a person last came to her first page of a programme, so that it can say what changed since."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("última visita"))
    before = models.DateTimeField(_("visita anterior"), null=True)

    objects = ProgramScopedManager.from_queryset(HomeVisitQuerySet)()  # type: ignore[misc, assignment]

    class Meta(TenantModel.Meta):
        verbose_name = _("última visita")
        verbose_name_plural = _("últimas visitas")
        constraints = [
            models.UniqueConstraint(fields=["program", "person"], name="home_visit_once"),
        ]
