"""Who reads for a territory: for a year at a time, confirmed again or ended."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.authorization import RoleCode
from lar.jobs.actions import enqueue
from networks import rules
from networks.dating import check_held, end
from networks.errors import NotAllowedNow
from networks.models import Authority, Territory
from networks.people import find_or_make_person, hold_role, release_role


@transaction.atomic
def add_authority(territory: Territory, *, email: str, name: str, on: date, by: User | None) -> Authority:
    """A person reads, for a year, what a territory's networks share with their authorities."""
    Territory.objects.select_for_update().get(pk=territory.pk)
    person = find_or_make_person(email, name)
    if territory.authorities.filter(user=person, valid_to__gt=on).exists():
        raise NotAllowedNow(_("Esa persona ya es autoridad de este territorio."), "email")
    hold_role(person, RoleCode.AUTHORITY, on=on, by=by)
    row = _a_year(territory, person, on, by=by)
    record("authority.added", by=by, subject=person.pk, territory=territory.pk, on=on.isoformat())
    return row


@transaction.atomic
def confirm_authority(authority: Authority, *, on: date, by: User | None) -> Authority:
    """Give the access for another year: from its end or, when it has expired, from ``on``.

    Returns the new period. Confirmed already, or ended by somebody: refused.
    """
    territory = Territory.objects.select_for_update().get(pk=authority.territory_id)
    if not authority.user.is_active:
        raise NotAllowedNow(_("Esa cuenta está desactivada: no puede volver a leer."))
    last = territory.authorities.filter(user=authority.user).order_by("-valid_to")[0]
    if last.pk != authority.pk:
        raise NotAllowedNow(_("Su acceso ya estaba confirmado."))
    until = _end_of(authority)
    if not rules.ran_its_course(authority.valid_from, until):
        raise NotAllowedNow(_("Su acceso se terminó a propósito. Si vuelve, agrégala de nuevo."))
    if not rules.may_be_confirmed(until, on):
        raise NotAllowedNow(
            _("Todavía falta: se puede confirmar %(days)d días antes de que venza.")
            % {"days": rules.CONFIRM_WITHIN}
        )
    hold_role(authority.user, RoleCode.AUTHORITY, on=on, by=by)
    row = _a_year(territory, authority.user, max(on, until), by=by)
    record(
        "authority.confirmed",
        by=by,
        subject=authority.user_id,
        territory=territory.pk,
        on=row.valid_from.isoformat(),
        until=_end_of(row).isoformat(),
    )
    return row


@transaction.atomic
def remove_authority(authority: Authority, *, on: date, by: User | None) -> None:
    """A person stops reading for a territory, also in the year that was already confirmed."""
    person, territory = authority.user, authority.territory
    rows = territory.authorities.filter(user=person, valid_to__gt=on)
    if not rows:
        raise NotAllowedNow(_("Esa persona ya había dejado de ser autoridad."))
    for row in rows:
        check_held(row, on)
        end(row, on)
    release_role(person, RoleCode.AUTHORITY, on=on)
    record("authority.removed", by=by, subject=person.pk, territory=territory.pk, on=on.isoformat())


def _a_year(territory: Territory, person: User, since: date, *, by: User | None) -> Authority:
    """Write a year of access, and ask for the mail that tells of its end in time."""
    until = rules.years_after(since)
    row = Authority.objects.create(territory=territory, user=person, valid_from=since, valid_to=until)
    remind = datetime.combine(until - timedelta(days=rules.REMIND_BEFORE), time(9))
    enqueue(
        "networks.people.access_ends",
        key=f"access-ends:{row.pk}",
        args={"authority_id": row.pk},
        run_after=timezone.make_aware(remind),
        by=by,
    )
    return row


def _end_of(row: Authority) -> date:
    """The end that the database requires of every row."""
    return row.valid_to or date.max
