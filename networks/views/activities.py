"""The activities of a network, and planning one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lar.accounts.models import User
from lar.authorization import Permission, RoleCode, has_permission
from lar.model.activities import activity_kind
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.activities import plan_activity
from networks.activity_fields import kinds_planned_with
from networks.forms.activities import ActivityForm
from networks.models import Activity, Network
from networks.queries.activities import activities_of, open_to_visit, row_of
from networks.views.activity_finding import crumbs_of
from networks.views.finding import find_network, person, sent, show_network_crumbs, status_of

PAST_SHOWN = 50
"""Past activities that a network's page lists: two busy years. Older ones are in its calendar."""


@require_safe
def activities(request: ProgramRequest, network_id: int) -> HttpResponse:
    """What comes next in a network, and what was held or called off."""
    network = find_network(request, network_id, Permission.VIEW_ACTIVITIES)
    show_network_crumbs(request, network, Crumb(_("Actividades")))
    found = activities_of(network, request.actor)
    now = timezone.now()
    may_plan = has_permission(request.actor, Permission.PLAN_SESSIONS, network)
    context = {
        "network": network,
        "coming": [row_of(one, request.actor) for one in found.filter(ends_at__gte=now)],
        "past": [
            row_of(one, request.actor)
            for one in found.filter(ends_at__lt=now).order_by("-starts_at")[:PAST_SHOWN]
        ],
        "may_plan": may_plan,
        "may_accompany": has_permission(request.actor, Permission.PLAN_ACCOMPANIMENT, network),
    }
    return render(request, "networks/activities.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_plan(request: ProgramRequest, network_id: int) -> HttpResponse:
    """The coordination plans what its own network does: first the kind, then the rest."""
    network = find_network(request, network_id, Permission.PLAN_SESSIONS)
    set_crumbs(request, [*crumbs_of(request, network), Crumb(_("Planificar"))])
    back = program_url(request.program, "networks:activities", network_id=network.pk)
    kind = _kind(request, Permission.PLAN_SESSIONS)
    if not kind:
        return _choose(request, Permission.PLAN_SESSIONS, back, network=network)
    return _plan(request, plan_form(request, kind, network=network), back)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_plan_many(request: ProgramRequest) -> HttpResponse:
    """The facilitators plan what they convene, for one network or several."""
    require(request, Permission.PLAN_ACCOMPANIMENT)
    back = program_url(request.program, "networks:calendar")
    set_crumbs(request, [Crumb(_("Calendario"), back), Crumb(_("Planificar"))])
    kind = _kind(request, Permission.PLAN_ACCOMPANIMENT)
    if not kind:
        return _choose(request, Permission.PLAN_ACCOMPANIMENT, back)
    return _plan(request, plan_form(request, kind, initial=_asked_network(request)), back)


def plan_form(
    request: ProgramRequest,
    kind: str,
    *,
    network: Network | None = None,
    activity: Activity | None = None,
    initial: dict[str, Any] | None = None,
) -> ActivityForm:
    """Return the form of a kind with what may be chosen in it; ``network`` fixes the network."""
    sessions: list[Activity] = []
    if kind == "between_sessions" and network is not None:
        sessions = open_to_visit(network.pk, timezone.now(), activity.visited_id if activity else None)
    return ActivityForm(
        sent(request),
        kind=kind,
        networks=Network.objects.readable_by(request.actor, Permission.PLAN_ACCOMPANIMENT),
        network=network,
        facilitators=_facilitators(request),
        sessions=sessions,
        initial=initial,
    )


def _plan(request: ProgramRequest, form: ActivityForm, back: str) -> HttpResponse:
    if form.is_valid() and form.perform(lambda: plan_activity(form.plan(), by=person(request))):
        messages.success(request, _("La actividad quedó en el calendario."))
        return redirect(program_url(request.program, "networks:activity", activity_id=form.result.pk))
    about = activity_kind(form.kind)
    context = {"form": form, "about": about, "network": form.network, "cancel_url": back}
    return render(request, "networks/activity_plan.html", context, status=status_of(form))


def _choose(
    request: ProgramRequest, permission: Permission, back: str, network: Network | None = None
) -> HttpResponse:
    kinds = [activity_kind(code) for code in kinds_planned_with(permission)]
    query = _asked_network(request)
    context = {
        "kinds": kinds,
        "network": network,
        "back": back,
        "more": f"&red={query['networks']}" if query else "",
    }
    return render(request, "networks/activity_kinds.html", context)


def _kind(request: ProgramRequest, permission: Permission) -> str:
    """The kind that the address or the form names, when it is one that this page plans; empty otherwise."""
    asked = request.POST.get("tipo") or request.GET.get("tipo", "")
    return asked if asked in kinds_planned_with(permission) else ""


def _asked_network(request: ProgramRequest) -> dict[str, Any]:
    """The network from whose page one comes, already chosen."""
    asked = request.GET.get("red", "")
    if not asked.isdecimal():
        return {}
    network = get_object_or_404(Network.objects.visible_to(request.actor), pk=int(asked))
    return {"networks": network.pk}


def _facilitators(request: ProgramRequest) -> Any:
    return User.objects.filter(
        memberships__program=request.program,
        memberships__role=RoleCode.FACILITATOR,
        memberships__valid_to=None,
        is_active=True,
    ).order_by("name", "pk")
