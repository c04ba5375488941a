"""What every page of an activity begins with: find it, check, and say where the reader is."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs, set_hats
from networks.activity_fields import planner_of
from networks.models import Activity, Network
from networks.queries.activities import may_read, may_read_notes, with_networks
from networks.queries.people import hats_in


def find_activity(request: ProgramRequest, activity_id: int) -> Activity:
    """Return an activity that the actor may open: strangers get 404, insiders without the right 403."""
    found = with_networks(Activity.objects.visible_to(request.actor))
    activity = get_object_or_404(
        found.select_related("program", "observer", "minutes_by", "visited"), pk=activity_id
    )
    network = _place_of(request, activity)
    if not may_read(request.actor, activity):
        require(request, Permission.VIEW_ACTIVITIES, network)
    set_hats(request, hats_in(request.actor, network))
    return activity


def find_to_write(request: ProgramRequest, activity_id: int) -> Activity:
    """Return an activity that the actor may change, hold, call off and invite to."""
    activity = find_activity(request, activity_id)
    permission = planner_of(activity.kind)
    gathered = [row.network for row in activity.networks.all()]
    allowed = [network for network in gathered if has_permission(request.actor, permission, network)]
    require(request, permission, allowed[0] if allowed else gathered[0])
    return activity


def require_notes(request: ProgramRequest, activity: Activity) -> None:
    """Refuse whoever may open the activity but not read a tutoring's private notes."""
    if not may_read_notes(request.actor, activity):
        require(request, Permission.PLAN_ACCOMPANIMENT, _place_of(request, activity))


def show_activity_crumbs(request: ProgramRequest, activity: Activity, *more: Crumb) -> None:
    """Say «network › activities › this one › …», or «calendar › …» when it gathers several networks."""
    gathered = [row.network for row in activity.networks.all()]
    here = Crumb(activity.title, program_url(request.program, "networks:activity", activity_id=activity.pk))
    if len(gathered) == 1 and has_permission(request.actor, Permission.VIEW_ACTIVITIES, gathered[0]):
        set_crumbs(request, [*crumbs_of(request, gathered[0]), here, *more])
    else:
        calendar = Crumb(_("Calendario"), program_url(request.program, "networks:calendar"))
        set_crumbs(request, [calendar, here, *more])


def crumbs_of(request: ProgramRequest, network: Network) -> list[Crumb]:
    """Return «network › activities»."""
    place = {"network_id": network.pk}
    return [
        Crumb(network.name, program_url(request.program, "networks:network", **place)),
        Crumb(_("Actividades"), program_url(request.program, "networks:activities", **place)),
    ]


def _place_of(request: ProgramRequest, activity: Activity) -> Network:
    """The network of the activity in which the actor has a role, or else its first one."""
    gathered = [row.network for row in activity.networks.all()]
    mine = [network for network in gathered if network.pk in request.actor.network_roles]
    return (mine or gathered)[0]
