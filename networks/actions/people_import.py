"""People by spreadsheet: kept, shown, and applied in one act. Applied again, it changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from lar.jobs.models import Job
from networks.actions.authorities import add_authority
from networks.actions.networks import add_school
from networks.actions.people import add_coordinator, invite_person
from networks.errors import NotAllowedNow
from networks.models import PeopleImport
from networks.people_sheet import SheetRow
from networks.queries.people_plan import Line, PeoplePlan, plan_people

INLINE = 50
"""Rows that a request applies by itself; more of them go to the background."""


@transaction.atomic
def keep_people(rows: Sequence[SheetRow], *, file_name: str, by: User | None) -> PeopleImport:
    """Keep what a spreadsheet says, to be looked at and applied. One that waited from before is forgotten."""
    PeopleImport.objects.filter(applied_at=None, loaded_by=by).delete()
    planned = PeopleImport.objects.create(
        file_name=file_name[:120], rows=[row.as_json() for row in rows], loaded_by=by
    )
    record("people.sheet_read", by=by, subject=planned.pk, rows=len(rows))
    return planned


@transaction.atomic
def forget_people(planned: PeopleImport, *, by: User | None) -> None:
    """Throw away a spreadsheet that was not applied."""
    subject = planned.pk
    if planned.applied_at is not None:
        raise NotAllowedNow(_("Esa planilla ya se aplicó."))
    planned.delete()
    record("people.sheet_forgotten", by=by, subject=subject)


@transaction.atomic
def apply_later(planned: PeopleImport, *, by: User | None) -> Job:
    """Ask for a long spreadsheet to be applied in the background."""
    job = enqueue(
        "networks.people.apply",
        key=f"apply-people:{planned.pk}",
        args={"import_id": planned.pk, "by_id": by.pk if by else None},
        by=by,
    )
    record("people.sheet_sent", by=by, subject=planned.pk)
    return job


@transaction.atomic
def apply_people(planned: PeopleImport, *, on: date, by: User | None) -> PeoplePlan:
    """Do everything that a spreadsheet asks for, or nothing; its rows are forgotten afterwards.

    The plan is made again here: what changed since the page was read counts. Done already: refused.

    Raises:
        NotAllowedNow: a row has an error, or the programme changed meanwhile.
    """
    locked = PeopleImport.objects.select_for_update().get(pk=planned.pk)
    if locked.applied_at is not None:
        raise NotAllowedNow(_("Esa planilla ya se aplicó."))
    plan = plan_people([SheetRow(**row) for row in locked.rows], on)
    if plan.errors:
        raise NotAllowedNow(_("Hay filas con errores: corrígelas en la planilla y vuelve a subirla."))
    for line in plan.lines:
        _apply(line, by)
    locked.applied_at, locked.applied_by = timezone.now(), by
    counts: dict[str, Any] = plan.counts()
    locked.rows, locked.summary = [], counts
    locked.save()
    record("people.sheet_applied", by=by, subject=locked.pk, **counts)
    return plan


def _apply(line: Line, by: User | None) -> None:
    person = {"email": line.row.email, "name": line.row.name}
    for network in line.networks:
        add_coordinator(network, **person, on=line.day, by=by)
    for territory in line.territories:
        add_authority(territory, **person, on=line.day, by=by)
    if line.gives_role and line.role is not None:
        invite_person(**person, role=line.role, on=line.day, by=by)
    if line.joined is None:
        return
    for school in line.schools:
        add_school(line.joined, school=school, on=line.day, by=by)
