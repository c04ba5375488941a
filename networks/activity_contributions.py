"""What activities say in the registries: evidence of the steps, what comes next, what waits for minutes."""

from __future__ import annotations

from datetime import timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from lar.authorization import has_permission
from lar.model.activities import counts_as_missing
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.activity_fields import planner_of, step_of
from networks.models import Activity, ActivityStatus, Cycle, Network
from networks.registries import Evidence, HomeItem, Urgency

SOON = timedelta(days=14)
"""Two weeks before, one prepares a session and tells the schools."""
MINUTES_WITHIN = timedelta(days=7)
"""After a week, what was agreed is no longer fresh."""
LOOKS_BACK = timedelta(days=120)
"""What nobody closed for a third of a year is no longer asked for: its page still says so."""


def activity_evidence(cycle: Cycle) -> list[Evidence]:
    """The held sessions of the cycle's year, in the step that each is for."""
    held = Activity.objects.of_networks([cycle.network_id]).filter(
        status=ActivityStatus.HELD, starts_at__year=cycle.year
    )
    found = []
    for activity in held.exclude(session_purpose=""):
        step = step_of(activity.session_purpose, cycle.programme_year)
        if step is not None:
            url = program_url(cycle.program, "networks:activity", activity_id=activity.pk)
            label = _("Sesión de red: %(title)s") % {"title": activity.title}
            found.append(Evidence(step, label, url, on=activity.day))
    return found


def activity_home_items(request: ProgramRequest, network: Network, cycle: Cycle | None) -> list[HomeItem]:
    """The next activity of the network, and the past ones that wait for their minutes; one query.

    What is voluntary never waits for anything.
    """
    now = timezone.now()
    planned = list(
        Activity.objects.readable_by(request.actor)
        .of_networks([network.pk])
        .filter(status=ActivityStatus.PLANNED)
        .between(now - LOOKS_BACK, now + SOON)
    )
    coming = [activity for activity in planned if activity.ends_at >= now]
    items = [
        _unwritten(request, activity, now - activity.ends_at > MINUTES_WITHIN)
        for activity in planned
        if activity.ends_at < now
        and counts_as_missing(activity.kind)
        and has_permission(request.actor, planner_of(activity.kind), network)
    ]
    return [*items, *(_next(request, activity) for activity in coming[:1])]


def _unwritten(request: ProgramRequest, activity: Activity, is_late: bool) -> HomeItem:
    return HomeItem(
        _("Escribe el acta de «%(title)s»") % {"title": activity.title},
        _("Quiénes estuvieron, qué se conversó y qué se acordó. Si no se hizo, di por qué en su página."),
        program_url(request.program, "networks:activity_hold", activity_id=activity.pk),
        Urgency.LATE if is_late else Urgency.NOW,
        activity.day + MINUTES_WITHIN,
        _("Escribir"),
    )


def _next(request: ProgramRequest, activity: Activity) -> HomeItem:
    when = formats.date_format(activity.starts_on_the_wall, r"l j \d\e F, H:i")
    if activity.all_day:
        when = formats.date_format(activity.starts_on_the_wall, r"l j \d\e F")
    where = f". {activity.place}" if activity.place else ""
    return HomeItem(
        _("Lo que viene: «%(title)s»") % {"title": activity.title},
        f"{activity.about.label}, {when}{where}.",
        program_url(request.program, "networks:activity", activity_id=activity.pk),
        Urgency.WHENEVER if activity.all_day else Urgency.SOON,
        # Its day is in the reason: it is no last day by which to do something.
        button=_("Ver"),
    )
