"""The programme's catalogue of micro-strategies: read by teams, curated by facilitators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lar.authorization import Permission, has_permission
from lar.tenancy.access import require
from lar.tenancy.requests import ProgramRequest
from lar.tenancy.urls import program_url
from lar.ui.navigation import Crumb, set_crumbs
from networks.actions.strategies import curate, load_catalogue
from networks.forms.strategies import CatalogueFilter, MicroStrategyForm
from networks.menu import may_list_networks
from networks.models import MicroStrategy
from networks.queries.strategies import micro_strategies, networks_to_adapt_in
from networks.views.finding import person, sent, status_of


@require_safe
def strategy_catalogue(request: ProgramRequest) -> HttpResponse:
    """Micro-strategies of a dimension that answer a shape of its results; filters live in the address."""
    if not may_list_networks(request):
        require(request, Permission.VIEW_NETWORK)
    set_crumbs(request, [Crumb(_("Catálogo de estrategias"))])
    form = CatalogueFilter(request.GET)
    node, shape = form.wanted()
    curates = has_permission(request.actor, Permission.CURATE_STRATEGIES)
    context = {
        "form": form,
        "filtered": bool(node or shape),
        "entries": list(micro_strategies(node=node, shape=shape, with_retired=curates)),
        "curates": curates,
        "networks": networks_to_adapt_in(request.actor),
    }
    return render(request, "networks/catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def micro_strategy(request: ProgramRequest, micro_id: int = 0) -> HttpResponse:
    """Write one of the catalogue, or a new one."""
    found = get_object_or_404(MicroStrategy.objects.all(), pk=micro_id) if micro_id else None
    require(request, Permission.CURATE_STRATEGIES)
    here = program_url(request.program, "networks:strategy_catalogue")
    label = found.title if found else _("Estrategia nueva")
    set_crumbs(request, [Crumb(_("Catálogo de estrategias"), here), Crumb(label)])
    form = MicroStrategyForm(sent(request), initial=MicroStrategyForm.initial_of(found) if found else {})
    if form.is_valid():
        curate(found, words=form.words(), by=person(request))
        messages.success(request, _("El catálogo quedó guardado."))
        return redirect(here)
    context = {"form": form, "micro": found, "cancel_url": here}
    return render(request, "networks/micro_strategy.html", context, status=status_of(form))


@require_POST
def catalogue_load(request: ProgramRequest) -> HttpResponse:
    """Bring the entries of ours that the programme lacks."""
    require(request, Permission.CURATE_STRATEGIES)
    added = load_catalogue(by=person(request))
    words = ngettext("Llegó una estrategia.", "Llegaron %(total)d estrategias.", added)
    messages.success(request, words % {"total": added} if added else _("El catálogo ya las tenía todas."))
    return redirect(program_url(request.program, "networks:strategy_catalogue"))
