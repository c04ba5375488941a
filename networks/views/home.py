"""The first page of a programme: for each role, what it came to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lar.authorization import Permission
from lar.model.steps import Step
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.components import Action, StepItem, StepState
from networks.models import Cycle, HomeVisit, Network
from networks.notice_registry import Notice
from networks.queries.board import BoardFilter, BoardRow, board
from networks.queries.changes import changes_since
from networks.queries.facts import current_cycle
from networks.queries.notices import Inbox
from networks.registries import Evidence, HomeItem, Urgency, home_items, step_evidence
from networks.views.finding import person
from networks.views.notices import count

MOST_AWAITING = 5
"""Things that wait for the reader on her first page; her notices have them all."""
MOST_LATE = 8
"""Networks with something late that the first page shows; the list has them all."""


@require_safe
def home(request: ProgramRequest) -> HttpResponse:
    """Coordinators see what to do now; facilitators and administrators, what is late anywhere; authorities,
    the networks of their territory.
    """
    mine = request.actor.networks_with(Permission.EDIT_CYCLE)
    notices = count(request)
    if mine:
        return _coordinator_home(request, mine)
    if request.actor.programme_roles:
        return _programme_home(request, notices)
    return redirect(program_url(request.program, "results:authority_home"))


def _coordinator_home(request: ProgramRequest, mine: frozenset[int]) -> HttpResponse:
    networks = list(Network.objects.filter(pk__in=mine).select_related("program"))
    desks = [_desk(request, network) for network in networks]
    context = {"desks": desks, "only": len(desks) == 1, **_changes(request, networks)}
    return render(request, "networks/home.html", context)


def _programme_home(request: ProgramRequest, notices: Inbox) -> HttpResponse:
    """Who works with all networks sees what waits for her, what is late anywhere, what changed."""
    rows = board(request.actor, BoardFilter())
    late = [row for row in rows if row.late]
    awaiting = [line.notice for line in notices.lines if line.notice.asks]
    context = {
        "awaiting": [_asked_action(notice) for notice in awaiting[:MOST_AWAITING]],
        "still_awaiting": max(0, len(awaiting) - MOST_AWAITING),
        "actions": [_late_action(row) for row in late[:MOST_LATE]],
        "total": len(rows),
        "more": len(late) - MOST_LATE,
        **_changes(request, [row.network for row in rows]),
    }
    return render(request, "networks/programme_home.html", context)


def _asked_action(notice: Notice) -> Action:
    title = f"{notice.title}: {notice.where}" if notice.where else notice.title
    return Action(title, notice.url, notice.text, notice.asks, notice.due, notice.late)


def _late_action(row: BoardRow) -> Action:
    url = program_url(row.network.program, "networks:network", network_id=row.network.pk)
    return Action(row.network.name, url, " ".join(row.late), _("Ver la red"))


def _changes(request: ProgramRequest, networks: list[Network]) -> dict[str, object]:
    """What others did since the reader's visit before this one; on her first visit there is no before."""
    since = HomeVisit.objects.note(person(request), timezone.now())
    if since is None:
        return {"since": None, "changes": []}
    found = changes_since(networks, since, reader=request.actor.user_id)
    return {
        "since": since,
        "changes": [
            (one, program_url(request.program, one.url_name, network_id=one.network.pk)) for one in found
        ],
    }


def _desk(request: ProgramRequest, network: Network) -> dict[str, object]:
    """One network of a coordinator: things to do and the steps of its year."""
    cycle = current_cycle(network, request.actor.on_date)
    return {
        "network": network,
        "cycle": cycle,
        "year": str(cycle.year) if cycle else "",
        "actions": [action_of(item) for item in home_items(request, network, cycle)],
        "steps": step_items(cycle, step_evidence(cycle)) if cycle else [],
    }


def action_of(item: HomeItem) -> Action:
    """Return a thing to do as the component shows it."""
    return Action(item.title, item.url, item.reason, item.button, item.due, item.urgency is Urgency.LATE)


def step_items(cycle: Cycle, evidence: list[Evidence]) -> list[StepItem]:
    """Return the three steps: where the work is, which have evidence, and the last of it in words."""
    url = program_url(cycle.program, "networks:cycle", network_id=cycle.network_id, year=cycle.year)
    items = []
    for step in Step:
        done = [one for one in evidence if one.step is step and one.done]
        state = StepState.DONE if done else StepState.AHEAD
        if cycle.step == step:
            state = StepState.CURRENT
        note = " · ".join(str(one.label) for one in done[-2:])
        items.append(StepItem(step.value, step.title, state, f"{url}#paso-{step.value}", note))
    return items
