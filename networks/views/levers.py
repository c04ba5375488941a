"""The dimensions of the year: what each person of the team proposes, and what the team chooses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lar.authorization import Permission
from lar.model.dimensions import EFFECTS, LEVERS
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb
from networks.actions.cycle import choose_levers
from networks.actions.proposals import propose_levers
from networks.forms.closing import ProposalForm
from networks.forms.cycle import LeversForm
from networks.models import Cycle
from networks.queries.closing import own_proposal, proposals_of
from networks.views.closing import last_year
from networks.views.finding import find_cycle, person, sent, show_cycle_crumbs, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def levers(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    """Choose the one or two dimensions that the network works on this year."""
    cycle = find_cycle(request, network_id, year, Permission.EDIT_CYCLE)
    form = LeversForm(sent(request), chosen=list(cycle.levers.order_by("pk")))
    if form.is_valid() and form.perform(
        lambda: choose_levers(cycle, levers=form.levers(), on=form.cleaned_data["on"], by=person(request))
    ):
        messages.success(request, _("Las dimensiones del año quedaron elegidas."))
        return redirect(program_url(request.program, "networks:cycle", network_id=network_id, year=year))
    proposal = ProposalForm(initial={"nodes": own_proposal(cycle, request.actor.user_id)})
    return _page(request, cycle, form, proposal, status_of(form))


@require_POST
def propose(request: ProgramRequest, network_id: int, year: int) -> HttpResponse:
    """Mark what a person of the team would choose."""
    cycle = find_cycle(request, network_id, year, Permission.EDIT_CYCLE)
    proposal = ProposalForm(request.POST)
    if proposal.is_valid() and proposal.perform(
        lambda: propose_levers(
            cycle, nodes=proposal.cleaned_data["nodes"], on=request.actor.on_date, by=person(request)
        )
    ):
        messages.success(request, _("Tu propuesta quedó a la vista de tu equipo."))
        url = program_url(request.program, "networks:levers", network_id=network_id, year=year)
        return redirect(f"{url}#propuestas")
    form = LeversForm(chosen=list(cycle.levers.order_by("pk")))
    return _page(request, cycle, form, proposal, status_of(proposal))


def _page(
    request: ProgramRequest, cycle: Cycle, form: LeversForm, proposal: ProposalForm, status: int
) -> HttpResponse:
    show_cycle_crumbs(request, cycle, Crumb(_("Dimensiones del año")))
    context = {
        "cycle": cycle,
        "form": form,
        "proposal": proposal,
        "proposals": [one for one in proposals_of(cycle, request.actor.on_date) if one.names],
        "nodes": LEVERS,
        "effects": EFFECTS,
        "cancel_url": program_url(
            request.program, "networks:cycle", network_id=cycle.network_id, year=cycle.year
        ),
        **last_year(cycle),
    }
    return render(request, "networks/levers.html", context, status=status)
