"""The leader's phone: notes, the time that is left, and the few buttons that move the room."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from networks.errors import NotAllowedNow
from networks.views.finding import person
from questionnaires.workshop import actions
from questionnaires.workshop.chosen import chosen_ideas
from questionnaires.workshop.codes import code_of
from questionnaires.workshop.counting import band_of
from questionnaires.workshop.models import SocializationWorkshop
from questionnaires.workshop.queries.workshops import current_step, table_of
from questionnaires.workshop.room_pages import part_of
from questionnaires.workshop.screens import screen_of
from questionnaires.workshop.script import TITLES, VOTED, Kind
from questionnaires.workshop.views.finding import find_workshop, workshop_url
from questionnaires.workshop.views.room import BY_SCRIPT


@require_http_methods(["GET", "HEAD", "POST"])
def remote(request: ProgramRequest, workshop_id: int) -> HttpResponse:
    workshop = find_workshop(request, workshop_id)
    if request.method == "POST":
        return _act(request, workshop)
    if not workshop.is_running:
        return redirect(workshop_url(request, workshop))
    context = _context(workshop)
    part = part_of(render_to_string("workshop/remote_part.html", context))
    if not request.headers.get(BY_SCRIPT):
        return render(request, "workshop/remote.html", {**context, "part": part})
    if request.headers.get("If-None-Match") == part.tag:
        return HttpResponse(status=304, headers={"ETag": part.tag})
    return HttpResponse(part.html, headers={"ETag": part.tag})


def _context(workshop: SocializationWorkshop) -> dict[str, object]:
    step = current_step(workshop)
    screen = screen_of(workshop, step)
    table = table_of(workshop)
    following = workshop.steps.filter(position=step.position + 1).first()
    return {
        "workshop": workshop,
        "network": workshop.network,
        "step": step,
        "screen": screen,
        "next_title": TITLES[following.what] if following else "",
        "next_name": following.node_name if following else "",
        "is_last": following is None,
        "band": band_of(step) if step.what in VOTED and not step.is_revealed else "",
        "may_reveal": step.what in VOTED and not step.is_revealed,
        "tidies": step.what is Kind.IDEAS,
        "code": code_of(workshop.pk, workshop.code_turn),
        "agreement_url": program_url(
            workshop.program, "networks:agreement_create", network_id=workshop.network_id
        ),
        "chosen_ideas": chosen_ideas(workshop, step) if step.what in {Kind.AGREEMENTS, Kind.DOTS} else [],
        "barred": {one.code for one in table.dimensions if one.is_published} if table else set(),
        "dimensions": dict(workshop.steps.exclude(node="").values_list("node", "node_name")),
    }


def _act(request: ProgramRequest, workshop: SocializationWorkshop) -> HttpResponse:
    """One button. A second tap of one that was drawn for an earlier step moves nothing."""
    act, _colon, idea = request.POST.get("act", "").partition(":")
    action = _actions(request, workshop, _number(idea)).get(act)
    if action is None:
        messages.error(request, _("Ese botón ya no corresponde: mira dónde está la sala."))
        return redirect(workshop_url(request, workshop, "remote"))
    try:
        action()
    except NotAllowedNow as error:
        messages.error(request, str(error))
    return redirect(workshop_url(request, workshop, "desk" if act == "end" else "remote"))


def _actions(
    request: ProgramRequest, workshop: SocializationWorkshop, idea: int
) -> dict[str, Callable[[], object]]:
    by, here = person(request), workshop.position
    if request.POST.get("position") != str(here):
        return {}
    into = _number(request.POST.get(f"into-{idea}", ""))
    return {
        "next": lambda: actions.go_to_step(workshop, position=here + 1, by=by),
        "back": lambda: actions.go_to_step(workshop, position=max(here - 1, 0), by=by),
        "reveal": lambda: actions.reveal_step(workshop, by=by),
        "join": lambda: actions.tidy_idea(workshop, idea_id=idea, into_id=into or -1, by=by),
        "withdraw": lambda: actions.tidy_idea(workshop, idea_id=idea, by=by),
        "end": lambda: actions.end_workshop(workshop, by=by),
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
