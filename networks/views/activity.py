"""One activity: what was planned, what came of it, and the acts on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.activities import cancel_activity, edit_activity, hold_activity, invite_to_activity
from networks.activity_acts import activity_acts
from networks.activity_fields import fields_of
from networks.errors import NotAllowedNow
from networks.forms.activities import initial_of
from networks.forms.attendance import CancelForm, HoldForm
from networks.icalendar import calendar_text
from networks.models import Activity, MemberRole, Network
from networks.printed import lines_of
from networks.queries.activities import (
    Called,
    called_to,
    may_read_notes,
    may_write,
    row_of,
    school_lines,
    with_networks,
)
from networks.queries.agreements import agreements_from
from networks.queries.attachments import attachments_of
from networks.queries.calendar import event_of
from networks.views.activities import plan_form
from networks.views.activity_finding import find_activity, find_to_write, show_activity_crumbs
from networks.views.finding import person, sent, status_of

ROLES = [role.label for role in MemberRole]


@require_safe
def activity(request: ProgramRequest, activity_id: int) -> HttpResponse:
    found = find_activity(request, activity_id)
    show_activity_crumbs(request, found)
    reads_notes = may_read_notes(request.actor, found)
    writes = may_write(request.actor, found)
    context = {
        "activity": found,
        "row": row_of(found, request.actor),
        "fields": fields_of(found.kind),
        "topics": lines_of(found.topics),
        "visit": _visit(found),
        "visits": _visits(found) if writes else [],
        "reads_notes": reads_notes,
        "may_write": writes,
        "is_due": found.is_planned and found.starts_at <= timezone.now(),
        "called": _called(request, found),
        "came": {row.user_id for row in found.person_attendance.all() if row.present},
        "schools": school_lines(found) if found.is_held and reads_notes else [],
        "roles": ROLES,
        "acts": activity_acts(request, found),
        "cancel_form": CancelForm(auto_id=False),
        "agreements": agreements_from(found, _own(request, found, Permission.VIEW_NETWORK)),
        "agrees_in": _own(request, found, Permission.EDIT_CYCLE) if not found.is_cancelled else [],
        "attachments": attachments_of(found, request.actor),
    }
    return render(request, "networks/activity.html", context)


def _own(request: ProgramRequest, activity: Activity, permission: Permission) -> list[Network]:
    """Return the gathered networks in which the reader has a right."""
    gathered = [row.network for row in activity.networks.all()]
    return [network for network in gathered if has_permission(request.actor, permission, network)]


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: ProgramRequest, activity_id: int) -> HttpResponse:
    found = find_to_write(request, activity_id)
    show_activity_crumbs(request, found, Crumb(_("Cambiar")))
    network = None if found.about.host == "programme" else found.networks.all()[0].network
    form = plan_form(request, found.kind, network=network, activity=found, initial=initial_of(found))
    if form.is_valid() and form.perform(lambda: edit_activity(found, plan=form.plan(), by=person(request))):
        messages.success(request, _("Los cambios quedaron guardados."))
        return redirect(_url(request, found))
    context = {"form": form, "about": found.about, "network": network, "cancel_url": _url(request, found)}
    return render(
        request, "networks/activity_plan.html", {**context, "activity": found}, status=status_of(form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def activity_hold(request: ProgramRequest, activity_id: int) -> HttpResponse:
    """Attendance and minutes, the first time or again."""
    found = find_to_write(request, activity_id)
    show_activity_crumbs(request, found, Crumb(_("Asistencia y acta")))
    came = [str(row.user_id) for row in found.person_attendance.all() if row.present]
    form = HoldForm(
        sent(request),
        activity=found,
        people=[(one.person.pk, f"{one.person.name} ({one.hat})") for one in called_to(found)],
        schools=school_lines(found),
        initial={"minutes": found.minutes, "hours": found.hours, "guests": found.guests, "people": came},
    )
    if form.is_valid() and form.perform(
        lambda: hold_activity(found, outcome=form.outcome(), on=form.cleaned_data["on"], by=person(request))
    ):
        messages.success(request, _("Quedó escrito cómo estuvo. El acta se puede completar después."))
        return redirect(_url(request, found))
    context = {"activity": found, "form": form, "roles": ROLES, "cancel_url": _url(request, found)}
    return render(request, "networks/activity_hold.html", context, status=status_of(form))


@require_POST
def activity_cancel(request: ProgramRequest, activity_id: int) -> HttpResponse:
    found = find_to_write(request, activity_id)
    form = CancelForm(sent(request))
    if form.is_valid() and form.perform(
        lambda: cancel_activity(found, reason=form.cleaned_data["reason"], by=person(request))
    ):
        messages.success(request, _("La actividad quedó suspendida."))
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
    return redirect(_url(request, found))


@require_POST
def activity_invite(request: ProgramRequest, activity_id: int) -> HttpResponse:
    found = find_to_write(request, activity_id)
    try:
        sent_to = invite_to_activity(found, by=person(request))
    except NotAllowedNow as error:
        messages.error(request, str(error))
    else:
        words = ngettext(
            "La invitación va en camino a %(n)d persona.",
            "La invitación va en camino a %(n)d personas.",
            sent_to,
        )
        messages.success(request, words % {"n": sent_to})
    return redirect(_url(request, found))


@require_safe
def activity_ics(request: ProgramRequest, activity_id: int) -> HttpResponse:
    """The activity as an event to add to one's own calendar."""
    found = find_activity(request, activity_id)
    data = calendar_text([event_of(found, request.actor)], name=request.program.name)
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="actividad.ics"'
    return response


def _called(request: ProgramRequest, found: Activity) -> list[Called]:
    """Those called whom the reader may know: all for the programme, else the people of one's own networks."""
    called = called_to(found) if fields_of(found.kind).people else []
    if request.actor.programme_roles:
        return called
    return [one for one in called if one.network_ids & set(request.actor.network_roles)]


def _visit(found: Activity) -> dict[str, object] | None:
    """What whoever visits may know of the other network's session: never its minutes."""
    if found.visited_id is None:
        return None
    session = with_networks(Activity.objects.filter(pk=found.visited_id)).get()
    names = ", ".join(row.network.name for row in session.networks.all())
    return {"session": session, "network": names}


def _visits(found: Activity) -> list[str]:
    """The networks that said they come to visit this session."""
    if not found.open_to_visits:
        return []
    coming = with_networks(Activity.objects.filter(visited=found)).exclude(status="cancelled")
    return [row.network.name for visit in coming for row in visit.networks.all()]


def _url(request: ProgramRequest, found: Activity) -> str:
    return program_url(request.program, "networks:activity", activity_id=found.pk)
