"""Calendars: a person's own, a network's, and the secret address that other calendars read."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lar.authorization import Permission, has_permission
from lar.model.activities import ACTIVITY_KINDS
from lar.tenancy.actors import load_actor
from lar.tenancy.context import program_context
from lar.tenancy.models import Door, Program
from lar.tenancy.models.door import DoorKind
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.calendars import create_calendar_feed, revoke_calendar_feed
from networks.calendar_links import calendar_token, feed_id_of
from networks.icalendar import calendar_text
from networks.models import Activity, CalendarFeed, Network
from networks.queries.activities import activities_between
from networks.queries.calendar import (
    Month,
    by_day,
    days_kept,
    event_of,
    event_of_day,
    feed_days,
    feed_of,
    in_order,
)
from networks.registries import CalendarItem
from networks.views.activity_finding import crumbs_of
from networks.views.finding import find_network, person

PER_PAGE = 200
"""More than a month of fifty networks; a programme of hundreds turns the page."""
OTHER_DAYS = "otras-fechas"
"""How an address asks for the days that are no activity: of questionnaires, agreements, reviews."""


@require_safe
def calendar(request: ProgramRequest) -> HttpResponse:
    """A month of every network that the reader sees; an authority, of what invites her."""
    set_crumbs(request, [Crumb(_("Calendario"))])
    feed = CalendarFeed.objects.filter(user=person(request), revoked_at=None).first()
    own = {
        "may_accompany": has_permission(request.actor, Permission.PLAN_ACCOMPANIMENT),
        "feed_url": _feed_url(request, feed) if feed else "",
        "has_own": True,
    }
    return _month(request, None, own)


@require_safe
def network_calendar(request: ProgramRequest, network_id: int) -> HttpResponse:
    """A month of one network."""
    network = find_network(request, network_id, Permission.VIEW_ACTIVITIES)
    set_crumbs(request, [*crumbs_of(request, network), Crumb(_("Calendario"))])
    return _month(request, network, {"may_accompany": False, "feed_url": "", "has_own": False})


@require_POST
def calendar_link(request: ProgramRequest) -> HttpResponse:
    """Make one's secret address, or close it."""
    by = person(request)
    if request.POST.get("act") == "revoke":
        feed = CalendarFeed.objects.filter(user=by, revoked_at=None).first()
        if feed is None:
            raise Http404
        revoke_calendar_feed(feed, by=by)
        messages.success(request, _("El enlace se cerró: tu otro calendario deja de recibir cambios."))
    else:
        create_calendar_feed(by=by)
        messages.success(request, _("Tu enlace está listo. Es solo tuyo: quien lo tenga ve tus actividades."))
    return redirect(program_url(request.program, "networks:calendar") + "#enlace")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a person's own calendar reads, without signing in: the address is the key."""
    feed_id = feed_id_of(token)
    door = Door.objects.filter(kind=DoorKind.CALENDAR, token_hash=Door.hash(DoorKind.CALENDAR, token))
    program = Program.objects.filter(pk__in=door.values("program_id")).first()
    if feed_id is None or program is None:
        raise Http404
    with program_context(program):
        row = CalendarFeed.objects.filter(pk=feed_id, revoked_at=None).first()
        if row is None:
            raise Http404
        actor = load_actor(row.user_id, program.pk, timezone.localdate())
        if not actor.is_insider:
            raise Http404
        now = timezone.now()
        events = [event_of(activity, actor) for activity in feed_of(actor, now)]
        events += [event_of_day(day) for day in feed_days(actor, now)]
    response = HttpResponse(
        calendar_text(events, name=program.name), content_type="text/calendar; charset=utf-8"
    )
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _month(request: ProgramRequest, network: Network | None, own: dict[str, object]) -> HttpResponse:
    month = Month.of(request.GET.get("mes", ""), request.actor.on_date)
    asked = request.GET.get("tipo", "")
    kind = asked if asked in {one.code for one in ACTIVITY_KINDS} | {OTHER_DAYS} else ""
    entries = in_order(_entries(request, network, month, kind))
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **own,
        "network": network,
        "month": month,
        "kind": kind,
        "kinds": ACTIVITY_KINDS,
        "other_days": OTHER_DAYS,
        "page": page,
        "days": by_day(page.object_list, request.actor),
        "today": request.actor.on_date,
        "query": f"&tipo={kind}" if kind else "",
    }
    return render(request, "networks/calendar.html", context)


def _entries(
    request: ProgramRequest, network: Network | None, month: Month, kind: str
) -> Iterable[Activity | CalendarItem]:
    if kind != OTHER_DAYS:
        yield from activities_between(request.actor, *month.moments(), network=network, kind=kind)
    if kind in ("", OTHER_DAYS):
        yield from days_kept(request.actor, month.first, month.last, network)


def _feed_url(request: ProgramRequest, feed: CalendarFeed) -> str:
    return request.build_absolute_uri(reverse("entry:calendar_feed", args=[calendar_token(feed.pk)]))
