"""Planning an activity, changing it, holding it and calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lar.accounts.models import User
from lar.audit.actions import record
from lar.jobs.actions import enqueue
from networks.activity_fields import fields_of
from networks.activity_plan import Outcome, Plan, check_plan, columns_of, only_its_own
from networks.errors import NotAllowedNow
from networks.models import (
    Activity,
    ActivityNetwork,
    ActivityStatus,
    Network,
    PersonAttendance,
    SchoolAttendance,
)
from networks.queries.activities import called_to, school_lines

MAIL = "networks.activities.mail"


@transaction.atomic
def plan_activity(plan: Plan, *, by: User | None) -> Activity:
    """Put an activity in the calendar of its networks.

    Raises:
        NotAllowedNow: for hours the wrong way round, too many networks, or what nobody offered.
    """
    plan = only_its_own(plan)
    check_plan(plan, None)
    activity = Activity.objects.create(
        planned_by=by, time_zone=plan.networks[0].time_zone, **columns_of(plan)
    )
    _gather(activity, plan.networks)
    record(
        "activity.planned",
        by=by,
        network_id=_one_network(plan.networks),
        subject=activity.pk,
        kind=plan.kind,
        networks=[network.pk for network in plan.networks],
    )
    return activity


@transaction.atomic
def edit_activity(activity: Activity, *, plan: Plan, by: User | None) -> Activity:
    """Change a planned activity. Whoever had been invited is told of another when or where."""
    activity = _locked(activity)
    _check_planned(activity)
    plan = only_its_own(replace(plan, kind=activity.kind))
    check_plan(plan, activity)
    before = (activity.starts_at, activity.ends_at, activity.place, activity.meeting_url)
    for name, value in columns_of(plan).items():
        setattr(activity, name, value)
    activity.time_zone = plan.networks[0].time_zone
    _write(activity)
    ActivityNetwork.objects.filter(activity=activity).delete()
    _gather(activity, plan.networks)
    moved = before != (activity.starts_at, activity.ends_at, activity.place, activity.meeting_url)
    if moved and activity.invited_at:
        _mail_everybody(activity, by)
    record(
        "activity.edited",
        by=by,
        network_id=_one_network(plan.networks),
        subject=activity.pk,
        moved=moved,
        networks=[network.pk for network in plan.networks],
    )
    return activity


@transaction.atomic
def hold_activity(activity: Activity, *, outcome: Outcome, on: date, by: User | None) -> Activity:
    """Write down that it was held: who came, what was talked about. Again, it replaces what was written.

    Raises:
        NotAllowedNow: before its day, when it was called off, or for a school of another network.
    """
    activity = _locked(activity)
    if activity.is_cancelled:
        raise NotAllowedNow(_("Esta actividad se suspendió: no tiene acta."))
    if on < activity.day:
        raise NotAllowedNow(_("Todavía no llega su día. Si se adelantó, cambia primero la fecha."))
    activity.status = ActivityStatus.HELD
    activity.hours = outcome.hours if outcome.hours is not None else activity.hours
    activity.guests = outcome.guests if fields_of(activity.kind).guests else None
    minutes = outcome.minutes.strip()
    if minutes != activity.minutes:
        activity.minutes, activity.minutes_on, activity.minutes_by = minutes, on, by
    _write(activity)
    came = _write_schools(activity, outcome.schools) + _write_people(activity, outcome.people)
    record(
        "activity.held",
        by=by,
        network_id=_network_of(activity),
        subject=activity.pk,
        came=came,
        minutes=len(minutes),
        on=on.isoformat(),
    )
    return activity


@transaction.atomic
def cancel_activity(activity: Activity, *, reason: str, by: User | None) -> Activity:
    """Call a planned activity off, saying why. Whoever had been invited is told."""
    activity = _locked(activity)
    _check_planned(activity)
    if not reason.strip():
        raise NotAllowedNow(_("Cuenta por qué se suspende: lo leerán las personas convocadas."), "reason")
    activity.status, activity.cancel_reason = ActivityStatus.CANCELLED, reason.strip()
    _write(activity)
    if activity.invited_at:
        _mail_everybody(activity, by)
    record("activity.cancelled", by=by, network_id=_network_of(activity), subject=activity.pk)
    return activity


@transaction.atomic
def invite_to_activity(activity: Activity, *, by: User | None) -> int:
    """Send everybody who is called a mail with the event for her calendar; returns how many."""
    activity = _locked(activity)
    _check_planned(activity)
    if not fields_of(activity.kind).people:
        raise NotAllowedNow(_("Cada persona la hace por su cuenta: no se envían invitaciones."))
    activity.invited_at = timezone.now()
    _write(activity)
    sent = _mail_everybody(activity, by)
    if not sent:
        raise NotAllowedNow(_("Ese día nadie coordina la red: no hay a quién invitar."))
    record("activity.invited", by=by, network_id=_network_of(activity), subject=activity.pk, people=sent)
    return sent


def _locked(activity: Activity) -> Activity:
    """The row as it is now, kept from others until the end. What was prefetched is read again."""
    return Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)


def _write(activity: Activity) -> None:
    activity.revision += 1
    activity.save()


def _gather(activity: Activity, networks: tuple[Network, ...]) -> None:
    ActivityNetwork.objects.bulk_create(
        ActivityNetwork(activity=activity, network=network) for network in networks
    )


def _check_planned(activity: Activity) -> None:
    if activity.is_cancelled:
        raise NotAllowedNow(_("Esta actividad ya se suspendió."))
    if activity.is_held:
        raise NotAllowedNow(_("Esta actividad ya se realizó: lo que falte se escribe en su acta."))


def _write_schools(activity: Activity, came: Mapping[tuple[int, str], int]) -> int:
    lines = {line.network_school_id: line for line in school_lines(activity)}
    if not {school for school, _role in came} <= set(lines):
        raise NotAllowedNow(_("Uno de los establecimientos no era de la red ese día. Revisa la lista."))
    if not all(0 <= present <= 30 for present in came.values()):
        raise NotAllowedNow(_("Escribe números entre 0 y 30."))
    SchoolAttendance.objects.filter(activity=activity).delete()
    SchoolAttendance.objects.bulk_create(
        SchoolAttendance(
            activity=activity,
            network_school_id=school,
            role=role,
            present=present,
            expected=lines[school].expected[role],
        )
        for (school, role), present in came.items()
        if present or lines[school].expected[role]
    )
    return sum(came.values())


def _write_people(activity: Activity, came: frozenset[int]) -> int:
    called = [one.person for one in called_to(activity)] if fields_of(activity.kind).people else []
    PersonAttendance.objects.filter(activity=activity).delete()
    PersonAttendance.objects.bulk_create(
        PersonAttendance(activity=activity, user=person, present=person.pk in came) for person in called
    )
    return sum(person.pk in came for person in called)


def _mail_everybody(activity: Activity, by: User | None) -> int:
    people = called_to(activity)
    for called in people:
        enqueue(
            MAIL,
            key=f"activity-mail:{activity.pk}:{activity.revision}:{called.person.pk}",
            args={"activity_id": activity.pk, "user_id": called.person.pk},
            by=by,
        )
    return len(people)


def _network_of(activity: Activity) -> int | None:
    return _one_network(tuple(row.network for row in activity.networks.select_related("network")))


def _one_network(networks: tuple[Network, ...]) -> int | None:
    """The network that the event is about, when it is about one."""
    return networks[0].pk if len(networks) == 1 else None
